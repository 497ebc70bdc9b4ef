/** Something in a file that a house rule does not allow; lines count from one. */
export interface Finding {
  readonly line: number;
  readonly what: string;
}

/** A house rule is a pure function over a path (from the project's root, with slashes) and the text that stands there. */
export interface HouseRule {
  readonly name: string;
  readonly why: string;
  covers(path: string): boolean;
  find(text: string, path: string): Finding[];
}

export function lineAt(text: string, index: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** Every place where the pattern (with its g flag) matches, which may reach over several lines. */
export function matches(text: string, pattern: RegExp): Finding[] {
  return [...text.matchAll(pattern)].map((match) => ({
    line: lineAt(text, match.index),
    what: match[0].trim().replace(/\s+/g, ' ').slice(0, 80),
  }));
}

export function countLines(text: string): number {
  return text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
}

export const isScript = (path: string) => /\.(?:ts|tsx|mts|mjs|cjs|js)$/.test(path);
export const isTest = (path: string) => /[.-](?:spec|test)\.(?:ts|tsx|mts|mjs|js)$/.test(path);
/** Code that runs in the service: not its tests, not its pages, not the tools around it. */
export const isServerCode = (path: string) => /^(?:libs\/[^/]+\/src|apps\/(?:api|worker)\/src)\/.*\.ts$/.test(path) && !isTest(path);
