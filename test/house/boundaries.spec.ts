import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { projectFiles, projectRoot } from './project-files';
import { reachRules } from './rules/reach-rules';

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

const configPath = join(projectRoot, '.dependency-cruiser.cjs');
const config = require(configPath) as { forbidden: { name: string }[] };
const planted = join(__dirname, 'fixtures/boundaries');
const ruleFolders = readdirSync(planted).filter((name) => name !== 'allowed');

/** Runs the command that the tests of the project run, in a folder that looks like the project. */
async function cruise(root: string): Promise<Violation[]> {
  const command = join(projectRoot, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [command, '--config', configPath, '--output-type', 'json', 'apps', 'libs'];
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  // The json reporter exits with 0 whatever it found; a broken configuration rejects here.
  const { stdout } = await promisify(execFile)(process.execPath, args, options);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** Files that a rule's folder plants; what merely supports them has another name. */
function plantedFiles(rule: string): string[] {
  return filesBelow(join(planted, rule)).filter((path) => /\/(?:planted-[\w-]+|contract)\.tsx?$/.test(path));
}

describe('planted violations', () => {
  let root: string;
  let violations: Violation[];

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'maru-boundaries-'));
    for (const folder of readdirSync(planted)) cpSync(join(planted, folder), root, { recursive: true });
    cpSync(join(projectRoot, 'package.json'), join(root, 'package.json'));
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
    violations = await cruise(root);
  }, 60_000);

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('are there for every rule and for no other', () => {
    expect(ruleFolders.sort()).toEqual([...config.forbidden, ...reachRules].map((rule) => rule.name).sort());
    for (const rule of ruleFolders) expect([rule, plantedFiles(rule).length > 0]).toEqual([rule, true]);
  });

  const cases = config.forbidden.flatMap(({ name }) => plantedFiles(name).map((path) => [name, path] as const));

  it.each(cases)('%s refuses %s, and nothing else does', (rule, path) => {
    const names = violations.filter((violation) => violation.from === path).map((violation) => violation.rule.name);
    expect([...new Set(names)]).toEqual([rule]);
  });

  it.each(reachRules.flatMap((rule) => plantedFiles(rule.name).map((path) => [rule.name, path, rule] as const)))(
    '%s refuses %s',
    (name, path, rule) => {
      const text = readFileSync(join(planted, name, path), 'utf8');
      expect(rule.covers(path) && rule.find(text, path).length).toBe(1);
    },
  );

  it('are all that is refused: what may be imported, may', () => {
    const allPlanted = new Set(ruleFolders.flatMap(plantedFiles));
    expect(violations.filter((violation) => !allPlanted.has(violation.from))).toEqual([]);
    const allowed = filesBelow(join(planted, 'allowed'));
    for (const rule of reachRules) {
      const refused = allowed.filter(
        (path) => rule.covers(path) && rule.find(readFileSync(join(planted, 'allowed', path), 'utf8'), path).length > 0,
      );
      expect([rule.name, refused]).toEqual([rule.name, []]);
    }
  });
});

describe('the project', () => {
  it('keeps the direction', async () => {
    const violations = await cruise(projectRoot);
    expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  }, 60_000);

  it('reaches the database and the network where it may', () => {
    const found = projectFiles()
      .filter((path) => /^(?:apps|libs)\//.test(path))
      .flatMap((path) => reachRules.filter((rule) => rule.covers(path)).map((rule) => [rule, path] as const))
      .flatMap(([rule, path]) =>
        rule.find(readFileSync(join(projectRoot, path), 'utf8'), path).map(({ line, what }) => `${rule.name}: ${path}:${line} ${what}`),
      );
    expect(found).toEqual([]);
  });
});
