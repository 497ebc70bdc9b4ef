import { Choice } from '@maru/web/choice';
import { Picker } from '@maru/web/picker';
import { useTranslation } from 'react-i18next';
import type { Metering } from '../../metering/next-step';
import { reviewLengths, useQualityAddress } from '../../quality/address';
import type { Review } from '../../quality/review';
import { PeriodPicker } from '../period-picker';

interface QualityFiltersProps {
  metering: Metering;
  review: Review;
  /** The first day with a reading; null as long as it is not known. */
  firstDay: string | null;
}

/** Which site's or point's data are reviewed, and in which period. */
export function QualityFilterRow({ metering, review, firstDay }: QualityFiltersProps) {
  const { t } = useTranslation('fems');
  const { filters, change } = useQualityAddress();
  const { site, points, pointId, date, lastDay } = review;
  // A point that a link names may be at another site than the one chosen: all points are then those of the site shown.
  const allPoints = { pointId: null, on: filters.on, ...(filters.siteId === site.id ? {} : { siteId: site.id }) };
  const measuring = new Set(metering.meters.map(({ siteId }) => siteId));
  const sites = metering.sites.filter(({ id }) => measuring.has(id)).map(({ id, name }) => ({ value: id, label: name }));
  const meterName = (meterId: string) => metering.meters.find(({ id }) => id === meterId)?.name ?? '';
  const choices = points.map(({ id, meterId, name }) => ({ value: id, label: `${meterName(meterId)} · ${name}` }));
  return (
    <div className="row load-filters">
      {sites.length > 1 && <Picker label={t('filter.site')} value={site.id} options={sites} onChange={(siteId) => change({ siteId })} />}
      {points.length > 1 && (
        <Picker
          label={t('filter.point')}
          value={pointId ?? ''}
          options={[{ value: '', label: t('quality.allPoints') }, ...choices]}
          onChange={(id) => change(id ? { pointId: id } : allPoints)}
        />
      )}
      <Choice
        label={t('filter.by')}
        value={filters.by}
        options={reviewLengths.map((value) => ({ value, label: t(`by.${value}`) }))}
        onChange={(by) => change({ by, on: date })}
      />
      <PeriodPicker by={filters.by} date={date} firstDay={firstDay ?? ''} lastDay={lastDay} onChange={(on) => change({ on })} />
    </div>
  );
}
