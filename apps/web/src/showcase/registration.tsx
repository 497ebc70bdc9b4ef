import { lazy } from 'react';
import type { MessageLoaders } from '../kit/language';
import type messages from './ko.json';

declare module '../kit/language' {
  interface MessageFiles {
    showcase: typeof messages;
  }
}

/**
 * The page of all components: the reference that pages are built from, for anybody who has signed in. It belongs to no module, stands
 * in no menu and asks the server for nothing.
 */
export const showcase = {
  path: '/kit',
  Element: lazy(() => import('./page')),
  messages: { ko: () => import('./ko.json'), en: () => import('./en.json') } satisfies MessageLoaders,
};
