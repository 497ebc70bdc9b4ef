import type { Schemas } from '@maru/web/client';
import { Drawer } from '@maru/web/drawer';
import { useFormer } from '@maru/web/former';
import { useRead } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { windowText } from '../../peaks/texts';
import { intervalOf, type NamedInterval, type Review } from '../../quality/review';
import { SourceText, useAuthorText } from './source-text';

interface Version {
  value: string | null;
  quality: Schemas['CorrectionItem']['quality'];
  source: Schemas['ReadingSourceName'];
  recordedAt: string;
  by?: Schemas['CorrectionAuthor'];
  reason?: string | null;
}

function VersionItem({ version, unit, isCounting }: { version: Version; unit: string; isCounting: boolean }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const authorOf = useAuthorText();
  const { value, quality, source, recordedAt, by, reason } = version;
  return (
    <li>
      <p>
        <strong>{value === null ? t('corrections.noValue') : `${format.exact(value)} ${unit}`}</strong>{' '}
        {isCounting && <span className="tag tag-ok">{t('corrections.counts')}</span>}{' '}
        {quality !== 'unstated' && <span className="tag">{t(`corrections.quality.${quality}`)}</span>}
      </p>
      <p className="quiet">
        {format.dateTime(recordedAt)} · {by && `${authorOf(by)} · `}
        <SourceText source={source} />
      </p>
      {by && <p>{reason ?? <span className="quiet">{t('corrections.noReason')}</span>}</p>}
    </li>
  );
}

/** All that was ever said of one interval, in the order in which it was. */
function IntervalChain({ of: { point, start, end } }: { of: NamedInterval }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const query = { pointId: point.id, from: start, to: end, limit: 1 };
  const read = useRead('/api/fems/readings', { query }, { supporting: true });
  const item = read.data?.items[0];
  if (!read.data) return read.error ? <Failed error={read.error} retry={read.retry} /> : <Loading />;
  const versions: Version[] = item ? [item, ...item.corrections] : [];
  return (
    <>
      <p>{windowText({ start, end }, format)}</p>
      <p className="quiet">{t(item ? 'corrections.chain' : 'corrections.noReading')}</p>
      <ol className="interval-chain">
        {versions.map((version, index) => (
          <VersionItem key={version.recordedAt} version={version} unit={point.unit} isCounting={index === versions.length - 1} />
        ))}
      </ol>
    </>
  );
}

interface CorrectionHistoryProps {
  /** The interval that the address names; null while nothing is open. */
  id: string | null;
  review: Review;
  onClose: () => void;
}

export function CorrectionHistory({ id, review, onClose }: CorrectionHistoryProps) {
  const { t } = useTranslation('fems');
  const shownId = useFormer(id ?? undefined) ?? null;
  const interval = intervalOf(shownId, review);
  const title = interval ? t('corrections.historyTitle', { point: interval.point.name }) : t('corrections.title');
  return (
    <Drawer title={title} isOpen={id !== null} onClose={onClose}>
      {interval ? <IntervalChain of={interval} /> : <Empty title={t('corrections.absent')} next={t('corrections.absentNext')} />}
    </Drawer>
  );
}
