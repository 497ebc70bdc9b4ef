import { type Column, DataTable } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { useIntervalText } from '../../metering/words';
import type { Review, SourceActivity } from '../../quality/review';
import { MoreKey } from './more-key';

/** What each source has sent of these points, and when it was last seen. */
export function SourceTable({ review: { query } }: { review: Review }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const duration = useIntervalText();
  const { siteId, pointId } = query;
  const sources = useReadPages('/api/fems/source-activity', { query: { siteId, pointId } }, { supporting: true });
  const instant = (at: string | null) => (at ? format.instant(at) : '–');
  const columns: Column<SourceActivity>[] = [
    {
      key: 'name',
      title: t('sources.title'),
      render: ({ name, simulated }) => (
        <>
          {name} {simulated && <SimulatedTag />}
        </>
      ),
      sortBy: ({ name }) => name,
    },
    {
      key: 'last',
      title: t('quality.sources.last'),
      render: ({ lastReceivedAt }) =>
        lastReceivedAt ? format.instant(lastReceivedAt) : <span className="quiet">{t('points.noReading')}</span>,
      sortBy: ({ lastReceivedAt }) => lastReceivedAt ?? '',
    },
    {
      key: 'delay',
      title: t('quality.sources.delay'),
      render: ({ delay }) =>
        delay
          ? t('quality.sources.delayOf', { median: duration(delay.medianSeconds), percentile95: duration(delay.percentile95Seconds) })
          : '–',
      sortBy: ({ delay }) => delay?.medianSeconds ?? -1,
    },
    { key: 'newest', title: t('quality.sources.newest'), render: ({ newest }) => (newest ? format.endDateTime(newest) : '–') },
    { key: 'points', title: t('quality.sources.points'), render: ({ points }) => format.count(points), isFigure: true },
    { key: 'accepted', title: t('import.counts.accepted'), render: ({ accepted }) => format.count(accepted), isFigure: true },
    { key: 'corrected', title: t('import.counts.corrected'), render: ({ corrected }) => format.count(corrected), isFigure: true },
    { key: 'stamp', title: t('sources.stamp'), render: ({ stamp }) => t(`stamp.${stamp}`) },
    { key: 'first', title: t('quality.sources.first'), render: ({ firstReceivedAt }) => instant(firstReceivedAt) },
  ];
  return (
    <section aria-labelledby="source-activity">
      <h2 id="source-activity" className="section-heading">
        {t('quality.sources.title')}
      </h2>
      <ListCard read={sources} empty={<Empty title={t('sources.empty')} next={t('sources.emptyNext')} />}>
        {(rows) => (
          <>
            <DataTable label={t('quality.sources.title')} columns={columns} rows={rows} rowKey={({ sourceId }) => sourceId} pageSize={20} />
            <MoreKey read={sources} />
            <p className="quiet quality-hint">{t('quality.sources.delayHint')}</p>
          </>
        )}
      </ListCard>
    </section>
  );
}
