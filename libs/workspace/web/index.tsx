import type { WebModule } from '@maru/web/module';
import { lazy } from 'react';
import { attentionAddress } from './attention-address';
import type messages from './ko.json';

declare module '@maru/web/language' {
  interface MessageFiles {
    workspace: typeof messages;
  }
}

/** The lists that show what was found by its name; the longest of them cut down to it. */
const foundPages: Record<string, ((id: string, name: string) => string) | undefined> = {
  'workspace.site': () => '/workspace/sites',
  'workspace.member': () => '/workspace/members',
  'workspace.device-key': () => '/workspace/device-keys',
  'workspace.granted-company': (id) => `/workspace/granted-companies?company=${id}`,
  'workspace.organisation': (_id, name) => `/workspace/organisations?text=${encodeURIComponent(name)}`,
};

export default {
  id: 'workspace',
  pages: [
    { path: '/', element: lazy(() => import('./pages/home')) },
    { path: '/workspace/sites', element: lazy(() => import('./pages/sites')) },
    { path: '/join', isOpen: true, element: lazy(() => import('./pages/join')) },
    { path: '/workspace/members', element: lazy(() => import('./pages/members')) },
    { path: '/workspace/subscriptions', element: lazy(() => import('./pages/subscriptions')) },
    { path: '/workspace/device-keys', element: lazy(() => import('./pages/device-keys')) },
    { path: '/workspace/reporting-grants', element: lazy(() => import('./pages/reporting-grants')) },
    { path: '/workspace/usage-events', element: lazy(() => import('./pages/usage-events')) },
    { path: '/workspace/sessions', element: lazy(() => import('./pages/sessions')) },
    { path: '/workspace/password', element: lazy(() => import('./pages/password')) },
    { path: '/workspace/granted-companies', element: lazy(() => import('./pages/granted-companies')) },
    { path: '/workspace/organisations', element: lazy(() => import('./pages/organisations')) },
  ],
  live: {
    subscription: ['/api/me', '/api/workspace/subscriptions', '/api/workspace/suggested-modules', '/api/workspace/attention'],
    'reporting-grant': ['/api/workspace/reporting-grants', '/api/workspace/granted-companies', '/api/workspace/attention'],
    'report-pull': ['/api/workspace/report-pulls'],
  },
  attentionAddress,
  foundAddress: ({ kind, id, name }) => foundPages[kind]?.(id, name) ?? null,
  messages: { ko: () => import('./ko.json'), en: () => import('./en.json') },
} satisfies WebModule;
