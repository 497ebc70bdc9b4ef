import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Choice } from '../kit/choice';
import { useMe } from '../kit/me';
import { SimulatedTag } from '../kit/simulated';
import { chooseTheme, themeChoices, useThemeChoice } from '../kit/theme-choice';
import { useWrite } from '../kit/write';
import { AttentionBell } from './attention-bell';
import { LanguageSwitch } from './language-switch';
import { loadSignIn } from './load-sign-in';
import { Search } from './search/search';
import { SiteSwitch } from './site-switch';
import { TaskTray } from './task-tray';

/** Light, dark, or as the device is. */
function ThemeSwitch() {
  const { t } = useTranslation('web');
  const options = themeChoices.map((value) => ({ value, label: t(`theme.${value}`) }));
  return <Choice label={t('theme.label')} value={useThemeChoice()} options={options} onChange={chooseTheme} />;
}

function PersonMenu() {
  const { t } = useTranslation('web');
  const { person } = useMe();
  const panel = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signOut = useWrite('delete', '/api/sessions/current');
  const close = () => panel.current?.hidePopover();
  const leave = async () => {
    // The page that forgets what was read is there before the session ends; and what is on its way would be refused after.
    await loadSignIn().catch(() => undefined);
    await queries.cancelQueries();
    signOut.mutate(
      {},
      {
        onSuccess: () => void navigate('/sign-in'),
        onError: () => void queries.invalidateQueries(),
      },
    );
  };
  return (
    <>
      <button type="button" className="button button-plain person-key" popoverTarget="person-menu">
        <span className="unseen">
          {t('person.menu')}: {person.name}
        </span>
        <span className="person-name" aria-hidden="true">
          {person.name} ▾
        </span>
        <span className="person-sign" aria-hidden="true">
          {[...person.name][0]}
        </span>
      </button>
      <div id="person-menu" className="person-menu" popover="auto" ref={panel}>
        <p>
          <strong>{person.name}</strong>
          <br />
          <span className="quiet">{person.email}</span>
        </p>
        <div className="person-menu-switches">
          <SiteSwitch />
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <Link to="/workspace/sessions" onClick={close}>
          {t('person.sessions')}
        </Link>
        <Link to="/workspace/password" onClick={close}>
          {t('person.password')}
        </Link>
        <button type="button" onClick={leave} disabled={signOut.isPending}>
          {t('person.signOut')}
        </button>
        {signOut.isError && (
          <p className="notice notice-bad" role="alert">
            {t('person.signOutFailed')}
          </p>
        )}
      </div>
    </>
  );
}

export function TopBar({ onMenu }: { onMenu: () => void }) {
  const { t } = useTranslation('web');
  const { organisation } = useMe();
  return (
    <header className="top-bar">
      <button type="button" className="button button-plain menu-key" onClick={onMenu} aria-haspopup="dialog">
        <span aria-hidden="true">☰</span>
        <span className="unseen">{t('navigation.open')}</span>
      </button>
      <p className="organisation">
        <strong>{organisation.name}</strong>
        <span className="quiet organisation-kind">{t(`kind.${organisation.kind}`)}</span>
        {organisation.simulated && <SimulatedTag />}
      </p>
      <Search />
      <SiteSwitch />
      <AttentionBell />
      <TaskTray />
      <LanguageSwitch />
      <PersonMenu />
    </header>
  );
}
