import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useLive } from '../kit/live';
import { MeProvider } from '../kit/me';
import { problemOf } from '../kit/problem';
import { useRead } from '../kit/read';
import { Failed, Loading } from '../kit/states';
import { liveTopics } from './modules';
import { NativeDialog } from './native-dialog';
import { Navigation } from './navigation';
import './shell.css';
import { signInPath } from './sign-in-address';
import { maybeSignedIn } from './signed-in-hint';
import { TopBar } from './top-bar';

const Theme = lazy(() => import('../kit/theme'));

/** The navigation on a narrow screen. */
function MenuDrawer({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('web');
  return (
    <NativeDialog label={t('navigation.label')} className="menu-drawer" onClose={onClose}>
      <div>
        <button type="button" className="button button-plain menu-close" onClick={onClose}>
          <span aria-hidden="true">✕</span>
          <span className="unseen">{t('navigation.close')}</span>
        </button>
        <Navigation onGo={onClose} />
      </div>
    </NativeDialog>
  );
}

/** On another page a person begins at its top, and a screen reader at its content. */
function useFreshStart() {
  const { pathname } = useLocation();
  const content = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    window.scrollTo(0, 0);
    content.current?.focus({ preventScroll: true });
  }, [pathname]);
  return content;
}

/** Keeps every page after sign-in as it is on the server. */
function Live() {
  useLive(liveTopics);
  return null;
}

/** What surrounds every page after sign-in. */
export function Frame() {
  const { t } = useTranslation('web');
  const { pathname, search } = useLocation();
  const isWorthAsking = maybeSignedIn();
  const me = useRead('/api/me', {}, { supporting: true, enabled: isWorthAsking });
  const [isMenuOpen, setMenuOpen] = useState(false);
  const content = useFreshStart();
  if (!me.data) {
    if (!isWorthAsking) return <Navigate to={signInPath(pathname + search)} replace />;
    const failed = me.error && problemOf(me.error).status !== 401;
    return <main>{failed ? <Failed error={me.error} retry={me.retry} /> : <Loading />}</main>;
  }
  return (
    <MeProvider value={me.data}>
      <Live />
      <button type="button" className="skip" onClick={() => content.current?.focus()}>
        {t('navigation.skip')}
      </button>
      <div className="frame">
        <div className="side">
          <Navigation />
        </div>
        {isMenuOpen && <MenuDrawer onClose={() => setMenuOpen(false)} />}
        <div className="body">
          <TopBar onMenu={() => setMenuOpen(true)} />
          <main ref={content} tabIndex={-1}>
            <Suspense fallback={<Loading />}>
              <Theme>
                <Outlet />
              </Theme>
            </Suspense>
          </main>
        </div>
      </div>
    </MeProvider>
  );
}
