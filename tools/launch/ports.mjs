// @ts-check
import net from 'node:net';

/**
 * @param {number} port 0 asks the system for a free one
 * @param {string} host
 * @returns {Promise<{ port: number } | { code: string }>} the port that could be opened, or why it could not
 */
export function tryPort(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve({ code: error.code ?? 'EUNKNOWN' }));
    server.listen(port, host, () => {
      const address = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve({ port: address.port }));
    });
  });
}

/**
 * A free port on the loopback address; the wished one where it is free.
 * @param {number} [wished]
 */
export async function freePort(wished) {
  if (wished) {
    const answer = await tryPort(wished);
    if ('port' in answer) return answer.port;
  }
  const answer = await tryPort(0);
  if ('port' in answer) return answer.port;
  throw new Error(`no free port on 127.0.0.1: ${answer.code}`);
}
