// @ts-check
// `npm start`: everything from a bare clone to a running service with a demo in it. This file and what it imports at the top
// need Node 20.19 and nothing else; the rest is imported once the packages are there.
import { whenAbandoned } from './launch/abandoned.mjs';
import { ensurePackages } from './launch/install.mjs';
import { nodeIsNewEnough, runUnderNewerNode } from './launch/newer-node.mjs';
import { sayFailure } from './launch/say.mjs';

async function main() {
  await ensurePackages();
  if (!nodeIsNewEnough()) return runUnderNewerNode();
  const { startMaru } = await import('./launch/start-maru.mjs');
  return startMaru();
}

whenAbandoned(() => process.kill(process.pid, 'SIGTERM'));
main().then(
  (code) => process.exit(code),
  (error) => {
    sayFailure(error);
    process.exit(1);
  },
);
