import type { ComponentType, LazyExoticComponent } from 'react';
import type { Schemas } from './client';
import type { MessageLoaders } from './language';
import type { LiveTopics } from './live';

/** What libs/NAME/web/index.tsx exports: the shell collects these at build time and knows no module by name. */
export interface WebModule {
  /** The module's id, the same as in its manifest on the server; also the namespace of its messages. */
  id: string;
  pages: WebPage[];
  messages: MessageLoaders;
  /** What is read anew when the server says that something of a topic has changed. */
  live?: LiveTopics;
  /** The address of the page that shows a task of the module, where it has one. */
  taskAddress?: (task: Schemas['TaskItem']) => string | null;
  /** Where something can be done about an item that the module tells of: an address, or `#id` of what opens over the page. */
  attentionAddress?: (item: Schemas['AttentionEntry']) => string | null;
  /** How the plant runs, for the home page of organisations that subscribe to the module; loaded after everything else there. */
  home?: LazyExoticComponent<ComponentType>;
  /** The address of the page that shows a thing of the module that was found by its name; its kind is called `found.KIND` in the messages. */
  foundAddress?: (found: FoundThing) => string | null;
}

/** A thing of a kind that the module's server part says can be found, such as fems.meter. */
export type FoundThing = Schemas['FoundItem'] & Pick<Schemas['FoundKind'], 'kind'>;

export interface WebPage {
  /** The path that the manifest's menu names. */
  path: string;
  /** For whoever comes, signed in or not: shown by itself, without the menu. */
  isOpen?: boolean;
  element: LazyExoticComponent<ComponentType>;
}
