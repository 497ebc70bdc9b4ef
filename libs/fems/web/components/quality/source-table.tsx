import { type Column, DataTable, timeCell, wallCell } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { useMe } from '@maru/web/me';
import { useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { useIntervalText } from '../../metering/words';
import type { Review, SourceActivity } from '../../quality/review';

/** What each source has sent of these points, and when it was last seen. */
export function SourceTable({ review: { query } }: { review: Review }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const duration = useIntervalText();
  const { siteId, pointId } = query;
  const sources = useReadPages('/api/fems/source-activity', { query: { siteId, pointId } }, { supporting: true });
  const { organisation } = useMe();
  const delayTexts = ({ medianSeconds, percentile95Seconds }: NonNullable<SourceActivity['delay']>) => [
    t('quality.sources.median', { delay: duration(medianSeconds) }),
    t('quality.sources.percentile95', { delay: duration(percentile95Seconds) }),
  ];
  const columns: Column<SourceActivity>[] = [
    {
      key: 'name',
      title: t('sources.title'),
      value: ({ name }) => name,
      render: ({ name, simulated, stamp }) => (
        <>
          {name} {simulated && <SimulatedTag />}
          <p className="quiet">{t('quality.sources.stampOf', { stamp: t(`stamp.${stamp}`) })}</p>
        </>
      ),
      inFile: [
        { key: 'name', title: t('sources.title'), value: ({ name }) => name },
        { key: 'stamp', title: t('sources.stamp'), value: ({ stamp }) => t(`stamp.${stamp}`) },
      ],
    },
    {
      key: 'last',
      title: t('quality.sources.last'),
      value: ({ lastReceivedAt }) => timeCell(lastReceivedAt, format.instant),
      render: ({ lastReceivedAt, firstReceivedAt }) =>
        lastReceivedAt && firstReceivedAt ? (
          <>
            {format.instant(lastReceivedAt)}
            <p className="quiet" title={format.instant(firstReceivedAt)}>
              {t('quality.sources.since', { day: format.instantDate(firstReceivedAt) })}
            </p>
          </>
        ) : (
          <span className="quiet">{t('points.noReading')}</span>
        ),
      inFile: [
        { key: 'last', title: t('quality.sources.last'), value: ({ lastReceivedAt }) => timeCell(lastReceivedAt, format.instant) },
        { key: 'first', title: t('quality.sources.first'), value: ({ firstReceivedAt }) => timeCell(firstReceivedAt, format.instant) },
      ],
    },
    {
      key: 'delay',
      title: t('quality.sources.delay'),
      value: ({ delay }) => delay && delayTexts(delay).join(', '),
      render: ({ delay }) => (delay ? delayTexts(delay).map((text) => <p key={text}>{text}</p>) : '–'),
      sortBy: ({ delay }) => delay?.medianSeconds ?? null,
    },
    { key: 'newest', title: t('quality.sources.newest'), value: ({ newest }) => wallCell(newest, format.endDateTime) },
    { key: 'points', title: t('quality.sources.points'), value: ({ points }) => points, isFigure: true },
    { key: 'accepted', title: t('import.counts.accepted'), value: ({ accepted }) => accepted, isFigure: true },
    { key: 'corrected', title: t('import.counts.corrected'), value: ({ corrected }) => corrected, isFigure: true },
  ];
  return (
    <section aria-labelledby="source-activity">
      <h2 id="source-activity" className="section-heading">
        {t('quality.sources.title')}
      </h2>
      <ListCard read={sources} empty={<Empty title={t('sources.empty')} next={t('sources.emptyNext')} />}>
        {(rows) => (
          <>
            <DataTable
              id="activity"
              label={t('quality.sources.title')}
              columns={columns}
              rows={rows}
              rowKey={({ sourceId }) => sourceId}
              pages={sources}
              isSimulated={({ simulated }) => simulated || organisation.simulated}
            />
            <p className="quiet quality-hint">{t('quality.sources.delayHint')}</p>
          </>
        )}
      </ListCard>
    </section>
  );
}
