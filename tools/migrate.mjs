// @ts-check
// `npm run migrate`: brings the database of DATABASE_URL to the state that this version needs. Builds first if it has to.
import { spawnSync } from 'node:child_process';
import { build } from './build.mjs';
import { BUILT } from './launch/paths.mjs';
import { sayFailure } from './launch/say.mjs';

build().then(
  () => {
    process.exitCode = spawnSync(process.execPath, [BUILT.migrate], { stdio: 'inherit' }).status ?? 1;
  },
  (error) => {
    sayFailure(error);
    process.exitCode = 1;
  },
);
