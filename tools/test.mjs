// @ts-check
// `npm test`: everything that is checked, from a bare clone. `npm test -- --only PHASE` and `-- --files PATTERN` for a part.
import { whenAbandoned } from './launch/abandoned.mjs';
import { ensurePackages } from './launch/install.mjs';
import { nodeIsNewEnough, runUnderNewerNode } from './launch/newer-node.mjs';
import { sayFailure } from './launch/say.mjs';

async function main() {
  await ensurePackages();
  if (!nodeIsNewEnough()) return runUnderNewerNode();
  const { runTests } = await import('./launch/run-tests.mjs');
  return report(await runTests(process.argv.slice(2)));
}

/** @param {{ passed: number, failed: number }} count */
function report({ passed, failed }) {
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

whenAbandoned(() => process.kill(process.pid, 'SIGTERM'));
main().then(
  (code) => process.exit(code),
  (error) => {
    sayFailure(error);
    process.exit(report({ passed: 0, failed: 1 }));
  },
);
