import type { WebModule } from '@maru/web/module';
import { lazy } from 'react';
import { attentionAddress } from './attention-address';
import type messages from './ko.json';

declare module '@maru/web/language' {
  interface MessageFiles {
    programme: typeof messages;
  }
}

export default {
  id: 'programme',
  pages: [
    { path: '/programme/duties', element: lazy(() => import('./pages/duties')) },
    { path: '/programme/agreements', element: lazy(() => import('./pages/agreements')) },
    { path: '/programme/calendar', element: lazy(() => import('./pages/calendar')) },
    { path: '/programme/operating', element: lazy(() => import('./pages/operating')) },
    { path: '/programme/log-sending', element: lazy(() => import('./pages/log-sending')) },
    { path: '/programme/consortium', element: lazy(() => import('./pages/consortium')) },
    { path: '/programme/companies', element: lazy(() => import('./pages/companies')) },
  ],
  live: {
    agreement: [
      '/api/programme/agreements',
      '/api/programme/agreements/{id}/changes',
      '/api/programme/bonus-verdict',
      '/api/programme/duties',
      '/api/programme/registration-changes',
      '/api/programme/reportable-agreements',
    ],
    'reporting-grant': ['/api/programme/companies', '/api/programme/consortium-companies'],
    'log-sending': [
      '/api/programme/log-sends',
      '/api/programme/log-queue',
      '/api/programme/portal-keys',
      '/api/programme/operating-month',
      '/api/programme/bonus-verdict',
    ],
    'portal-list': ['/api/programme/portal-lists', '/api/programme/portal-months', '/api/programme/portal-days'],
  },
  taskAddress: ({ kind, id }) => {
    if (kind === 'programme.connection-test') return '/programme/log-sending';
    if (kind === 'programme.portal-list-preview') return `/programme/log-sending?view=portal&preview=${id}`;
    return kind === 'programme.portal-list-load' ? `/programme/log-sending?view=portal&load=${id}` : null;
  },
  attentionAddress,
  messages: { ko: () => import('./ko.json'), en: () => import('./en.json') },
} satisfies WebModule;
