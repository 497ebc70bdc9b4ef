import type { MessageLoaders } from '../kit/language';
import type { WebModule } from '../kit/module';

/** Every module's web part, found in its folder when the web is built: a new module needs no line here. */
const found = import.meta.glob<WebModule>('../../../../libs/*/web/index.tsx', { eager: true, import: 'default' });

export const webModules: WebModule[] = Object.values(found);

export const messageLoaders: Record<string, MessageLoaders> = Object.fromEntries(webModules.map(({ id, messages }) => [id, messages]));

const paths = new Set(webModules.flatMap(({ pages }) => pages.map(({ path }) => path)));

/** A menu entry of the server is shown only where this build has its page. */
export const hasPage = (path: string): boolean => paths.has(path);
