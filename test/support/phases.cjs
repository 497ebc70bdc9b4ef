// @ts-check

/**
 * The kinds of tests that jest runs: which files they are, what is begun for them before
 * (`servers`: PostgreSQL and Redis; `demo`: the whole service), and how long one test may take. A test file belongs to exactly one.
 * @type {Record<string, { files: string, before: 'servers' | 'demo' | null, timeoutMs: number }>}
 */
const PHASES = {
  house: { files: '/test/house/.*\\.spec\\.ts$', before: null, timeoutMs: 60_000 },
  unit: { files: '^(?!.*/test/(deploy|house)/).*\\.spec\\.tsx?$', before: null, timeoutMs: 15_000 },
  deploy: { files: '/test/deploy/.*\\.spec\\.ts$', before: null, timeoutMs: 120_000 },
  integration: { files: '\\.int-spec\\.ts$', before: 'servers', timeoutMs: 30_000 },
  e2e: { files: '/test/(e2e|isolation)/.*\\.e2e-spec\\.ts$', before: 'servers', timeoutMs: 60_000 },
  faults: { files: '/test/faults/.*\\.e2e-spec\\.ts$', before: 'servers', timeoutMs: 180_000 },
  browser: { files: '/test/browser/.*\\.browser-spec\\.ts$', before: 'demo', timeoutMs: 240_000 },
};

/**
 * All phases. Stages follow one another, the lanes of a stage run at once, and the phases of a lane in turn, the quick ones first. `needs` is
 * among the first, since an installation takes a while and its failure should be seen early. The faults stand beside the rest, for
 * each of the two waits at times: for what was killed to be missed, for a single long file at the end. What shows a person how soon
 * something comes has the machine to itself.
 * @type {readonly (readonly (readonly string[])[])[]}
 */
const STAGES = [
  [['needs'], ['format', 'types'], ['build']],
  [['contract', 'house', 'unit', 'deploy', 'integration', 'e2e'], ['faults']],
  [['browser']],
];

module.exports = { PHASES, STAGES };
