import { useSyncExternalStore } from 'react';

/** Names of the variables in tokens.css that TypeScript code (antd's theme, charts) needs as values. */
export type TokenName =
  | 'brand'
  | 'brand-strong'
  | 'on-solid'
  | 'ink'
  | 'muted'
  | 'line'
  | 'line-strong'
  | 'ground'
  | 'card'
  | 'ok'
  | 'warning'
  | 'bad'
  | 'energy'
  | 'demand'
  | 'peak'
  | 'off-peak'
  | 'mid-peak'
  | 'on-peak'
  | 'type';

const computed = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The value of a variable in tokens.css, as written there. */
export const token = (name: TokenName): string => computed(name);

const steps = ['(min-width: 1920px)', '(min-width: 2400px)'];

function watchSteps(changed: () => void): () => void {
  const queries = steps.map((step) => window.matchMedia(step));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

/** How much larger than on a desk everything is drawn (1 on a desk, more on a wall screen). */
export const useScale = (): number => useSyncExternalStore(watchSteps, () => Number(computed('scale')));
