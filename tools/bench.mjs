// @ts-check
// `npm run bench`: figures of the service, with what limits each measured in the same run where that can be. `-- --only PREFIX` for some, `-- --json FILE` to keep them.
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { ensurePackages } from './launch/install.mjs';
import { nodeIsNewEnough, runUnderNewerNode } from './launch/newer-node.mjs';
import { sayFailure } from './launch/say.mjs';

async function main() {
  await ensurePackages();
  if (!nodeIsNewEnough()) return runUnderNewerNode();
  const { values } = parseArgs({ options: { only: { type: 'string', default: '' }, json: { type: 'string' } } });
  const { build } = await import('./build.mjs');
  await build();
  const { runBench } = await import('../test/bench/run-bench.mjs');
  const results = await runBench(values.only ?? '');
  if (values.json) fs.writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  return results.every((result) => result.met) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error) => {
    sayFailure(error);
    process.exit(1);
  },
);
