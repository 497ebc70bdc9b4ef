import { type Column, DataTable } from '@maru/web/data-table';
import { useMe } from '@maru/web/me';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { type Comparison, type OverviewLoad, stretchText } from '../../overview/words';

interface Row {
  what: 'weekBefore' | 'fourWeeks' | 'monthBefore';
  comparison: Comparison;
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const why = ({ compared, others }: Comparison): string => {
    if (others.length === 0) return t('overview.clockChange');
    const missing = [compared, ...others].reduce((sum, { expected, readings }) => sum + expected - readings, 0);
    return `${t('overview.noCompare')}: ${t('overview.missing', { count: missing })}`;
  };
  const othersOf = ({ others }: Comparison): string | null => {
    const spans = others.map((other) => stretchText(other, formats)).join(', ');
    return others.length > 1 ? t('overview.meanOf', { spans }) : spans || null;
  };
  return [
    { key: 'what', title: t('overview.column.what'), value: ({ what }) => t(`overview.what.${what}`) },
    { key: 'compared', title: t('overview.column.compared'), value: ({ comparison }) => stretchText(comparison.compared, formats) },
    { key: 'others', title: t('overview.column.others'), value: ({ comparison }) => othersOf(comparison) },
    {
      key: 'own',
      title: t('overview.column.own'),
      value: ({ comparison }) => comparison.compared.energyKwh,
      digits: 2,
      isFigure: true,
    },
    { key: 'mean', title: t('overview.column.mean'), value: ({ comparison }) => comparison.meanKwh, digits: 2, isFigure: true },
    {
      key: 'change',
      title: t('overview.column.change'),
      value: ({ comparison }) => comparison.changePercent,
      digits: 2,
      render: ({ comparison }) =>
        comparison.changePercent === null ? why(comparison) : <strong>{formats.change(comparison.changePercent)}</strong>,
      isFigure: true,
    },
  ];
}

/** Which equal stretches are compared, with both figures: nobody has to guess what a percentage is of. */
export function ComparisonTable({ load, simulated }: { load: OverviewLoad; simulated: boolean }) {
  const { t } = useTranslation('fems');
  const { organisation } = useMe();
  const columns = useColumns();
  const rows = (['weekBefore', 'fourWeeks', 'monthBefore'] as const).map((what): Row => ({ what, comparison: load[what] }));
  return (
    <section className="card" aria-labelledby="overview-comparison">
      <h2 id="overview-comparison">{t('overview.comparison')}</h2>
      <DataTable
        id="comparison"
        label={t('overview.comparison')}
        columns={columns}
        rows={rows}
        rowKey={({ what }) => what}
        isSimulated={() => simulated || organisation.simulated}
      />
      <p className="quiet overview-note">{t('overview.comparisonRule')}</p>
    </section>
  );
}
