import type { Schemas } from '@maru/web/client';
import { useMay } from '@maru/web/me';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

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
