import type { ComponentType, LazyExoticComponent } from 'react';
import type { MessageLoaders } from './language';

/** What libs/NAME/web/index.tsx exports: the shell collects these at build time and knows no module by name. */
export interface WebModule {
  /** The module's id, the same as in its manifest on the server; also the namespace of its messages. */
  id: string;
  pages: WebPage[];
  messages: MessageLoaders;
}

export interface WebPage {
  /** The path that the manifest's menu names. */
  path: string;
  /** For whoever comes, signed in or not: shown by itself, without the menu. */
  isOpen?: boolean;
  element: LazyExoticComponent<ComponentType>;
}
