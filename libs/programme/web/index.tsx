import type { WebModule } from '@maru/web/module';
import { lazy } from 'react';
import type messages from './ko.json';

declare module '@maru/web/language' {
  interface MessageFiles {
    programme: typeof messages;
  }
}

export default {
  id: 'programme',
  pages: [
    { path: '/programme/operating', element: lazy(() => import('./pages/operating')) },
    { path: '/programme/companies', element: lazy(() => import('./pages/companies')) },
  ],
  messages: { ko: () => import('./ko.json'), en: () => import('./en.json') },
} satisfies WebModule;
