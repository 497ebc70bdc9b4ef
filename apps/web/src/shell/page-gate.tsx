import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { currentLanguage } from '../kit/language';
import { useMay, useMe } from '../kit/me';
import { Page } from '../kit/page';
import { Empty, Loading } from '../kit/states';

/** Shows a module's page, or what to do when the organisation has not subscribed to the module. */
export function PageGate({ module, children }: { module: string; children: ReactNode }) {
  const { t } = useTranslation('web');
  const mine = useMe().modules.find(({ id }) => id === module);
  const maySubscribe = useMay('workspace.subscription.read');
  if (mine && !mine.alwaysOn && !mine.subscribed) {
    const name = mine.name[currentLanguage()];
    return (
      <Page title={name}>
        <div className="card">
          <Empty title={t('gate.title', { name })} next={maySubscribe ? t('gate.next') : t('gate.notForYou')}>
            {maySubscribe && (
              <Link className="button" to="/workspace/subscriptions">
                {t('gate.key')}
              </Link>
            )}
          </Empty>
        </div>
      </Page>
    );
  }
  return <Suspense fallback={<Loading />}>{children}</Suspense>;
}
