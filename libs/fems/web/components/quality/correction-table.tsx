import { type Column, DataTable, wallCell } from '@maru/web/data-table';
import { useDrawer } from '@maru/web/drawer';
import { ListCard } from '@maru/web/list-card';
import { useMe } from '@maru/web/me';
import { useReadPages } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { windowText } from '../../peaks/texts';
import { type Correction, intervalId, type Review } from '../../quality/review';
import { CorrectionHistory } from './correction-history';
import { SourceText, useAuthorText } from './source-text';

/** Whose value was changed from what to what, by whom and why. */
export function CorrectionTable({ review }: { review: Review }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const { opened, linkTo, close } = useDrawer('history');
  const corrections = useReadPages('/api/fems/corrections', { query: review.query }, { supporting: true });
  const nameOf = ({ pointId }: Correction) => review.points.find(({ id }) => id === pointId)?.name ?? null;
  const authorOf = useAuthorText();
  const { organisation } = useMe();
  const isSimulated = Boolean(corrections.pages?.some(({ simulated }) => simulated)) || organisation.simulated;
  const valueText = (exact: string | null) => (exact === null ? t('corrections.noValue') : format.exact(exact));
  const columns: Column<Correction>[] = [
    {
      key: 'interval',
      title: t('corrections.interval'),
      value: (row) => wallCell(row.start, () => windowText(row, format)),
    },
    { key: 'point', title: t('points.name'), value: nameOf },
    {
      key: 'values',
      title: t('corrections.values'),
      value: ({ before, value, unit }) => `${valueText(before)} → ${valueText(value)} ${unit}`,
      render: ({ before, value, unit }) => (
        <>
          {valueText(before)} → <strong>{valueText(value)}</strong> {unit}
        </>
      ),
    },
    {
      key: 'by',
      title: t('corrections.by'),
      value: ({ by, recordedAt }) => `${authorOf(by)} ${format.dateTime(recordedAt)}`,
      render: ({ by, recordedAt }) => (
        <>
          {authorOf(by)}
          <br />
          <span className="quiet">{format.dateTime(recordedAt)}</span>
        </>
      ),
      sortBy: ({ recordedAt }) => Date.parse(recordedAt),
    },
    {
      key: 'reason',
      title: t('corrections.reason'),
      value: ({ reason }) => reason,
      render: ({ reason }) => reason ?? <span className="quiet">{t('corrections.noReason')}</span>,
    },
    {
      key: 'source',
      title: t('corrections.source'),
      value: ({ source: { name, importFileName } }) => (importFileName ? `${name} · ${importFileName}` : name),
      render: ({ source }) => <SourceText source={source} />,
    },
    {
      key: 'keys',
      title: t('actions'),
      render: (row) => (
        <Link
          {...linkTo(intervalId(row))}
          aria-label={t('corrections.historyOf', { start: format.dateTime(row.start), point: nameOf(row) ?? '' })}
        >
          {t('corrections.history')}
        </Link>
      ),
    },
  ];
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections" className="section-heading">
        {t('corrections.title')}
      </h2>
      <ListCard read={corrections} empty={<Empty title={t('corrections.none')} next={t('corrections.noneNext')} />}>
        {(rows) => (
          <DataTable
            id="corrections"
            label={t('corrections.title')}
            columns={columns}
            rows={rows}
            rowKey={({ pointId, start, recordedAt }) => `${pointId}/${start}/${recordedAt}`}
            pages={corrections}
            isSimulated={() => isSimulated}
          />
        )}
      </ListCard>
      <CorrectionHistory id={opened} review={review} onClose={close} />
    </section>
  );
}
