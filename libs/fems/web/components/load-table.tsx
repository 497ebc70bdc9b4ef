import { type Column, DataTable } from '@maru/web/data-table';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLoadAddress } from '../load/address';
import { periodLabel, slotLabel } from '../load/labels';
import { finerOf } from '../load/period';
import type { ProfileRow } from '../load/profile';
import type { ShownLoad } from '../load/shown';

/** The figures of the chart, row by row; a month or day opens from here as it does from its bar. */
export default function LoadTable({ load }: { load: ShownLoad }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { to } = useLoadAddress();
  const { period, bucket, profile } = load;
  const finer = finerOf[bucket];
  const name = (row: ProfileRow) => slotLabel(row, bucket, period, formats);
  const peakTime = (at: string) => (period.by === 'day' ? formats.endTime(at) : formats.shortEndDateTime(at));
  const columns: Column<ProfileRow>[] = [
    {
      key: 'slot',
      title: t(`bucketTitle.${bucket}`),
      render: (row) => (finer ? <Link to={to({ by: finer, on: row.start.slice(0, 10) })}>{name(row)}</Link> : name(row)),
      sortBy: (row) => row.startMs,
    },
    {
      key: 'energy',
      title: `${t('curve.energy')} (kWh)`,
      render: (row) => formats.figure(row.energyKwh),
      isFigure: true,
      sortBy: (row) => row.energyKwh ?? -1,
    },
    {
      key: 'peak',
      title: `${bucket === 'quarter-hour' ? t('curve.demand') : t('curve.peakDemand')} (kW)`,
      render: (row) =>
        row === profile.peak ? <strong className="load-peak">{formats.figure(row.peakDemandKw)}</strong> : formats.figure(row.peakDemandKw),
      isFigure: true,
      sortBy: (row) => row.peakDemandKw ?? -1,
    },
  ];
  if (bucket !== 'quarter-hour') {
    columns.push(
      { key: 'peakAt', title: t('chart.peakAt'), render: (row) => (row.peakAt ? peakTime(row.peakAt) : '–'), isFigure: true },
      {
        key: 'mean',
        title: `${t('curve.meanDemand')} (kW)`,
        render: (row) => formats.figure(row.meanDemandKw),
        isFigure: true,
        sortBy: (row) => row.meanDemandKw ?? -1,
      },
    );
  }
  const readings = (row: ProfileRow) => `${formats.count(row.readings)} / ${formats.count(row.expected)}`;
  columns.push({ key: 'readings', title: t('figure.readings'), render: readings, isFigure: true, sortBy: (row) => row.readings });
  return (
    <DataTable
      label={periodLabel(period, formats)}
      columns={columns}
      rows={profile.rows}
      rowKey={(row) => row.start}
      pageSize={100}
      isPinned
    />
  );
}
