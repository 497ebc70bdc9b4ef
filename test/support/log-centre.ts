import type { RunningLogCentre } from '../../tools/log-centre/server.mjs';

/** A simulator of the log centre, which listens on a free port of this machine. */
export async function logCentre(): Promise<RunningLogCentre> {
  const { startLogCentre } = await import('../../tools/log-centre/server.mjs');
  return startLogCentre();
}
