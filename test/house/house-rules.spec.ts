import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isText, projectFiles, projectRoot, readIgnore, readProjectFile } from './project-files';
import { codeRules } from './rules/code-rules';
import { documentRules } from './rules/document-rules';
import { isAllowed, type LockedPackages, licenceFaults } from './rules/licences';
import { messageFaults, unnamedRoutes } from './rules/messages';
import { reachRules } from './rules/reach-rules';
import type { HouseRule } from './rules/rule';
import { sharedClasses } from './rules/stylesheets';
import { testRules } from './rules/test-rules';
import { textRules } from './rules/text-rules';

const planted = join(__dirname, 'fixtures/house-rules');
/** What is broken on purpose lies here; everything else in the project is held to the rules. */
const plantedPath = 'test/house/fixtures/';
const files = projectFiles().filter((path) => !path.startsWith(plantedPath));
const texts = files.filter(isText);
const rules: readonly HouseRule[] = [...textRules, ...testRules, ...codeRules, ...reachRules, ...documentRules(files)];

/** A planted file: its first line says where it pretends to stand. */
function readPlanted(rule: string, file: string): { path: string; text: string } {
  const whole = readFileSync(join(planted, rule, file), 'utf8');
  const end = whole.indexOf('\n');
  return { path: whole.slice('path: '.length, end), text: whole.slice(end + 1) };
}

describe('planted files', () => {
  it('are there for every rule and for no other', () => {
    expect(readdirSync(planted).sort()).toEqual(rules.map((rule) => rule.name).sort());
  });

  const cases = rules.flatMap((rule) => readdirSync(join(planted, rule.name)).map((file) => [rule.name, file, rule] as const));

  it.each(cases)('%s judges %s', (name, file, rule) => {
    const { path, text } = readPlanted(name, file);
    const found = rule.covers(path) && rule.find(text, path).length > 0;
    expect({ path, found }).toEqual({ path, found: file.startsWith('bad-') });
  });

  it('are good and bad in every rule', () => {
    for (const rule of rules) {
      const kinds = readdirSync(join(planted, rule.name)).map((file) => file.replace(/-\d+\.txt$/, ''));
      expect([rule.name, new Set(kinds)]).toEqual([rule.name, new Set(['bad', 'good'])]);
    }
  });
});

