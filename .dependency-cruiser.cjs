/**
 * Who may import whom: kernel <- evidence <- platform <- modules <- catalog <- apps (ARCHITECTURE.md, "Direction").
 * Every rule has planted violations in test/house/fixtures/boundaries, and test/house/boundaries.spec.ts sees each of them fail.
 * What is no import (names taken from typeorm, the global fetch) is read from the source by test/house/rules/reach-rules.ts.
 */

const { join } = require('node:path');

const spec = '[.](?:spec|int-spec|e2e-spec)[.]tsx?$';
const foundation = '(?:kernel|evidence|platform|catalog)';
/** A module is every library that is not part of the foundation; its folder is the first group. */
const module_ = `^libs/(?!${foundation}/)([^/]+)/`;
const moduleServer = `^libs/(?!${foundation}/)([^/]+)/src/`;
const contract = '^libs/[^/]+/src/contract[.]ts$';
const server = ['^libs/[^/]+/src/', '^apps/(?:api|worker)/'];
const web = ['^libs/[^/]+/web/', '^apps/web/'];
const packages = (names) => `node_modules/(?:@types/)?(?:${names.join('|')})/`;

const networkBuiltins = '^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns/promises|child_process|cluster|worker_threads)$';
const fileBuiltins = '^(?:node:)?(?:fs|fs/promises)$';

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const forbidden = [
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one file, or miss a third.',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'no-unresolved-imports',
    comment: 'An import that is not found is invisible to every other rule.',
    severity: 'error',
    from: {},
    to: { couldNotResolve: true },
  },
  {
    name: 'declared-packages',
    comment: 'A package that only another package asked for may be gone tomorrow.',
    severity: 'error',
    from: {},
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
  {
    name: 'production-packages',
    comment: 'The service is installed without development packages.',
    severity: 'error',
    from: { path: server, pathNot: [spec, '^libs/platform/src/testing/'] },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'kernel-is-pure',
    comment: 'The kernel runs anywhere: no framework, no database, no file, no network.',
    severity: 'error',
    from: { path: '^libs/kernel/', pathNot: spec },
    to: { pathNot: ['^libs/kernel/', packages(['decimal[.]js', 'temporal-polyfill']), '^(?:node:)?crypto$'] },
  },
  {
    name: 'evidence-is-pure',
    comment: 'The offline verifier is made of kernel and evidence alone.',
    severity: 'error',
    from: { path: '^libs/evidence/', pathNot: spec },
    to: { pathNot: ['^libs/(?:evidence|kernel)/', '^(?:node:)?crypto$'] },
  },
  {
    name: 'platform-below-modules',
    comment: 'The platform is mechanism: it knows modules by their manifests, never by name.',
    severity: 'error',
    from: { path: '^libs/platform/' },
    to: { path: '^(?:libs|apps)/', pathNot: '^libs/(?:kernel|evidence|platform)/' },
  },
  {
    name: 'front-door',
    comment: 'Kernel, evidence and platform are used through what they export, so that their inside stays free to change.',
    severity: 'error',
    from: { path: '^(?:apps|libs)/([^/]+)/' },
    to: {
      path: '^libs/(?:kernel|evidence|platform)/',
      pathNot: ['^libs/$1/', '^libs/[^/]+/src/index[.]ts$', '^libs/platform/src/testing/index[.]ts$'],
    },
  },
  {
    name: 'module-to-module-by-contract',
    comment: 'All that a module may see of another is its contract.ts.',
    severity: 'error',
    from: { path: moduleServer },
    to: { path: moduleServer, pathNot: ['^libs/$1/', contract] },
  },
  {
    name: 'contract-imports-kernel-only',
    comment: 'A contract is a leaf: that is why two modules may hear each other without a cycle.',
    severity: 'error',
    from: { path: contract },
    to: { pathNot: '^libs/kernel/src/index[.]ts$' },
  },
  {
    name: 'modules-below-catalog',
    comment: 'The catalogue lists modules; a module that reads it would know its neighbours by name.',
    severity: 'error',
    from: { path: module_ },
    to: { path: '^libs/catalog/' },
  },
  {
    name: 'catalog-sees-module-index',
    comment: 'A module shows the catalogue its index.ts and nothing else.',
    severity: 'error',
    from: { path: '^libs/catalog/' },
    to: { path: module_, pathNot: '^libs/[^/]+/src/index[.]ts$' },
  },
  {
    name: 'apps-see-modules-through-catalog',
    comment: 'An application is composed from the catalogue; of a module by name it may use the contract.',
    severity: 'error',
    from: { path: '^apps/(?:api|worker)/' },
    to: { path: module_, pathNot: contract },
  },
  {
    name: 'apps-on-top',
    comment: 'Nothing stands on an application, except pages on the kit of the web shell.',
    severity: 'error',
    from: { path: '^libs/' },
    to: { path: '^apps/', pathNot: '^apps/web/' },
  },
  {
    name: 'drivers-in-platform',
    comment: 'Whoever opens a connection of its own leaves the tenant wall. Jobs (*.job.ts) own outside I/O.',
    severity: 'error',
    from: { path: server, pathNot: ['^libs/platform/', '[.]job[.]ts$'] },
    to: { path: packages(['pg', 'pg-copy-streams', 'ioredis', 'bullmq', 'undici']) },
  },
  {
    name: 'outside-io-in-jobs',
    comment: 'A request owns rows. Network, processes and files belong to jobs, outside a transaction; helpers of tests read samples.',
    severity: 'error',
    from: { path: moduleServer, pathNot: [spec, '[.]job[.]ts$', '^libs/[^/]+/src/testing/'] },
    to: { path: [networkBuiltins, fileBuiltins] },
  },
  {
    name: 'web-imports-web',
    comment: 'A page shares the kit of the shell and the packages of the web, and asks the server over HTTP.',
    severity: 'error',
    from: { path: web, pathNot: spec },
    to: { path: ['^libs/[^/]+/src/', '^apps/(?:api|worker)/', packages(['@nestjs', 'typeorm', 'pg', 'ioredis', 'bullmq', 'fastify'])] },
  },
  {
    name: 'web-runs-in-browsers',
    comment: 'A browser has no modules of node.',
    severity: 'error',
    from: { path: web, pathNot: [spec, '^apps/web/[^/]+[.]ts$'] },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'pages-see-own-module',
    comment: 'Pages of a module use the kit of the shell, never the pages of another module or the inside of the shell.',
    severity: 'error',
    from: { path: '^libs/([^/]+)/web/' },
    to: { path: ['^libs/[^/]+/web/', '^apps/web/'], pathNot: ['^libs/$1/web/', '^apps/web/src/kit/'] },
  },
  {
    name: 'server-imports-no-web',
    comment: 'The server has no screen.',
    severity: 'error',
    from: { path: server },
    to: { path: web },
  },
  {
    name: 'testing-stays-in-tests',
    comment: 'Helpers that enter a tenant without signing in must not be reachable from the service.',
    severity: 'error',
    from: { path: ['^libs/', '^apps/'], pathNot: [spec, '^libs/[^/]+/src/testing/'] },
    to: { path: ['^libs/[^/]+/src/testing/', spec] },
  },
];

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: join(__dirname, 'test/house/boundaries-resolve.cjs') },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'require', 'node', 'default'] },
  },
};
