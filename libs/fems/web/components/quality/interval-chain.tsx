import type { Schemas } from '@maru/web/client';
import { useMay } from '@maru/web/me';
import { useRead } from '@maru/web/read';
import { Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { windowText } from '../../peaks/texts';
import type { Correction } from '../../quality/review';

/** Who made a correction. Somebody whose name was erased, or is not of the organisation, stays without one. */
export function useAuthorText() {
  const { t } = useTranslation('fems');
  return ({ kind, name }: Schemas['CorrectionAuthor']): string => name ?? t(`corrections.author.${kind}`);
}

/** Where a value came from: a source, or a file that leads to its import. */
export function SourceText({ source: { name, importId, importFileName } }: { source: Schemas['ReadingSourceName'] }) {
  const mayImport = useMay('fems.reading.import');
  if (importId === null) return name;
  return (
    <>
      {name} · {mayImport ? <Link to={`/fems/import?import=${importId}`}>{importFileName}</Link> : importFileName}
    </>
  );
}

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
export function IntervalChain({ of: { pointId, start, end, unit } }: { of: Correction }) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const read = useRead('/api/fems/readings', { query: { pointId, from: start, to: end, limit: 1 } }, { supporting: true });
  const item = read.data?.items[0];
  if (!item) return read.error ? <Failed error={read.error} retry={read.retry} /> : <Loading />;
  const versions: Version[] = [item, ...item.corrections];
  return (
    <>
      <p>{windowText({ start, end }, format)}</p>
      <p className="quiet">{t('corrections.chain')}</p>
      <ol className="interval-chain">
        {versions.map((version, index) => (
          <VersionItem key={version.recordedAt} version={version} unit={unit} isCounting={index === versions.length - 1} />
        ))}
      </ol>
    </>
  );
}
