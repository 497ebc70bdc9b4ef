// @ts-check
import { removeTestFolder } from './test-servers.mjs';

export default async function demoTeardown() {
  const { maruTestFolder, maruStart } = /** @type {{ maruTestFolder?: string, maruStart?: import('node:child_process').ChildProcess }} */ (
    globalThis
  );
  if (!maruTestFolder || !maruStart) return;
  if (maruStart.exitCode === null) {
    const ended = new Promise((resolve) => maruStart.once('close', resolve));
    maruStart.kill('SIGTERM');
    await ended;
  }
  await removeTestFolder(maruTestFolder);
}
