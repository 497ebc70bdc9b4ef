import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { currentLanguage } from '../kit/language';
import { type Me, useMe } from '../kit/me';
import { hasPage } from './modules';
import './navigation.css';

/** The modules that the organisation may use now, with the entries that this person may open; settings come last. */
export function menuOf(me: Me) {
  const usable = me.modules.filter((module) => module.alwaysOn || module.subscribed);
  const groups = usable.map((module) => ({
    ...module,
    menu: module.menu.filter(({ path, permission }) => path !== '/' && hasPage(path) && me.permissions.includes(permission)),
  }));
  return groups.filter(({ menu }) => menu.length > 0).sort((a, b) => Number(a.alwaysOn) - Number(b.alwaysOn));
}

export function Navigation({ onGo }: { onGo?: () => void }) {
  const { t } = useTranslation('web');
  const language = currentLanguage();
  return (
    <nav aria-label={t('navigation.label')} className="navigation">
      <p className="logo" lang="ko">
        마루 <span>Maru</span>
      </p>
      <NavLink to="/" end onClick={onGo}>
        {t('navigation.home')}
      </NavLink>
      {menuOf(useMe()).map(({ id, name, menu }) => (
        <section key={id} aria-labelledby={`menu-${id}`}>
          <h2 id={`menu-${id}`}>{name[language]}</h2>
          <ul>
            {menu.map(({ id: entry, path, label }) => (
              <li key={entry}>
                <NavLink to={path} onClick={onGo}>
                  {label[language]}
                </NavLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
