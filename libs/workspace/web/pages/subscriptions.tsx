import type { Schemas } from '@maru/web/client';
import { ConfirmKey } from '@maru/web/dialog';
import { currentLanguage } from '@maru/web/language';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useRead } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { History } from '../components/history';
import './subscriptions.css';

type Subscription = Schemas['SubscriptionItem'];

/** Starts or ends the subscription, which takes effect at once, so the menu is asked for anew too. */
function ChangeKey({ subscription, name }: { subscription: Subscription; name: string }) {
  const { t } = useTranslation('workspace');
  const change = useWrite('post', '/api/workspace/subscription-changes', ['/api/workspace/subscriptions', '/api/me']);
  const kind = subscription.subscribed ? 'end' : 'start';
  return (
    <ConfirmKey
      label={t(`subscriptions.${kind}.key`)}
      title={t(`subscriptions.${kind}.question`, { name })}
      consequence={t(`subscriptions.${kind}.consequence`)}
      isDanger={kind === 'end'}
      isMain={kind === 'start'}
      act={() => change.mutateAsync({ body: { module: subscription.module, kind } })}
    />
  );
}

function ModuleCard({ subscription, names }: { subscription: Subscription; names: Map<string, string> }) {
  const { t } = useTranslation('workspace');
  const language = currentLanguage();
  const mayChange = useMay('workspace.subscription.write');
  const name = subscription.name[language];
  const nameOf = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id).join(', ');
  return (
    <section className="card module-card" aria-label={name}>
      <h2 className="row">
        {name}
        <span className={subscription.subscribed ? 'tag tag-ok' : 'tag'}>
          {t(subscription.subscribed ? 'subscriptions.on' : 'subscriptions.off')}
        </span>
      </h2>
      <p>{subscription.summary[language]}</p>
      {subscription.requires.length > 0 && <p className="quiet">{t('subscriptions.requires', { names: nameOf(subscription.requires) })}</p>}
      {subscription.links.length > 0 && <p className="quiet">{t('subscriptions.links', { names: nameOf(subscription.links) })}</p>}
      <h3>{t('subscriptions.history')}</h3>
      <History intervals={subscription.intervals} />
      {mayChange && <ChangeKey subscription={subscription} name={name} />}
    </section>
  );
}

/** 모듈 구독: what can be subscribed to, what is, and since when. */
export default function Subscriptions() {
  const { t } = useTranslation('workspace');
  const { data, error, retry } = useRead('/api/workspace/subscriptions', {});
  const names = new Map(data?.items.map(({ module, name }) => [module, name[currentLanguage()]]));
  return (
    <Page title={t('subscriptions.title')} sub={t('subscriptions.sub')}>
      {!data && <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>}
      {data?.items.length === 0 && (
        <div className="card">
          <Empty title={t('subscriptions.empty')} />
        </div>
      )}
      <div className="module-cards">
        {data?.items.map((subscription) => (
          <ModuleCard key={subscription.module} subscription={subscription} names={names} />
        ))}
      </div>
    </Page>
  );
}
