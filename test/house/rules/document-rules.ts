import { posix } from 'node:path';
import { type Finding, type HouseRule, lineAt } from './rule';

/** `[words](target "title")`, `![picture](<target>)` and `[name]: target`. */
const link = /\]\(\s*<?([^\s)>]+)>?(?:\s+["'][^)]*)?\s*\)|^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm;
/** What is quoted as code leads nowhere; its lines stay, so that places are told right. */
const code = /^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\1|`[^`\n]+`/gm;

/** Rules of documents that need to know what there is. @param files every path of the project */
export function documentRules(files: readonly string[]): HouseRule[] {
  const there = new Set<string>(['.']);
  for (let path of files) for (; path !== '.'; path = posix.dirname(path)) there.add(path);

  const isBroken = (target: string, from: string): boolean => {
    // An address elsewhere, or a place in the same document.
    if (/^(?:[a-z][a-z\d+.-]*:|\/\/|#)/i.test(target)) return false;
    const path = decodeURIComponent(target.replace(/[?#].*$/, ''));
    const whole = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path);
    return !there.has(posix.normalize(whole || '.').replace(/\/$/, ''));
  };

  return [
    {
      name: 'links-lead-somewhere',
      why: 'who follows a link must find what it names',
      covers: (path) => path.endsWith('.md'),
      find(text, path): Finding[] {
        const prose = text.replace(code, (quoted) => quoted.replace(/[^\n]/g, ' '));
        return [...prose.matchAll(link)].flatMap((match) => {
          const target = (match[1] ?? match[2]) as string;
          return isBroken(target, path) ? [{ line: lineAt(prose, match.index), what: `leads to ${target}, which is not there` }] : [];
        });
      },
    },
  ];
}
