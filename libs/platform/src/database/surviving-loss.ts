import type { ClientBase } from 'pg';

/**
 * For the `onConnect` of a pool: a connection that is lost is found out by the next statement on it, and must not end the process. The pool
 * listens to idle connections only and whoever borrows one from then on, but the server's goodbye can come in the same packet as its welcome,
 * when nobody listens yet.
 */
export function survivingLoss(client: ClientBase): void {
  client.on('error', () => undefined);
}
