// @ts-check
import { removeTestFolder } from './test-servers.mjs';

export default async function serversTeardown() {
  const { maruTestFolder } = /** @type {{ maruTestFolder?: string }} */ (globalThis);
  if (maruTestFolder) await removeTestFolder(maruTestFolder);
}
