import { type CellValue, type Column, DataTable } from '@maru/web/data-table';
import { useMe } from '@maru/web/me';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLoadAddress } from '../load/address';
import { periodLabel, slotLabel } from '../load/labels';
import { finerOf } from '../load/period';
import type { ProfileRow } from '../load/profile';
import type { ShownLoad } from '../load/shown';
import { timeOfUseAt } from '../load/time-of-use';

/** The figures of the chart, row by row; a month or day opens from here as it does from its bar. */
export default function LoadTable({ load }: { load: ShownLoad }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { to } = useLoadAddress();
  const { period, bucket, profile, timeOfUse } = load;
  const finer = finerOf[bucket];
  const name = (row: ProfileRow) => slotLabel(row, bucket, period, formats);
  const peakTime = (at: string) => (period.by === 'day' ? formats.endTime(at) : formats.shortEndDateTime(at));
  const { simulated } = useMe().organisation;
  // In a file the cut stands without the page's heading: as a time with its year, that can be reckoned with.
  const said = (row: ProfileRow): CellValue => {
    if (bucket === 'month') return name(row);
    const wall = bucket === 'day' ? row.start.slice(0, 10) : row.start.slice(0, 16).replace('T', ' ');
    return { wall, text: name(row) };
  };
  const spans = timeOfUse?.periods;
  const periodName = (row: ProfileRow) => {
    const found = spans && timeOfUseAt(spans, row.startMs);
    return found ? t(`timeOfUse.period.${found}`) : null;
  };
  const columns: Column<ProfileRow>[] = [
    {
      key: 'slot',
      title: t(`bucketTitle.${bucket}`),
      value: said,
      render: (row) => (finer ? <Link to={to({ by: finer, on: row.start.slice(0, 10) })}>{name(row)}</Link> : name(row)),
      sortBy: (row) => row.startMs,
    },
    ...(spans ? [{ key: 'timeOfUse', title: t('timeOfUse.label'), value: periodName }] : []),
    {
      key: 'energy',
      title: `${t('curve.energy')} (kWh)`,
      value: (row) => row.energyKwh,
      digits: 2,
      isFigure: true,
    },
    {
      key: 'peak',
      title: `${bucket === 'quarter-hour' ? t('curve.demand') : t('curve.peakDemand')} (kW)`,
      value: (row) => row.peakDemandKw,
      digits: 2,
      render: (row) =>
        row === profile.peak ? <strong className="load-peak">{formats.figure(row.peakDemandKw)}</strong> : formats.figure(row.peakDemandKw),
      isFigure: true,
    },
  ];
  if (bucket !== 'quarter-hour') {
    columns.push(
      {
        key: 'peakAt',
        title: t('chart.peakAt'),
        value: (row) => row.peakAt && { wall: row.peakAt.slice(0, 16).replace('T', ' '), text: peakTime(row.peakAt) },
        isFigure: true,
      },
      {
        key: 'mean',
        title: `${t('curve.meanDemand')} (kW)`,
        value: (row) => row.meanDemandKw,
        digits: 2,
        isFigure: true,
      },
    );
  }
  columns.push(
    { key: 'readings', title: t('figure.readings'), value: (row) => row.readings, isFigure: true },
    { key: 'expected', title: t('figure.expected'), value: (row) => row.expected, isFigure: true },
  );
  return (
    <DataTable
      id="load"
      label={periodLabel(period, formats)}
      columns={columns}
      rows={profile.rows}
      rowKey={(row) => row.start}
      pageSize={100}
      isPinned
      isSimulated={() => load.simulated || simulated}
    />
  );
}
