import type { Comparison } from '../ledger/ledger.query';
import type { Chunk } from './chunk';
import type { ImportCounts } from './reading-import.entity';

export const noCounts: ImportCounts = { rows: 0, accepted: 0, unchanged: 0, corrected: 0, refused: 0 };

/** What is neither new, nor corrected, nor refused was known already. */
export function withChunk(counts: ImportCounts, chunk: Chunk, { accepted, corrected }: Comparison): ImportCounts {
  return {
    rows: counts.rows + chunk.readings,
    accepted: counts.accepted + accepted,
    unchanged: counts.unchanged + chunk.right + chunk.repeated - accepted - corrected,
    corrected: counts.corrected + corrected,
    refused: counts.refused + chunk.refused,
  };
}
