import type { Schemas } from '@maru/web/client';
import { currentLanguage } from '@maru/web/language';
import { Page } from '@maru/web/page';
import { useRead } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useTranslation } from 'react-i18next';
import { ModuleCard } from '../components/module-card';
import { ModuleSuggestions } from '../components/module-suggestions';
import './subscriptions.css';

type Subscription = Schemas['SubscriptionItem'];

/** 모듈 구독: the catalogue of modules: what each does, needs and is linked to, what is subscribed, and since when. */
export default function Subscriptions() {
  const { t } = useTranslation('workspace');
  const { data, error, retry } = useRead('/api/workspace/subscriptions', {});
  const modules = new Map<string, Subscription>(data?.items.map((item) => [item.module, item]));
  const nameOf = (id: string) => modules.get(id)?.name[currentLanguage()] ?? id;
  return (
    <Page title={t('subscriptions.title')} sub={t('subscriptions.sub')}>
      {!data && <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>}
      {data?.items.length === 0 && (
        <div className="card">
          <Empty title={t('subscriptions.empty')} />
        </div>
      )}
      {data && data.items.length > 0 && <ModuleSuggestions place="catalogue" />}
      <div className="module-cards">
        {data?.items.map((item) => (
          <ModuleCard key={item.module} item={item} nameOf={nameOf} isSubscribed={(id) => modules.get(id)?.subscribed ?? false} />
        ))}
      </div>
    </Page>
  );
}
