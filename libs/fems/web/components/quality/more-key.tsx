import { useTranslation } from 'react-i18next';

/** Fetches the next page of a list, where there is one. */
export function MoreKey({ read }: { read: { hasMore: boolean; isFetchingMore: boolean; more: () => void } }) {
  const { t } = useTranslation('web');
  if (!read.hasMore) return null;
  return (
    <button type="button" className="button" disabled={read.isFetchingMore} onClick={read.more}>
      {t('table.more')}
    </button>
  );
}