describe('the project', () => {
  it('is read whole', () => {
    expect(texts).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', 'libs/kernel/src/id.ts', '.npmrc', '.gitignore']));
    expect(texts.some((path) => path.includes('node_modules/'))).toBe(false);
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))('keeps %s', (_, rule) => {
    const broken = texts
      .filter((path) => rule.covers(path))
      .flatMap((path) => rule.find(readProjectFile(path), path).map(({ line, what }) => `${path}:${line} ${what} (${rule.why})`));
    expect(broken).toEqual([]);
  });

  it('shapes a class in one stylesheet', () => {
    const planted = new Map([
      ['kit.css', '.box, .field { width: 1rem }\n.box:hover { color: red }\np + :is(.head, .page, .foot) { margin: 0 }'],
      [
        'page.css',
        '/* .field { } */ .page .field { width: 2rem }\n.page { margin: 0 }\n@media print {\n  .box {\n    display: none;\n  }\n}',
      ],
    ]);
    expect(sharedClasses(planted)).toEqual(['.box: kit.css, page.css']);
    expect(sharedClasses(new Map(files.filter((path) => path.endsWith('.css')).map((path) => [path, readProjectFile(path)])))).toEqual([]);
  });

  it('says the same in both languages', () => {
    const korean = files.filter((path) => /(?:^|\/)ko\.json$/.test(path));
    const faults = korean.flatMap((ko) => {
      const en = ko.replace(/ko\.json$/, 'en.json');
      if (!files.includes(en)) return [`${en} is missing`];
      return messageFaults(readProjectFile(ko), readProjectFile(en)).map((fault) => `${ko}: ${fault}`);
    });
    expect(faults).toEqual([]);
    expect(files.filter((path) => /(?:^|\/)en\.json$/.test(path))).toHaveLength(korean.length);
  });

  it('has a word for what every route is about, by which the usage log names what was read', () => {
    const { paths } = JSON.parse(readProjectFile('docs/openapi.json')) as { paths: object };
    const wordsOf = (module: string) => {
      const file = `libs/${module}/web/ko.json`;
      return files.includes(file) ? (JSON.parse(readProjectFile(file)) as { resource?: Record<string, string> }).resource : undefined;
    };
    // Nothing of the stream that tells open screens of changes is in the usage log.
    const routes = Object.keys(paths).filter((path) => path.startsWith('/api/') && path !== '/api/live');
    expect(routes.length).toBeGreaterThan(100);
    expect(unnamedRoutes(routes, wordsOf, 'workspace')).toEqual([]);
  });

  it('ships nothing under a licence that binds those who use it', () => {
    const lock = JSON.parse(readProjectFile('package-lock.json')) as { packages: LockedPackages };
    const faults = licenceFaults(lock.packages, webPackages(), (path) => {
      const manifest = join(projectRoot, path, 'package.json');
      if (!existsSync(manifest)) return undefined;
      return (
        (JSON.parse(readFileSync(manifest, 'utf8')) as { license?: string }).license ?? licenceOfText(join(projectRoot, path, 'LICENSE'))
      );
    });
    expect(faults).toEqual([]);
  });

  /** Of a package that says its licence in the text alone: told by the text's own title. */
  function licenceOfText(file: string): string | undefined {
    return existsSync(file) && readFileSync(file, 'utf8').startsWith('MIT License\n') ? 'MIT' : undefined;
  }

  /** Packages that pages import end up in the browser's bundle, although they are listed for development. */
  function webPackages(): string[] {
    const pages = texts.filter((path) => /^(?:apps\/web\/src|libs\/[^/]+\/web)\/.*\.tsx?$/.test(path) && !/\.spec\./.test(path));
    const names = pages.flatMap((path) =>
      [...readProjectFile(path).matchAll(/(?:from|import)\s*\(?\s*['"]((?:@[\w-]+\/)?[\w-][\w.-]*)/g)].map((match) => match[1]!),
    );
    return [...new Set(names)].filter((name) => !name.startsWith('@maru/'));
  }
});

describe('messageFaults', () => {
  const faults = (ko: object, en: object) => messageFaults(JSON.stringify(ko), JSON.stringify(en));

  it('finds what one language lacks', () => {
    expect(faults({ a: '가', menu: { b: '나' } }, { a: 'a', menu: { c: 'c' } })).toEqual([
      'menu.b is missing in English',
      'menu.c is missing in Korean',
    ]);
    expect(faults({ a: ' ' }, { a: 'a' })).toEqual(['a is empty']);
    expect(faults({ a: '{{count}}건' }, { a: '{{ number }} items' })).toEqual(['a fills in other values: count and number']);
  });

  it('accepts the same keys in another order, and plurals that only one language has', () => {
    expect(faults({ a: '{{count}}건', b: '나' }, { b: 'b', a_one: '{{count}} item', a_other: '{{count}} items' })).toEqual([]);
  });
});

describe('licences', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['Apache-2.0 AND MIT', true],
    ['MIT AND GPL-3.0-only', false],
    ['(MIT OR CC0-1.0) AND (GPL-2.0 OR LGPL-3.0)', false],
    ['GPL-3.0-or-later', false],
    ['AGPL-3.0', false],
    ['SSPL-1.0', false],
    ['BUSL-1.1', false],
    ['MPL-2.0', false],
    ['UNLICENSED', false],
    ['SEE LICENSE IN LICENSE', false],
    ['', false],
  ])('%p may be shipped: %p', (expression, allowed) => {
    expect(isAllowed(expression, true)).toBe(allowed);
  });

  it('are stricter for what is shipped', () => {
    const packages: LockedPackages = {
      '': {},
      'node_modules/server': { license: 'GPL-3.0' },
      'node_modules/builder': { license: 'MPL-2.0', dev: true },
      'node_modules/linter': { license: 'GPL-2.0', dev: true },
      'node_modules/chart': { license: 'MIT', dev: true, dependencies: { maths: '1' } },
      'node_modules/maths': { license: 'MIT', dev: true },
      'node_modules/chart/node_modules/maths': { license: 'MPL-2.0', dev: true },
      'node_modules/silent': {},
      'node_modules/known': {},
      'node_modules/native-for-another-system': { optional: true, os: ['win32'] },
    };
    expect(licenceFaults(packages, ['chart'], (path) => (path.endsWith('known') ? 'ISC' : undefined))).toEqual([
      'node_modules/server is under GPL-3.0 and shipped',
      'node_modules/linter is under GPL-2.0',
      'node_modules/chart/node_modules/maths is under MPL-2.0 and shipped',
      'node_modules/silent names no licence',
    ]);
  });
});

describe('readIgnore', () => {
  it('reads folders, endings and names', () => {
    const ignore = readIgnore('# built\ndist/\n*.log\n/.env\n');
    expect(ignore).toEqual({ folders: new Set(['.git', 'dist']), endings: ['.log'], names: new Set(['.env']) });
  });

  it('refuses what it does not understand', () => {
    expect(() => readIgnore('!keep/\n')).toThrow('not understood');
    expect(() => readIgnore('docs/**/*.md\n')).toThrow('not understood');
  });
});
