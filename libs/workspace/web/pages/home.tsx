import { currentLanguage } from '@maru/web/language';
import { type Me, useMe } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
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

/** What the organisation works with: its subscribed modules, each with its pages. */
function Modules({ me }: { me: Me }) {
  const { t } = useTranslation('workspace');
  const language = currentLanguage();
  const modules = me.modules.filter((module) => !module.alwaysOn && module.subscribed);
  const open = openEntries(me);
  if (me.organisation.kind !== 'manufacturer') return null;
  return (
    <section className="card" aria-labelledby="home-modules">
      <h2 id="home-modules">{t('home.modules')}</h2>
      {modules.length === 0 && (
        <p className="notice notice-warning">
          {t('home.noModules')}{' '}
          {open.has('/workspace/subscriptions') && <Link to="/workspace/subscriptions">{t('home.toSubscriptions')}</Link>}
        </p>
      )}
      <ul className="home-modules">
        {modules.map(({ id, name, menu }) => (
          <li key={id}>
            <strong>{name[language]}</strong>
            {menu
              .filter(({ path }) => open.has(path))
              .map(({ id: entry, path, label }) => (
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

/** The first page after sign-in. It is made from what the shell knows already: opening it reads nothing more. */
export default function Home() {
  const { t } = useTranslation('workspace');
  const me = useMe();
  return (
    <Page title={t('home.title')} sub={t('home.greeting', { name: me.person.name })}>
      {me.organisation.simulated && <p className="notice notice-warning">{t('home.simulated')}</p>}
      <Modules me={me} />
      <div className="home-columns">
        <NextSteps me={me} />
        <WhoAmI me={me} />
      </div>
    </Page>
  );
}
