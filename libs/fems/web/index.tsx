import type { WebModule } from '@maru/web/module';
import { lazy } from 'react';
import type messages from './ko.json';

declare module '@maru/web/language' {
  interface MessageFiles {
    fems: typeof messages;
  }
}

export default {
  id: 'fems',
  pages: [
    { path: '/fems/load', element: lazy(() => import('./pages/load-profile')) },
    { path: '/fems/meters', element: lazy(() => import('./pages/meters')) },
  ],
  messages: { ko: () => import('./ko.json'), en: () => import('./en.json') },
} satisfies WebModule;
