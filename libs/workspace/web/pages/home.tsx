import { AttentionCard, isOpenItem, useAttention } from '@maru/web/attention';
import { currentLanguage } from '@maru/web/language';
import { type Me, useMe } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useWebModules } from '@maru/web/web-modules';
import { homeZone, zonedText } from '@maru/web/zoned';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ModuleSuggestions } from '../components/module-suggestions';
import { useRoleNames } from '../components/role-names';
import './home.css';

/** Pages with something to do first, in the order in which a new organisation does it. */
const firstSteps = [
  'granted-companies',
  'organisations',
  'sites',
  'subscriptions',
  'device-keys',
  'reporting-grants',
  'members',
  'usage-events',
] as const;

const isUsable = ({ alwaysOn, subscribed }: Me['modules'][number]) => alwaysOn || subscribed;

/** The entries of the menu that this person may open, by path. */
function openEntries(me: Me) {
  const entries = me.modules.filter(isUsable).flatMap(({ menu }) => menu);
  return new Map(entries.filter(({ permission }) => me.permissions.includes(permission)).map((entry) => [entry.path, entry]));
}

/** What the organisation works with, each module with the pages of it that this person may open; the workspace's own stand below. */
function Modules({ me }: { me: Me }) {
  const { t } = useTranslation('workspace');
  const language = currentLanguage();
  const open = openEntries(me);
  const modules = me.modules
    .filter((module) => isUsable(module) && module.id !== 'workspace')
    .map((module) => ({ ...module, menu: module.menu.filter(({ path }) => open.has(path)) }))
    .filter(({ menu }) => menu.length > 0);
  if (modules.length === 0) return null;
  return (
    <section className="card" aria-labelledby="home-modules">
      <h2 id="home-modules">{t('home.modules')}</h2>
      <ul className="home-modules">
        {modules.map(({ id, name, menu }) => (
          <li key={id}>
            <strong>{name[language]}</strong>
            {menu.map(({ id: entry, path, label }) => (
              <Link key={entry} className="button" to={path}>
                {label[language]}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

function NextSteps({ me }: { me: Me }) {
  const { t } = useTranslation('workspace');
  const language = currentLanguage();
  const open = openEntries(me);
  const steps = firstSteps.flatMap((page) => {
    const entry = open.get(`/workspace/${page}`);
    return entry ? [{ path: entry.path, label: entry.label[language], why: t(`home.step.${page}`) }] : [];
  });
  if (steps.length === 0) return null;
  return (
    <section className="card" aria-labelledby="home-steps">
      <h2 id="home-steps">{t('home.steps')}</h2>
      <ul className="home-steps">
        {steps.map(({ path, label, why }) => (
          <li key={path}>
            <Link to={path}>{label}</Link>
            <span className="quiet">{why}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function WhoAmI({ me }: { me: Me }) {
  const { t } = useTranslation('workspace');
  const { t: ofShell } = useTranslation('web');
  const roleNames = useRoleNames();
  const { person, organisation, memberships, roles } = me;
  const others = memberships.filter(({ organisationId }) => organisationId !== organisation.id);
  return (
    <section className="card" aria-labelledby="home-me">
      <h2 id="home-me">{t('home.me')}</h2>
      <dl className="facts">
        <dt>{t('home.person')}</dt>
        <dd>{person.name}</dd>
        {person.email && (
          <>
            <dt>{t('home.email')}</dt>
            <dd>{person.email}</dd>
          </>
        )}
        <dt>{t('home.organisation')}</dt>
        <dd>
          {organisation.name} <span className="tag">{ofShell(`kind.${organisation.kind}`)}</span>
        </dd>
        <dt>{t('home.companyCode')}</dt>
        <dd>{organisation.companyCode}</dd>
        <dt>{t('home.roles')}</dt>
        <dd>{roleNames(roles)}</dd>
        {others.length > 0 && (
          <>
            <dt>{t('home.memberships')}</dt>
            <dd>
              {others.map(({ organisationId, organisationName }) => (
                <p key={organisationId}>
                  {organisationName} <Link to={`/sign-in?organisation=${organisationId}`}>{t('home.workThere')}</Link>
                </p>
              ))}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** The day, and how much there is to do in it. */
function Today() {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const { data } = useAttention({ supporting: true });
  const day = formats.day(zonedText(Date.now(), homeZone));
  if (!data) return day;
  const count = data.items.filter(isOpenItem).length;
  return count > 0 ? t('home.today', { day, count }) : t('home.todayNone', { day });
}

/** How the plant runs: each subscribed module shows its part, when everything else is there. */
function Plant({ me }: { me: Me }) {
  const subscribed = new Set(me.modules.filter((module) => !module.alwaysOn && module.subscribed).map(({ id }) => id));
  const parts = useWebModules().flatMap(({ id, home }) => (home && subscribed.has(id) ? [{ id, Part: home }] : []));
  return parts.map(({ id, Part }) => (
    <Suspense
      key={id}
      fallback={
        <div className="card">
          <Loading />
        </div>
      }
    >
      <Part />
    </Suspense>
  ));
}

/** The first page after sign-in: what needs the person, how the plant runs, and where one can go from here. */
export default function Home() {
  const { t } = useTranslation('workspace');
  const me = useMe();
  const maySeeModules = me.permissions.includes('workspace.subscription.read');
  return (
    <Page title={t('home.title')} sub={<Today />} figures>
      <AttentionCard title={t('home.attention')} none={t('home.none')} supporting={false} />
      <Plant me={me} />
      {maySeeModules && <ModuleSuggestions place="home" />}
      <Modules me={me} />
      <div className="home-columns">
        <NextSteps me={me} />
        <WhoAmI me={me} />
      </div>
      {me.organisation.simulated && <p className="notice notice-warning">{t('home.simulated')}</p>}
    </Page>
  );
}
