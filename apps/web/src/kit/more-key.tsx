import { useTranslation } from 'react-i18next';
import { Failed } from './states';

/** As much of a list that is read page by page as the key needs to know (useReadPages). */
export interface Pages {
  error: unknown;
  retry: () => void;
  hasMore: boolean;
  isFetchingMore: boolean;
  more: () => void;
}

/** Below a list that is read page by page: the key for the next one, or why it did not come. */
export function MoreKey({ read }: { read: Pages }) {
  const { t } = useTranslation('web');
  return (
    <>
      {Boolean(read.error) && <Failed error={read.error} retry={read.retry} />}
      {read.hasMore && (
        <button type="button" className="button" onClick={read.more} disabled={read.isFetchingMore} aria-busy={read.isFetchingMore}>
          {t('table.more')}
        </button>
      )}
    </>
  );
}
