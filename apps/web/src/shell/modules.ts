import { attentionPath } from '../kit/attention-path';
import type { MessageLoaders } from '../kit/language';
import type { LiveTopics } from '../kit/live';
import type { FoundThing, WebModule } from '../kit/module';
import { showcase } from '../showcase/registration';

/** Every module's web part, found in its folder when the web is built: a new module needs no line here. */
const found = import.meta.glob<WebModule>('../../../../libs/*/web/index.tsx', { eager: true, import: 'default' });

export const webModules: WebModule[] = Object.values(found);

export const messageLoaders: Record<string, MessageLoaders> = {
  ...Object.fromEntries(webModules.map(({ id, messages }) => [id, messages])),
  showcase: showcase.messages,
};

const shellTopics: LiveTopics = {
  task: ['/api/workspace/tasks', '/api/workspace/files'],
  attention: [attentionPath],
};

/** Topics of the shell, and those of each module: a topic of one may show on pages of another. */
export const liveTopics: LiveTopics = [shellTopics, ...webModules.map(({ live = {} }) => live)].reduce<Record<string, readonly string[]>>(
  (all, live) => {
    for (const [topic, starts] of Object.entries(live)) all[topic] = [...(all[topic] ?? []), ...starts];
    return all;
  },
  {},
);

/** Where a task is shown by the module that does it. */
export const taskAddress: NonNullable<WebModule['taskAddress']> = (task) =>
  webModules.find(({ id }) => task.kind.startsWith(`${id}.`))?.taskAddress?.(task) ?? null;

/** Where a thing that was found is shown by its module. */
export const foundAddress = (found: FoundThing): string | null =>
  webModules.find(({ id }) => found.kind.startsWith(`${id}.`))?.foundAddress?.(found) ?? null;

const paths = new Set(webModules.flatMap(({ pages }) => pages.map(({ path }) => path)));

/** A menu entry of the server is shown only where this build has its page. */
export const hasPage = (path: string): boolean => paths.has(path);
