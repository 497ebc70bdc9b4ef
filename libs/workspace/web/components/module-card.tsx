import type { Schemas } from '@maru/web/client';
import { ConfirmKey } from '@maru/web/dialog';
import { currentLanguage } from '@maru/web/language';
import { useMay } from '@maru/web/me';
import { useWrite } from '@maru/web/write';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { History } from './history';

type Item = Schemas['SubscriptionItem'];

interface ModuleCardProps {
  item: Item;
  nameOf: (module: string) => string;
  isSubscribed: (module: string) => boolean;
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** What ends with the subscription, in sentences; nothing is said of what the module does not have. */
function useEndConsequence({ item, nameOf, isSubscribed }: ModuleCardProps): string {
  const { t } = useTranslation('workspace');
  const language = currentLanguage();
  const labels = (names: Item['pages']) => names.map((name) => name[language]).join(', ');
  const linked = item.links.filter(isSubscribed).map(nameOf).join(', ');
  return [
    item.pages.length > 0 && t('subscriptions.end.pages', { names: labels(item.pages) }),
    item.deviceActions.length > 0 && t('subscriptions.end.devices', { names: labels(item.deviceActions) }),
    linked !== '' && t('subscriptions.end.links', { names: linked }),
    t('subscriptions.end.kept'),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Starts or ends the subscription, which takes effect at once, so the menu is asked for anew too. Where something stands in the way it says what. */
function ChangeKey(props: ModuleCardProps) {
  const { t } = useTranslation('workspace');
  const { item, nameOf, isSubscribed } = props;
  const change = useWrite('post', '/api/workspace/subscription-changes', [
    '/api/workspace/subscriptions',
    '/api/workspace/suggested-modules',
    '/api/me',
  ]);
  const endConsequence = useEndConsequence(props);
  const kind = item.subscribed ? 'end' : 'start';
  const inTheWay = item.subscribed ? item.neededBy : item.requires.filter((id) => !isSubscribed(id));
  if (inTheWay.length > 0)
    return (
      <p className="quiet">
        {t(item.subscribed ? 'subscriptions.needed' : 'subscriptions.missing', { names: inTheWay.map(nameOf).join(', ') })}
      </p>
    );
  return (
    <ConfirmKey
      label={t(`subscriptions.${kind}.key`)}
      title={t(`subscriptions.${kind}.question`, { name: nameOf(item.module) })}
      consequence={kind === 'end' ? endConsequence : t('subscriptions.start.consequence')}
      isDanger={kind === 'end'}
      isMain={kind === 'start'}
      act={() => change.mutateAsync({ body: { module: item.module, kind } })}
    />
  );
}

/** One module of the catalogue. */
export function ModuleCard(props: ModuleCardProps) {
  const { t } = useTranslation('workspace');
  const language = currentLanguage();
  const mayChange = useMay('workspace.subscription.write');
  const { item, nameOf, isSubscribed } = props;
  const name = item.name[language];
  const labels = (names: Item['pages']) => names.map((label) => label[language]).join(', ');
  const withState = (ids: readonly string[]) =>
    ids.map((id) => t(isSubscribed(id) ? 'subscriptions.has' : 'subscriptions.hasNot', { name: nameOf(id) })).join(', ');
  return (
    <section className="card module-card" id={`module-${item.module}`} aria-label={name}>
      <h2 className="row">
        {name}
        <span className={item.subscribed ? 'tag tag-ok' : 'tag'}>{t(item.subscribed ? 'subscriptions.on' : 'subscriptions.off')}</span>
      </h2>
      <p>{item.summary[language]}</p>
      <dl className="facts">
        {item.pages.length > 0 && <Fact title={t('subscriptions.brings')}>{labels(item.pages)}</Fact>}
        {item.deviceActions.length > 0 && <Fact title={t('subscriptions.devices')}>{labels(item.deviceActions)}</Fact>}
        {item.requires.length > 0 && <Fact title={t('subscriptions.requires')}>{withState(item.requires)}</Fact>}
        {item.links.length > 0 && <Fact title={t('subscriptions.links')}>{withState(item.links)}</Fact>}
        {item.neededBy.length > 0 && <Fact title={t('subscriptions.neededBy')}>{withState(item.neededBy)}</Fact>}
        <Fact title={t('subscriptions.history')}>
          <History intervals={item.intervals} />
        </Fact>
      </dl>
      {mayChange && <ChangeKey {...props} />}
    </section>
  );
}
