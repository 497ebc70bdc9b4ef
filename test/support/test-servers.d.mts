import type { EmbeddedPostgres, StartOptions } from '../../tools/embedded-postgres.mjs';
import type { EmbeddedRedis } from '../../tools/embedded-redis.mjs';

/** A folder of its own in the place for temporary files, which PostgreSQL's user can enter. */
export function makeTestFolder(): string;

/** Ends the servers in a folder that `makeTestFolder` made, and removes it. */
export function removeTestFolder(folder: string): Promise<void>;

/** Removes what test runs left behind that were killed. */
export function sweepTestFolders(): Promise<void>;

/**
 * A PostgreSQL server in a folder that `makeTestFolder` made.
 * `durable`: what was committed outlives a kill of the server, as in production; default false.
 */
export function startTestPostgres(
  folder: string,
  settings?: StartOptions['settings'],
  options?: { durable?: boolean },
): Promise<EmbeddedPostgres>;

/** A Redis server in a folder that `makeTestFolder` made; null where there is no Redis. */
export function startTestRedis(
  folder: string,
  options?: { durable?: boolean; port?: number; password?: string },
): Promise<EmbeddedRedis | null>;
