import { CopyKey } from '@maru/web/copy-key';
import { Drawer } from '@maru/web/drawer';
import { Facts } from '@maru/web/facts';
import { MoreKey, type Pages } from '@maru/web/more-key';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { isOwn, type UsageEvent, useUsageWords } from './usage-words';

/** An id, whole, with a key to take it along. */
function Id({ id }: { id: string }) {
  const { t } = useTranslation('workspace');
  return (
    <>
      <code>{id}</code>
      <CopyKey text={id} label={t('usage.detail.copy')} />
    </>
  );
}

function EventFacts({ event }: { event: UsageEvent }) {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const { kindOf, causeOf, moduleOf, resourceOf, personOf } = useUsageWords();
  const persons = isOwn(event)
    ? ([
        [t('usage.person'), personOf(event) ?? '–'],
        [t('usage.address'), event.address ?? '–'],
      ] as const)
    : [];
  const at = Date.parse(event.at);
  return (
    <>
      {event.simulated && (
        <p className="row">
          <SimulatedTag /> {t('usage.detail.simulated')}
        </p>
      )}
      <Facts
        facts={[
          [t('usage.at'), formats.exactInstant(event.at)],
          ...persons,
          [t('usage.site'), event.site?.name ?? t('usage.noSite')],
          [t('usage.kind'), kindOf(event)],
          [t('usage.cause'), causeOf(event)],
          [t('usage.module'), moduleOf(event)],
          [t('usage.resource'), resourceOf(event)],
          [t('usage.bytes'), formats.count(event.bytes)],
          [t('usage.requestId'), <Id key="request" id={event.requestId} />],
          [t('usage.detail.id'), <Id key="id" id={event.id} />],
        ]}
      />
      <h3 className="section-heading usage-canonical">{t('usage.detail.canonical')}</h3>
      <p className="quiet">{t('usage.detail.canonicalWhy')}</p>
      <Facts
        facts={[
          ['at', <code key="at">{at}</code>],
          ['kind', <code key="kind">{event.kind}</code>],
          ['cause', <code key="cause">{event.cause}</code>],
          ['module', <code key="module">{event.module}</code>],
          ['resource', <code key="resource">{event.resource}</code>],
          ['bytes', <code key="bytes">{event.bytes}</code>],
          ['simulated', <code key="simulated">{String(event.simulated)}</code>],
          ['site', <code key="site">{String(event.site?.id ?? null)}</code>],
        ]}
      />
      <p className="quiet">{isOwn(event) && event.erased ? t('usage.detail.erased') : t('usage.detail.commitments')}</p>
    </>
  );
}

interface UsageEventDrawerProps {
  /** The event that the address names; null while nothing is open. */
  id: string | null;
  /** Those loaded so far. */
  events: readonly UsageEvent[];
  pages: Pages;
  onClose: () => void;
}

/** All that is known of one event. The salts of its commitments are never shown. */
export function UsageEventDrawer({ id, events, pages, onClose }: UsageEventDrawerProps) {
  const { t } = useTranslation('workspace');
  const event = events.find((each) => each.id === id);
  return (
    <Drawer title={t('usage.detail.title')} isOpen={id !== null} onClose={onClose}>
      {event ? (
        <EventFacts event={event} />
      ) : (
        <Empty title={t('usage.detail.absent')} next={pages.hasMore ? t('usage.detail.absentNext') : t('usage.detail.absentAtAll')}>
          <MoreKey read={pages} />
        </Empty>
      )}
    </Drawer>
  );
}
