import { type Column, DataTable } from '@maru/web/data-table';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { type Comparison, changeText, type OverviewLoad, stretchText } from '../../overview/words';

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
  const othersOf = ({ others }: Comparison): string => {
    const spans = others.map((other) => stretchText(other, formats)).join(', ');
    return others.length > 1 ? t('overview.meanOf', { spans }) : spans || '–';
  };
  return [
    { key: 'what', title: t('overview.column.what'), render: ({ what }) => t(`overview.what.${what}`) },
    { key: 'compared', title: t('overview.column.compared'), render: ({ comparison }) => stretchText(comparison.compared, formats) },
    { key: 'others', title: t('overview.column.others'), render: ({ comparison }) => othersOf(comparison) },
    {
      key: 'own',
      title: t('overview.column.own'),
      render: ({ comparison }) => formats.figure(comparison.compared.energyKwh),
      isFigure: true,
    },
    { key: 'mean', title: t('overview.column.mean'), render: ({ comparison }) => formats.figure(comparison.meanKwh), isFigure: true },
    {
      key: 'change',
      title: t('overview.column.change'),
      render: ({ comparison }) =>
        comparison.changePercent === null ? why(comparison) : <strong>{changeText(comparison.changePercent)}</strong>,
      isFigure: true,
    },
  ];
}

/** Which equal stretches are compared, with both figures: nobody has to guess what a percentage is of. */
export function ComparisonTable({ load }: { load: OverviewLoad }) {
  const { t } = useTranslation('fems');
  const columns = useColumns();
  const rows = (['weekBefore', 'fourWeeks', 'monthBefore'] as const).map((what): Row => ({ what, comparison: load[what] }));
  return (
    <section className="card" aria-labelledby="overview-comparison">
      <h2 id="overview-comparison">{t('overview.comparison')}</h2>
      <DataTable label={t('overview.comparison')} columns={columns} rows={rows} rowKey={({ what }) => what} />
      <p className="quiet overview-note">{t('overview.comparisonRule')}</p>
    </section>
  );
}
