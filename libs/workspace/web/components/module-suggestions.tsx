import type { Schemas } from '@maru/web/client';
import { currentLanguage } from '@maru/web/language';
import { useMay } from '@maru/web/me';
import { useRead } from '@maru/web/read';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import './module-suggestions.css';

type Suggested = Schemas['SuggestedModuleItem'];

/** Beside the catalogue a name leads to the module's card there; on the home page to the catalogue. */
export type SuggestionPlace = 'catalogue' | 'home';

function SuggestedName({ item, place }: { item: Suggested; place: SuggestionPlace }) {
  const name = item.name[currentLanguage()];
  return place === 'home' ? <Link to="/workspace/subscriptions">{name}</Link> : <a href={`#module-${item.module}`}>{name}</a>;
}

function Suggestion({ item, place }: { item: Suggested; place: SuggestionPlace }) {
  const { t } = useTranslation('workspace');
  const language = currentLanguage();
  return (
    <li>
      <p>
        <SuggestedName item={item} place={place} /> <span className="quiet">{item.summary[language]}</span>
      </p>
      {item.reasons.map(({ division, divisionName, reason, sites }) => (
        <p key={division}>
          <span className="tag">{t('suggestions.industry', { division, name: divisionName[language] })}</span> {reason[language]}{' '}
          <span className="quiet">{t('suggestions.sites', { names: sites.map(({ name }) => name).join(', ') })}</span>
        </p>
      ))}
    </li>
  );
}

/** What suits the industries of the organisation's sites and is not subscribed; says where the suggestions come from. On the home page only if there is something to add. */
export function ModuleSuggestions({ place }: { place: SuggestionPlace }) {
  const { t } = useTranslation('workspace');
  const maySeeSites = useMay('workspace.site.read');
  const { data } = useRead('/api/workspace/suggested-modules', {}, { supporting: true });
  if (!data || (data.items.length === 0 && data.sitesWithoutCode === 0)) return null;
  const open = data.items.filter(({ subscribed }) => !subscribed);
  if (place === 'home' && open.length === 0) return null;
  return (
    <section className="card module-suggestions" aria-labelledby="suggestions">
      <h2 id="suggestions">{t('suggestions.title')}</h2>
      {open.length > 0 && (
        <ul>
          {open.map((item) => (
            <Suggestion key={item.module} item={item} place={place} />
          ))}
        </ul>
      )}
      {data.items.length > 0 && open.length === 0 && <p>{t('suggestions.done')}</p>}
      {data.sitesWithoutCode > 0 && (
        <p>
          {t('suggestions.noCode', { count: data.sitesWithoutCode })}{' '}
          {maySeeSites && <Link to="/workspace/sites">{t('suggestions.toSites')}</Link>}
        </p>
      )}
      {data.items.length > 0 && (
        <p className="quiet">
          {t('suggestions.source', { classification: data.classification[currentLanguage()], version: data.version })}
        </p>
      )}
    </section>
  );
}
