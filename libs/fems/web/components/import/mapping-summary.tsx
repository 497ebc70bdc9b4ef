import { letterOf } from '@maru/web/column-letter';
import { useTranslation } from 'react-i18next';
import { roleOf } from '../../importing/draft';
import { type Import, type Mapping } from '../../importing/words';
import type { Metering } from '../../metering/next-step';
import { useIntervalText } from '../../metering/words';

/** How the file is read, in words. */
export function MappingSummary({ of, mapping, metering }: { of: Import; mapping: Mapping; metering: Metering }) {
  const { t } = useTranslation('fems');
  const intervalText = useIntervalText();
  const { kind, sourceId, siteId, time, values, meters } = mapping;
  const column = (index: number) => {
    const name = of.format?.columns.find((each) => each.index === index)?.name;
    return [letterOf(index), name].filter(Boolean).join(' · ');
  };
  const pointName = (id: string | null) => {
    const point = metering.points.find((each) => each.id === id);
    const meter = metering.meters.find((each) => each.id === point?.meterId);
    return point ? `${meter?.name ?? ''} · ${point.name}` : t('import.notSet');
  };
  const marks = { '.': t('import.decimalMarks.point'), ',': t('import.decimalMarks.comma') };
  const isDay = time.format === 'date';
  const valueLines = isDay ? values.slice(0, 1) : values;
  return (
    <dl className="facts import-summary">
      <dt>{t('import.what')}</dt>
      <dd>{t(`import.whats.${kind}`)}</dd>
      {kind === 'utilityMonths' ? (
        <>
          <dt>{t('filter.site')}</dt>
          <dd>{metering.sites.find(({ id }) => id === siteId)?.name ?? t('import.notSet')}</dd>
          <dt>{t('import.columns')}</dt>
          <dd>
            {mapping.months.map((month) => (
              <p key={month.column}>
                {column(month.column)} → {t(`import.role.${roleOf(mapping, month.column)}`)}
              </p>
            ))}
          </dd>
        </>
      ) : (
        <>
          <dt>{t('import.source')}</dt>
          <dd>{metering.sources.find(({ id }) => id === sourceId)?.name ?? t('import.notSet')}</dd>
          <dt>{t('import.times')}</dt>
          <dd>
            {time.columns.map(column).join(', ')}: {t(`stamp.${mapping.stamp}`)}, {intervalText(mapping.intervalSeconds)}, {mapping.zone}
          </dd>
          <dt>{t('import.values')}</dt>
          <dd>
            {valueLines.map((value) => (
              <p key={value.column}>
                {isDay ? t('import.dayColumns', { count: values.length }) : column(value.column)} ({value.unit})
                {!meters && ` → ${pointName(value.pointId)}`}
              </p>
            ))}
            {meters?.points.map(({ name, pointId }) => (
              <p key={name}>
                {column(meters.column)} = {name} → {pointName(pointId)}
              </p>
            ))}
          </dd>
          <dt>{t('import.written')}</dt>
          <dd>
            {t(`import.dateOrders.${mapping.dateOrder}`)}, {t(`import.midnights.${mapping.midnight}`)}, {marks[mapping.decimalMark]}
          </dd>
        </>
      )}
    </dl>
  );
}
