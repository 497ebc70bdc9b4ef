import { lazy, type ReactNode, Suspense } from 'react';
import { Outlet } from 'react-router';
import { Loading } from '../kit/states';
import { LanguageSwitch } from './language-switch';
import './sign-in.css';

const Theme = lazy(() => import('../kit/theme'));

/** What surrounds a page for whoever comes: the product's name, the languages, and the page on a card. */
export function OpenCard({ children }: { children: ReactNode }) {
  return (
    <main className="sign-in">
      <div className="sign-in-head">
        <p className="logo" lang="ko">
          마루 <span>Maru</span>
        </p>
        <LanguageSwitch />
      </div>
      <div className="card sign-in-card">{children}</div>
    </main>
  );
}

/** The frame of the modules' pages for whoever comes. */
export function OpenFrame() {
  return (
    <OpenCard>
      <Suspense fallback={<Loading />}>
        <Theme>
          <Outlet />
        </Theme>
      </Suspense>
    </OpenCard>
  );
}
