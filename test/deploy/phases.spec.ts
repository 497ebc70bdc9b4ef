import fs from 'node:fs';
import path from 'node:path';
import { CHECKS } from '../../tools/launch/test-checks.mjs';

const { PHASES, STAGES } = require('../support/phases.cjs') as { PHASES: Record<string, { files: string }>; STAGES: string[][][] };
const root = path.join(__dirname, '../..');

function testFiles(): string[] {
  const below = (folder: string): string[] =>
    fs.readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
      const name = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'fixtures' ? [] : below(name);
      return /spec\.[cm]?[jt]sx?$/.test(entry.name) ? [name] : [];
    });
  return ['apps', 'libs', 'test', 'tools'].flatMap(below);
}

describe('npm test', () => {
  it('has every phase in exactly one stage', () => {
    expect(STAGES.flat(2).sort()).toEqual(['needs', ...Object.keys(CHECKS), ...Object.keys(PHASES)].sort());
  });

  it('runs every test file in exactly one phase', () => {
    const phasesOf = (file: string) =>
      Object.keys(PHASES).filter((name) => new RegExp(PHASES[name]?.files ?? '').test(path.join(root, file)));
    const astray = testFiles().filter((file) => phasesOf(file).length !== 1);
    expect(astray.map((file) => `${file}: ${phasesOf(file).join(', ') || 'no phase'}`)).toEqual([]);
  });
});
