import type { Problem } from '@maru/kernel';
import type { TableRow } from '@maru/platform';
import type { Comparison } from '../ledger/ledger.query';
import type { Chunk } from './chunk';
import type { Finding } from './findings';
import type { ImportExtent } from './reading-import.entity';

/** What is done with the rows of a file: they are readings of points, or months of a site. */
export interface ImportWork {
  /** Most readings that one row makes. */
  readonly readingsOfRow: number;
  /** Puts all that a row says into the chunk: what is right and what is wrong with it. */
  take(row: TableRow, chunk: Chunk): void;
  /** What storing the chunk would do as things stand. */
  compare(chunk: Chunk): Promise<Comparison>;
  /** Stores what is right in the chunk. */
  store(chunk: Chunk): Promise<Comparison>;
  /** What the rows so far have in common that a person should know. */
  findings(): Finding[];
  /** Where the rows so far are to be written. */
  extents(): ImportExtent[];
  /** The file holds more than can be kept in mind at once; null as long as it does not. */
  excess(): Problem | null;
}
