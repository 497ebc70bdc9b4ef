import { Failed } from '@maru/web/states';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

interface Pages {
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
        <p className="row form-keys">
          <Button onClick={read.more} loading={read.isFetchingMore}>
            {t('table.more')}
          </Button>
        </p>
      )}
    </>
  );
}
