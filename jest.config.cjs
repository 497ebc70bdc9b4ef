// One configuration for every kind of test. `npm test` runs them phase by phase (MARU_TEST_PHASE); without a phase jest takes
// whatever it is asked for: node --no-warnings --experimental-vm-modules node_modules/jest/bin/jest.js libs/fems

const { PHASES } = require('./test/support/phases.cjs');

const phase = PHASES[process.env.MARU_TEST_PHASE];
const chosen = phase ? [phase] : Object.values(PHASES);
// Without a phase the servers are begun; browser tests then want MARU_URL, MARU_DEMO_PASSWORD and MARU_STATE of a running service.
const before = phase ? phase.before : 'servers';

const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', decorators: true, tsx },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false, react: { runtime: 'automatic' } },
      target: 'es2023',
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
    swcrc: false,
  },
];

module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  moduleFileExtensions: ['ts', 'tsx', 'mjs', 'js', 'cjs', 'json'],
  testRegex: chosen.map(({ files }) => files),
  testPathIgnorePatterns: ['/node_modules/', '/fixtures/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.maru/'],
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
  moduleNameMapper: {
    '^@maru/platform/testing$': '<rootDir>/libs/platform/src/testing/index.ts',
    '^@maru/([^/]+)/contract$': '<rootDir>/libs/$1/src/contract.ts',
    '^@maru/web/(.*)$': '<rootDir>/apps/web/src/kit/$1',
    '^@maru/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  setupFiles: ['reflect-metadata'],
  ...(before
    ? { globalSetup: `<rootDir>/test/support/${before}-setup.mjs`, globalTeardown: `<rootDir>/test/support/${before}-teardown.mjs` }
    : {}),
  testTimeout: Math.max(...chosen.map(({ timeoutMs }) => timeoutMs)),
  maxWorkers: 2,
  // Each file loads its own copy of the service; a worker that has gathered many of them is begun afresh.
  workerIdleMemoryLimit: '1GB',
};
