import { Chart } from '@maru/web/chart';
import { useChartLook } from '@maru/web/chart-look';
import { type Column, DataTable, dayCell, wallCell } from '@maru/web/data-table';
import { useMe } from '@maru/web/me';
import { SimulatedTag } from '@maru/web/simulated';
import { Failed } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { periodLabel } from '../../load/labels';
import type { LoadPoint } from '../../load/points';
import { usePeaksAddress } from '../../peaks/address';
import { type MonthRow, monthRows, monthsOption } from '../../peaks/months';
import type { ShownPeaks } from '../../peaks/use-peaks';
import { useStatements } from '../../peaks/use-statements';
import { Legend } from './legend';
import { ToImport } from './to-import';

interface MonthTableProps {
  rows: MonthRow[];
  label: string;
  /** What the measured demand is called. */
  measured: string;
  hasStatements: boolean;
}

function MonthTable({ rows, label, measured, hasStatements }: MonthTableProps) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { to } = usePeaksAddress();
  const figure = (key: string, title: string, of: (row: MonthRow) => number | null): Column<MonthRow> => ({
    key,
    title: `${title} (kW)`,
    value: of,
    digits: 2,
    isFigure: true,
  });
  const columns: Column<MonthRow>[] = [
    {
      key: 'month',
      title: t('statements.column.month'),
      value: ({ month }) => dayCell(`${month}-01`, formats.month),
      render: ({ month }) => <Link to={to({ by: 'month', on: `${month}-01` })}>{formats.month(`${month}-01`)}</Link>,
    },
    figure('measured', measured, ({ peakDemandKw }) => peakDemandKw),
    {
      key: 'peakAt',
      title: t('chart.peakAt'),
      value: ({ peakAt }) => wallCell(peakAt, formats.shortEndDateTime),
      isFigure: true,
    },
  ];
  if (hasStatements)
    columns.push(figure('billed', t('statements.column.billingDemandKw'), ({ statement }) => statement?.billingDemandKw ?? null));
  if (rows.some(({ differenceKw }) => differenceKw !== null))
    columns.push(figure('difference', t('peaks.month.difference'), ({ differenceKw }) => differenceKw));
  if (hasStatements)
    columns.push(figure('contract', t('statements.column.contractDemandKw'), ({ statement }) => statement?.contractDemandKw ?? null));
  return <DataTable label={label} columns={columns} rows={rows} rowKey={({ month }) => month} />;
}

/** The highest demand of each month of a year, beside what the utility billed and agreed where a statement was imported. */
export function MonthsCard({ shown: { peaks, period }, point }: { shown: ShownPeaks; point: LoadPoint }) {
  const { t } = useTranslation('fems');
  const look = useChartLook();
  const { formats } = look;
  const { organisation } = useMe();
  const { months, demandWindowSeconds, simulated } = peaks;
  const read = useStatements(point.siteId, { enabled: point.isMain, supporting: true });
  // The utility bills what the main meter measures, and nothing else.
  const statements = point.isMain ? read.data?.items : undefined;
  const rows = useMemo(() => monthRows(months, statements ?? null, demandWindowSeconds), [months, statements, demandWindowSeconds]);
  const hasStatements = rows.some(({ statement }) => statement !== null);
  const texts = useMemo(
    () => ({
      measured: t('peaks.month.measured', { minutes: demandWindowSeconds / 60 }),
      billed: t('statements.column.billingDemandKw'),
      contract: t('statements.column.contractDemandKw'),
    }),
    [t, demandWindowSeconds],
  );
  const option = useMemo(() => monthsOption(look, rows, texts), [look, rows, texts]);
  const label = t('peaks.month.heading', { period: periodLabel(period, formats) });
  const entries: (readonly [string, string])[] = [['measured', texts.measured]];
  if (hasStatements) entries.push(['billed', texts.billed], ['contract', texts.contract]);
  return (
    <section className="card" aria-labelledby="months-heading">
      <div className="load-head">
        <h2 id="months-heading">
          {label} {(simulated || organisation.simulated) && <SimulatedTag />}
        </h2>
        <Legend entries={entries} />
      </div>
      <Chart option={option} label={label} />
      <MonthTable rows={rows} label={label} measured={texts.measured} hasStatements={hasStatements} />
      {hasStatements && <p className="quiet peaks-note">{t('peaks.month.billedNote')}</p>}
      {statements && !hasStatements && (
        <p className="quiet peaks-note">
          {t('peaks.month.noStatements')} <ToImport />
        </p>
      )}
      {point.isMain && !read.data && Boolean(read.error) && <Failed error={read.error} retry={read.retry} />}
    </section>
  );
}
