import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { useRead } from '@maru/web/read';
import { Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';

type Queue = Schemas['LogQueue'];
type Unsendable = Schemas['UnsendableEvent'];

/** Events that do not fit the fields of the log centre as they are, and why. */
function UnsendableTable({ queue }: { queue: Queue }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const columns: Column<Unsendable>[] = [
    { key: 'at', title: t('sending.occurredAt'), value: ({ at }) => timeCell(at, formats.exactInstant) },
    { key: 'kind', title: t('sending.kind'), value: ({ kind }) => t(`sending.kinds.${kind}`) },
    { key: 'why', title: t('sending.why'), value: ({ obstacles }) => obstacles.map((one) => t(`sending.obstacles.${one}`)).join(' ') },
  ];
  const count = queue.unsendableCount;
  return (
    <section className="card" aria-labelledby="unsendable">
      <h2 id="unsendable">{t('sending.unsendable', { count })}</h2>
      <p className="quiet">{t('sending.unsendableSub')}</p>
      <DataTable
        label={t('sending.unsendable', { count })}
        columns={columns}
        rows={queue.unsendable}
        rowKey={({ eventId }) => eventId}
        pageSize={10}
      />
      {count > queue.unsendable.length && (
        <p className="quiet">{t('sending.unsendableMore', { shown: formats.count(queue.unsendable.length) })}</p>
      )}
    </section>
  );
}

/** A site's today from use to receipt, in four figures; and what was used without a site, which is nobody's log. */
export function TodayQueue({ site: { siteId, siteName } }: { site: Schemas['PortalKeyItem'] }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const { data: queue, error, retry } = useRead('/api/programme/log-queue', { query: { siteId } }, { supporting: true });
  if (!queue) return <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>;
  const waiting = queue.waiting.reduce((sum, { count }) => sum + count, 0);
  const kinds = queue.waiting.map(({ kind, count }) => `${t(`sending.kinds.${kind}`)} ${formats.count(count)}`).join(' · ');
  return (
    <>
      <h2 className="section-heading">{t('sending.today', { site: siteName })}</h2>
      {queue.usesWithoutSite > 0 && (
        <p className="notice notice-warning">{t('sending.withoutSite', { count: formats.count(queue.usesWithoutSite) })}</p>
      )}
      <KeyFigures>
        <KeyFigure label={t('sending.used')} value={formats.count(queue.used)} unit={t('sending.unit')}>
          {t('sending.usedSub')}
        </KeyFigure>
        <KeyFigure label={t('sending.stored')} value={formats.count(queue.stored)} unit={t('sending.unit')}>
          {t(queue.stored > 0 ? 'sending.storedSub' : 'sending.storedNone')}
        </KeyFigure>
        <KeyFigure label={t('sending.waiting')} value={formats.count(waiting)} unit={t('sending.unit')}>
          {kinds || (!queue.held && t('sending.waitingNone'))}
          {queue.held && (
            <p>
              {t('sending.heldCount', { count: formats.count(queue.heldCount) })} {t(`sending.held.${queue.held}`)}
            </p>
          )}
        </KeyFigure>
        <KeyFigure label={t('sending.uncertain')} value={formats.count(queue.uncertain)} unit={t('sending.unit')}>
          {t('sending.uncertainSub')}
        </KeyFigure>
      </KeyFigures>
      {queue.unsendableCount > 0 && <UnsendableTable queue={queue} />}
    </>
  );
}
