import { type Column, DataTable, wallCell } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { useMay, useMe } from '@maru/web/me';
import { useReadPages } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useIntervalText } from '../../metering/words';
import { type Gap, loadAddressOf, type Review } from '../../quality/review';

/** Stretches without readings in the order of the API, with what can be done about each. */
export function GapTable({ review }: { review: Review }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const duration = useIntervalText();
  const mayImport = useMay('fems.reading.import');
  const { organisation } = useMe();
  const gaps = useReadPages('/api/fems/gaps', { query: review.query }, { supporting: true });
  const pointOf = (gap: Gap) => review.points.find(({ id }) => id === gap.pointId);
  const secondsOf = (gap: Gap) => {
    const point = pointOf(gap);
    return point ? gap.missing * point.intervalSeconds : null;
  };
  const lengthOf = (gap: Gap) => {
    const seconds = secondsOf(gap);
    return seconds === null ? null : duration(seconds);
  };
  const isSimulated = Boolean(gaps.pages?.some(({ simulated }) => simulated)) || organisation.simulated;
  const keys = (gap: Gap) => {
    const load = loadAddressOf(pointOf(gap), gap.start);
    return (
      <div className="row">
        {load && <Link to={load}>{t('gaps.toLoad')}</Link>}
        {mayImport && <Link to="/fems/import">{t('gaps.toImport')}</Link>}
      </div>
    );
  };
  const columns: Column<Gap>[] = [
    { key: 'start', title: t('gaps.start'), value: ({ start }) => wallCell(start, format.dateTime) },
    {
      key: 'end',
      title: t('gaps.end'),
      value: ({ end }) => (end ? wallCell(end, format.endDateTime) : t('gaps.open')),
      render: ({ end }) => (end ? format.endDateTime(end) : <span className="tag tag-bad">{t('gaps.open')}</span>),
    },
    { key: 'length', title: t('gaps.length'), value: lengthOf, isFigure: true, sortBy: secondsOf },
    { key: 'missing', title: t('gaps.missing'), value: ({ missing }) => missing, isFigure: true },
    { key: 'point', title: t('points.name'), value: (gap) => pointOf(gap)?.name ?? null },
    { key: 'keys', title: t('actions'), render: keys },
  ];
  return (
    <section aria-labelledby="gaps">
      <h2 id="gaps" className="section-heading">
        {t('gaps.title')}
      </h2>
      <ListCard read={gaps} empty={<Empty title={t('gaps.none')} next={t('gaps.noneNext')} />}>
        {(rows) => (
          <DataTable
            id="gaps"
            label={t('gaps.title')}
            columns={columns}
            rows={rows}
            rowKey={({ pointId, start }) => `${pointId}/${start}`}
            pages={gaps}
            isSimulated={() => isSimulated}
          />
        )}
      </ListCard>
    </section>
  );
}
