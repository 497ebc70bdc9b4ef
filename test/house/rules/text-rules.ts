import { countLines, type Finding, type HouseRule, isScript, matches } from './rule';

/** Written by a program or by others; nobody here can keep rules in it. */
export const isForeign = (path: string) =>
  path === 'package-lock.json' || path === 'LICENSE' || /(?:^|\/)generated\//.test(path) || path === 'docs/openapi.json';

const unfinishedMarks: HouseRule = {
  name: 'no-unfinished-marks',
  why: 'what is not done is written down as an issue, where somebody looks',
  covers: (path) => !isForeign(path) && !path.startsWith('samples/'),
  // The marks are spelled with a class of one letter so that this file does not hold them.
  find: (text) => matches(text, /\b(?:T[O]DO|F[I]XME|X[X]X|H[A]CK|W[I]P|T[B]D)\b|\b(?:not (?:yet )?|un)[i]mplemented\b/gi),
};

const silencedCompiler: HouseRule = {
  name: 'no-silenced-compiler',
  why: 'a type error that is hidden comes back at night',
  covers: (path) => isScript(path) && !isForeign(path),
  find: (text) => matches(text, /@ts-(?:i[g]nore|n[o]check|e[x]pect-error)|[e]slint-disable/g),
};

const fileLinesMax = 350;

const fileSize: HouseRule = {
  name: 'file-size',
  why: 'a file that nobody reads to its end hides things; it splits near 300 lines',
  covers: (path) => (isScript(path) || /\.(?:css|html)$/.test(path)) && !isForeign(path),
  find: (text) => tooLong(text, fileLinesMax),
};

function tooLong(text: string, linesMax: number): Finding[] {
  const lines = countLines(text);
  return lines > linesMax ? [{ line: linesMax + 1, what: `${lines} lines, at most ${linesMax}` }] : [];
}

const documentLinesMax: readonly (readonly [RegExp, number])[] = [
  [/^ARCHITECTURE\.md$/, 150],
  [/^libs\/[^/]+\/README\.md$/, 40],
  [/^docs\/decisions\/[^/]+\.md$/, 45],
  [/^STYLE\.md$/, 80],
];

const documentSize: HouseRule = {
  name: 'document-size',
  why: 'a page that orients is short: ARCHITECTURE 150 lines, a module 40, a decision half a page',
  covers: (path) => documentLinesMax.some(([pattern]) => pattern.test(path)),
  find: (text, path) => tooLong(text, documentLinesMax.find(([pattern]) => pattern.test(path))![1]),
};

const machinePaths: HouseRule = {
  name: 'no-machine-paths',
  why: 'a path of one machine means nothing on the next',
  // An image has paths of its own, and the launcher names folders that every system has.
  covers: (path) => path !== 'Dockerfile' && path !== 'docker-compose.yml' && !path.startsWith('tools/launch/') && !isForeign(path),
  find: (text) => matches(text, /(?<![\w.$}/~-])\/(?:work\/(?:main|shared)|(?:root|tmp|home|Users)\/\w)[\w./-]*|\b[A-Z]:\\{1,2}Users\b/g),
};

const registryHosts: HouseRule = {
  name: 'no-registry-hosts',
  why: 'npm is told by its own configuration where packages come from; a host written down here works for one network only',
  covers: (path) => path === 'package-lock.json' || !isForeign(path),
  find: (text) =>
    matches(
      text,
      /"resolved":\s*"https?:[^"]*"|^\s*(?:@\w+:)?registry\s*=.*$|https?:\/\/(?:[\w-]+\.)*(?:registry|npm|nexus|artifactory|verdaccio)[\w.-]*[^\s'"`)]*/gm,
    ),
};

const scriptName = /^[.]?[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
const emptyName = /^(?:utils?|helpers?|misc|common|shared|stuff)\.|[-.]v\d+\.|\.(?:utils?|helpers?)\.(?:ts|mjs)$/;

const fileNames: HouseRule = {
  name: 'file-names',
  why: 'kebab-case with the role as suffix says where to look; utils, helpers and -v2 say nothing',
  covers: (path) => (isScript(path) || path.endsWith('.css')) && !isForeign(path),
  find: (_, path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return !scriptName.test(name) || emptyName.test(name) ? [{ line: 1, what: name }] : [];
  },
};

export const textRules: readonly HouseRule[] = [
  unfinishedMarks,
  silencedCompiler,
  fileSize,
  documentSize,
  machinePaths,
  registryHosts,
  fileNames,
];
