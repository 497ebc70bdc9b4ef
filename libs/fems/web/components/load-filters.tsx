import { ChartViewChoice } from '@maru/web/chart-view';
import { Choice } from '@maru/web/choice';
import { Picker } from '@maru/web/picker';
import { useTranslation } from 'react-i18next';
import { heatMapOf, type LoadFilters, measures } from '../load/address';
import { type Bucket, granularities } from '../load/period';
import type { PlaceFilters } from '../load/place';
import type { LoadPoint } from '../load/points';
import { PeriodPicker } from './period-picker';

interface PointPickerProps {
  points: LoadPoint[];
  point: LoadPoint;
  onChange: (changes: Partial<PlaceFilters>) => void;
}

/** Which site's, and there which point's load is shown; a choice of one is no choice and is not shown. */
export function PointPicker({ points, point, onChange }: PointPickerProps) {
  const { t } = useTranslation('fems');
  const sites = [...new Map(points.map(({ siteId, siteName }) => [siteId, siteName]))].map(([value, label]) => ({ value, label }));
  const here = points
    .filter(({ siteId }) => siteId === point.siteId)
    .map(({ id, meterName, name }) => ({ value: id, label: `${meterName} · ${name}` }));
  return (
    <>
      {sites.length > 1 && (
        <Picker label={t('filter.site')} value={point.siteId} options={sites} onChange={(siteId) => onChange({ siteId })} />
      )}
      {here.length > 1 && (
        <Picker label={t('filter.point')} value={point.id} options={here} onChange={(pointId) => onChange({ pointId })} />
      )}
    </>
  );
}

interface PeriodFiltersProps {
  filters: PlaceFilters;
  date: string;
  firstDay: string;
  lastDay: string;
  onChange: (changes: Partial<PlaceFilters>) => void;
}

/** Which period is shown. The date stays when the length changes, so that a day is found again after its year. */
export function PeriodFilters({ filters, date, firstDay, lastDay, onChange }: PeriodFiltersProps) {
  const { t } = useTranslation('fems');
  return (
    <>
      <Choice
        label={t('filter.by')}
        value={filters.by}
        options={granularities.map((value) => ({ value, label: t(`by.${value}`) }))}
        onChange={(by) => onChange({ by, on: date })}
      />
      <PeriodPicker by={filters.by} date={date} firstDay={firstDay} lastDay={lastDay} onChange={(on) => onChange({ on })} />
    </>
  );
}

interface ViewFiltersProps {
  filters: LoadFilters;
  /** The cuts to choose from, and the one in use. */
  buckets: Bucket[];
  bucket: Bucket;
  onChange: (changes: Partial<LoadFilters>) => void;
}

/** How the period is shown: which quantity, cut how finely, as a chart, a heat map or a table. */
export function ViewFilters({ filters, buckets, bucket, onChange }: ViewFiltersProps) {
  const { t } = useTranslation('fems');
  const { by, view } = filters;
  // A heat map is cut as it needs to be, and shows the hours of a month by their demand alone.
  const hasMeasure = view === 'chart' || (view === 'heat' && by === 'year');
  return (
    <div className="row">
      {hasMeasure && (
        <Choice
          label={t('filter.measure')}
          value={filters.measure}
          options={measures.map((value) => ({ value, label: t(`measure.${value}`) }))}
          onChange={(measure) => onChange({ measure })}
        />
      )}
      {view !== 'heat' && (
        <Choice
          label={t('filter.bucket')}
          value={bucket}
          options={buckets.map((value) => ({ value, label: t(`bucket.${value}`) }))}
          onChange={(chosen) => onChange({ bucket: chosen })}
        />
      )}
      <ChartViewChoice others={heatMapOf[by] ? [{ value: 'heat', label: t('heat.view') }] : []} />
    </div>
  );
}
