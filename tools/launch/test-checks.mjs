// @ts-check
// The checks of `npm test` that are not jest: each command is one check that passes or fails.
import { inRoot } from './paths.mjs';

const bin = (/** @type {string} */ file) => inRoot('node_modules', file);
const TYPESCRIPT = bin('typescript/bin/tsc');

/** @type {Record<string, Record<string, string[]>>} */
export const CHECKS = {
  format: { 'format and lint': [bin('@biomejs/biome/bin/biome'), 'ci', `--colors=${process.stdout.isTTY ? 'force' : 'off'}`, '.'] },
  types: {
    'types of the servers and tests': [TYPESCRIPT, '--noEmit', '-p', inRoot('tsconfig.json')],
    'types of the web': [TYPESCRIPT, '--noEmit', '-p', inRoot('apps/web/tsconfig.json')],
    'types of the tools': [TYPESCRIPT, '--noEmit', '-p', inRoot('tools/tsconfig.json')],
  },
  build: { build: [inRoot('tools/build.mjs')] },
  contract: { 'generated API description and client': [inRoot('tools/generate.mjs'), '--check'] },
};
