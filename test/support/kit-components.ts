import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const kit = join(__dirname, '../../apps/web/src/kit');

/** The components that a file of the kit offers to pages. */
export const componentsIn = (text: string): string[] => [...text.matchAll(/^export function ([A-Z]\w*)\s*[<(]/gm)].map(([, name]) => name!);

/** All components that pages may take from the kit; what lies in folders of it is its own. */
export const componentNames = (): string[] =>
  readdirSync(kit)
    .filter((file) => file.endsWith('.tsx'))
    .flatMap((file) => componentsIn(readFileSync(join(kit, file), 'utf8')));
