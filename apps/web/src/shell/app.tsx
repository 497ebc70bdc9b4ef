import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { noteFirstVisit, noteVisit } from '../kit/cause';
import { problemOf } from '../kit/problem';
import { Loading } from '../kit/states';
import { WebModulesProvider } from '../kit/web-modules';
import { showcase } from '../showcase/registration';
import { Frame } from './frame';
import { loadSignIn } from './load-sign-in';
import { webModules } from './modules';
import { NotFound } from './not-found';
import { OpenFrame } from './open-frame';
import { PageBroken } from './page-broken';
import { PageGate } from './page-gate';
import { signInPath } from './sign-in-address';
import { forgetSignedIn } from './signed-in-hint';

const SignIn = lazy(loadSignIn);

const allPages = webModules.flatMap(({ id, pages }) =>
  pages.map(({ path, isOpen = false, element: Element }) => ({ module: id, path, isOpen, Element })),
);
const pages = allPages.filter(({ isOpen }) => !isOpen);
const openPages = allPages.filter(({ isOpen }) => isOpen);

const router = createBrowserRouter([
  { path: '/sign-in', element: <SignIn />, errorElement: <PageBroken /> },
  {
    element: <OpenFrame />,
    errorElement: <PageBroken />,
    children: openPages.map(({ path, Element }) => ({ path, element: <Element /> })),
  },
  {
    element: <Frame />,
    errorElement: <PageBroken />,
    children: [
      ...pages.map(({ module, path, Element }) => ({
        path,
        element: (
          <PageGate module={module}>
            <Element />
          </PageGate>
        ),
        errorElement: <PageBroken />,
      })),
      {
        path: showcase.path,
        element: (
          <Suspense fallback={<Loading />}>
            <showcase.Element />
          </Suspense>
        ),
        errorElement: <PageBroken />,
      },
      { path: '*', element: <NotFound /> },
    ],
  },
]);

noteFirstVisit(router.state.location.key);
router.subscribe(({ location, historyAction }) => noteVisit(location.key, historyAction === 'POP'));

/** Whoever is signed out while at work signs in and comes back to where they were. */
function leaveWhenSignedOut(error: unknown): void {
  const { pathname, search } = router.state.location;
  if (problemOf(error).status !== 401 || pathname === '/sign-in' || openPages.some(({ path }) => path === pathname)) return;
  forgetSignedIn();
  void router.navigate(signInPath(pathname + search), { replace: true });
}

/** Only what a second attempt may cure is tried again by itself, once: no answer, or a server that is starting. */
const worthAnotherTry = (failures: number, error: unknown): boolean => failures < 1 && [0, 502, 503, 504].includes(problemOf(error).status);

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
  defaultOptions: {
    // A factory's network is often cut off from the internet while the service is in reach: the browser's guess does not count.
    queries: { networkMode: 'always', retry: worthAnotherTry },
    mutations: { networkMode: 'always' },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <Suspense fallback={<Loading />}>
        <WebModulesProvider value={webModules}>
          <RouterProvider router={router} />
        </WebModulesProvider>
      </Suspense>
    </QueryClientProvider>
  );
}
