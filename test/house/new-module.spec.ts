import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './project-files';
import { codeRules } from './rules/code-rules';
import { reachRules } from './rules/reach-rules';
import { testRules } from './rules/test-rules';
import { textRules } from './rules/text-rules';

const copied = ['.gitignore', 'biome.json', 'jest.config.cjs', 'package.json', 'tsconfig.json', 'libs', 'tools', 'test/support'];

describe('npm run new:module', () => {
  let root: string;

  const run = (file: string, ...args: string[]) => {
    const command = [join(root, file), ...args];
    const env = { ...process.env, MARU_TEST_PHASE: 'unit', NODE_OPTIONS: '--no-warnings --experimental-vm-modules' };
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, env, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };
  const newModule = (...args: string[]) => run('tools/new-module.mjs', ...args);
  const passed = { status: 0, output: expect.any(String) as string };

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'maru-new-module-'));
    for (const path of copied) cpSync(join(projectRoot, path), join(root, path), { recursive: true });
    mkdirSync(join(root, 'apps'));
    symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'), 'junction');
  });

  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it.each(['', 'x', 'Inventory', 'spare-parts', 'mes2', '../mes', '재고', 'a'.repeat(31), 'kernel', 'fems', 'order', 'sessions', 'bullmq'])(
    'refuses the name %p and leaves everything as it was',
    (name) => {
      const { status, output } = newModule(name);
      expect({ status, told: output.includes('✗') }).toEqual({ status: 1, told: true });
      expect(output).not.toContain('    at ');
      expect(readdirSync(join(root, 'libs'))).toEqual(readdirSync(join(projectRoot, 'libs')));
    },
  );

  it('asks for a name', () => {
    expect(newModule()).toMatchObject({ status: 1, output: expect.stringContaining('npm run new:module inventory') });
  });

  describe('inventory', () => {
    let files: string[];

    beforeAll(() => {
      expect(newModule('inventory')).toEqual(passed);
      const folder = readdirSync(join(root, 'libs/inventory'), { recursive: true, withFileTypes: true });
      files = folder
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name)
            .slice(root.length + 1)
            .replaceAll('\\', '/'),
        );
    });

    it('has the files that a module has', () => {
      const expected = [
        'README.md',
        'src/contract.ts',
        'src/index.ts',
        'src/inventory.manifest.ts',
        'src/inventory.module.ts',
        'src/note-title.spec.ts',
      ];
      expect(files).toEqual(expect.arrayContaining(expected.map((file) => `libs/inventory/${file}`)));
      expect(files.filter((file) => file.includes('/migrations/'))).toEqual([expect.stringMatching(/\/\d{13}-inventory\.ts$/)]);
    });

    it('leaves no mark of the template', () => {
      for (const file of files) expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/\{\{|\}\}|undefined/);
    });

    it('is listed once in the catalogue, and its contract has an alias', () => {
      const catalogue = readFileSync(join(root, 'libs/catalog/src/index.ts'), 'utf8');
      expect(catalogue.match(/import \{ inventory \} from '@maru\/inventory';/g)).toHaveLength(1);
      expect(catalogue).toMatch(/=\s*\[\s*workspace\b[^\]]*,\s*inventory,?\s*\]/);
      const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8')) as {
        compilerOptions: { paths: Record<string, string[]> };
      };
      expect(compilerOptions.paths['@maru/inventory/contract']).toEqual(['./libs/inventory/src/contract.ts']);
    });

    it('is formatted and linted', () => {
      expect(run('node_modules/@biomejs/biome/bin/biome', 'ci', 'libs/inventory', 'libs/catalog', 'tsconfig.json')).toEqual(passed);
    });

    it('compiles together with the catalogue', () => {
      writeFileSync(
        join(root, 'tsconfig.probe.json'),
        '{ "extends": "./tsconfig.json", "include": ["libs/inventory/src", "libs/catalog/src"] }',
      );
      expect(run('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.probe.json')).toEqual(passed);
    }, 60_000);

    it('passes its own test', () => {
      expect(run('node_modules/jest/bin/jest.js', 'libs/inventory')).toMatchObject({
        status: 0,
        output: expect.stringContaining('1 passed'),
      });
    }, 60_000);

    it('keeps the direction and the house rules', () => {
      const cruiser = run(
        'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
        '--config',
        join(projectRoot, '.dependency-cruiser.cjs'),
        'libs',
      );
      expect(cruiser.output).not.toContain('libs/inventory');
      const rules = [...textRules, ...testRules, ...codeRules, ...reachRules];
      const broken = files.flatMap((path) =>
        rules.filter((rule) => rule.covers(path) && rule.find(readFileSync(join(root, path), 'utf8'), path).length > 0),
      );
      expect(broken).toEqual([]);
    }, 60_000);

    it('cannot be made twice', () => {
      const before = readFileSync(join(root, 'libs/catalog/src/index.ts'), 'utf8');
      expect(newModule('inventory')).toMatchObject({ status: 1, output: expect.stringContaining('exists already') });
      expect(readFileSync(join(root, 'libs/catalog/src/index.ts'), 'utf8')).toBe(before);
      expect(existsSync(join(root, 'libs/inventory/src/index.ts'))).toBe(true);
    });
  });
});
