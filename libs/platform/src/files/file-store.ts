import type { Buffer } from 'node:buffer';

/**
 * Where the bytes of files lie: objects under keys, as an object store has them. A key is written once and never again.
 * A key looks like `organisation/file/part-attempt`, each of plain letters, digits and hyphens.
 */
export abstract class FileStore {
  /** Returns when the bytes are on disk. */
  abstract put(key: string, bytes: Uint8Array): Promise<void>;
  /** @throws Error when there is no such object */
  abstract get(key: string): Promise<Buffer>;
  /** Removes the object; one that is not there is no error. */
  abstract remove(key: string): Promise<void>;
}
