import { type Column, DataTable } from '@maru/web/data-table';
import { useMe } from '@maru/web/me';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLoadAddress } from '../load/address';
import { namingRow } from '../load/chart-model';
import { type Place, placeDifference } from '../load/compare';
import { periodLabel, slotLabel } from '../load/labels';
import { finerOf } from '../load/period';
import type { ProfileRow } from '../load/profile';
import type { OtherLoad, ShownLoad } from '../load/shown';
import { timeOfUseAt } from '../load/time-of-use';

type FigureName = 'energyKwh' | 'peakDemandKw';

/** Two periods row by row: what is in the chart, and how far it is apart where both are whole. */
export default function CompareTable({ load, other }: { load: ShownLoad; other: OtherLoad }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { period, bucket, intervalSeconds, places } = load;
  const { to } = useLoadAddress();
  const finer = finerOf[bucket];
  const { organisation } = useMe();
  const nameOf = (row: ProfileRow | null, of: OtherLoad['period']) => (row ? slotLabel(row, bucket, of, formats) : t('compare.noPlace'));
  const slotOf = (row: ProfileRow | null, of: OtherLoad['period']) => {
    const name = nameOf(row, of);
    return row && finer ? <Link to={to({ by: finer, on: row.start.slice(0, 10) })}>{name}</Link> : name;
  };
  const ownRow = (place: Place) => (period.by === 'day' ? namingRow(place) : place.shown);
  const order = new Map(places.map((place, index) => [place, index]));
  const columns: Column<Place>[] = [
    {
      key: 'slot',
      title: t(`bucketTitle.${bucket}`),
      value: (place) => nameOf(ownRow(place), period),
      render: (place) => slotOf(ownRow(place), period),
      sortBy: (place) => order.get(place) ?? 0,
    },
  ];
  const spans = load.timeOfUse?.periods;
  if (spans)
    columns.push({
      key: 'timeOfUse',
      title: t('timeOfUse.label'),
      value: ({ shown }) => {
        const found = shown && timeOfUseAt(spans, shown.startMs);
        return found ? t(`timeOfUse.period.${found}`) : null;
      },
    });
  if (period.by !== 'day')
    columns.push({
      key: 'other',
      title: t('compare.otherSlot'),
      value: (place) => nameOf(place.other, other.period),
      render: (place) => slotOf(place.other, other.period),
      sortBy: ({ other: row }) => row?.startMs ?? null,
    });
  const figures: [FigureName, string, string][] = [
    ['energyKwh', t('curve.energy'), 'kWh'],
    ['peakDemandKw', t(bucket === 'quarter-hour' ? 'curve.demand' : 'curve.peakDemand'), 'kW'],
  ];
  for (const [figure, name, unit] of figures) {
    const difference = (place: Place) => placeDifference(place, (row) => row[figure], intervalSeconds);
    columns.push(
      {
        key: figure,
        title: `${name} (${unit})`,
        value: ({ shown }) => shown?.[figure] ?? null,
        digits: 2,
        isFigure: true,
      },
      {
        key: `${figure}-other`,
        title: t('compare.of', { period: periodLabel(other.period, formats) }),
        value: (place) => place.other?.[figure] ?? null,
        digits: 2,
        isFigure: true,
      },
      {
        key: `${figure}-difference`,
        title: t('compare.difference'),
        value: (place) => difference(place).value,
        digits: 2,
        render: (place) => formats.difference(difference(place).value),
        isFigure: true,
      },
    );
  }
  const percentOf = (place: Place) => placeDifference(place, (row) => row.energyKwh, intervalSeconds).percent;
  columns.push({
    key: 'percent',
    title: t('compare.percent'),
    value: percentOf,
    digits: 2,
    render: (place) => formats.change(percentOf(place)),
    isFigure: true,
  });
  return (
    <DataTable
      id="compare"
      label={`${periodLabel(period, formats)}, ${periodLabel(other.period, formats)}`}
      columns={columns}
      rows={places}
      rowKey={(place) => `${place.shown?.start} ${place.other?.start}`}
      pageSize={100}
      isPinned
      isSimulated={() => load.simulated || organisation.simulated}
    />
  );
}
