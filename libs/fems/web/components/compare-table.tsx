import { type Column, DataTable } from '@maru/web/data-table';
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

type FigureName = 'energyKwh' | 'peakDemandKw';

/** Two periods row by row: what is in the chart, and how far it is apart where both are whole. */
export default function CompareTable({ load, other }: { load: ShownLoad; other: OtherLoad }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { period, bucket, intervalSeconds, places } = load;
  const { to } = useLoadAddress();
  const finer = finerOf[bucket];
  const slotOf = (row: ProfileRow | null, of: OtherLoad['period']) => {
    if (!row) return t('compare.noPlace');
    const name = slotLabel(row, bucket, of, formats);
    return finer ? <Link to={to({ by: finer, on: row.start.slice(0, 10) })}>{name}</Link> : name;
  };
  const order = new Map(places.map((place, index) => [place, index]));
  const columns: Column<Place>[] = [
    {
      key: 'slot',
      title: t(`bucketTitle.${bucket}`),
      render: (place) => slotOf(period.by === 'day' ? namingRow(place) : place.shown, period),
      sortBy: (place) => order.get(place) ?? 0,
    },
  ];
  if (period.by !== 'day')
    columns.push({ key: 'other', title: t('compare.otherSlot'), render: (place) => slotOf(place.other, other.period) });
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
        render: ({ shown }) => formats.figure(shown?.[figure]),
        isFigure: true,
        sortBy: ({ shown }) => shown?.[figure] ?? -1,
      },
      {
        key: `${figure}-other`,
        title: t('compare.of', { period: periodLabel(other.period, formats) }),
        render: (place) => formats.figure(place.other?.[figure]),
        isFigure: true,
        sortBy: (place) => place.other?.[figure] ?? -1,
      },
      {
        key: `${figure}-difference`,
        title: t('compare.difference'),
        render: (place) => formats.difference(difference(place).value),
        isFigure: true,
        sortBy: (place) => difference(place).value ?? Number.NEGATIVE_INFINITY,
      },
    );
  }
  columns.push({
    key: 'percent',
    title: t('compare.percent'),
    render: (place) => formats.change(placeDifference(place, (row) => row.energyKwh, intervalSeconds).percent),
    isFigure: true,
  });
  return (
    <DataTable
      label={`${periodLabel(period, formats)}, ${periodLabel(other.period, formats)}`}
      columns={columns}
      rows={places}
      rowKey={(place) => `${place.shown?.start} ${place.other?.start}`}
      pageSize={100}
      isPinned
    />
  );
}
