import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../kit/page';
import { Empty } from '../kit/states';

export function NotFound() {
  const { t } = useTranslation('web');
  return (
    <Page title={t('notFound.title')}>
      <div className="card">
        <Empty title={t('notFound.title')} next={t('notFound.next')}>
          <Link className="button" to="/">
            {t('notFound.key')}
          </Link>
        </Empty>
      </div>
    </Page>
  );
}
