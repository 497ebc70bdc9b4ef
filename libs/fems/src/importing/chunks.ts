import type { Table } from '@maru/platform';
import { Chunk, chunkReadings } from './chunk';
import type { ImportWork } from './import-work';
import type { Mapping } from './mapping';

/**
 * The rows of a file below its heading, as chunks of some thousand readings. Where they part follows from the file and the mapping alone, so
 * that a task that begins again finds the same chunks.
 */
export async function* chunksOf(
  table: Table,
  { sheet, headerRow }: Mapping,
  work: Pick<ImportWork, 'take' | 'readingsOfRow'>,
): AsyncGenerator<Chunk> {
  const capacity = chunkReadings + work.readingsOfRow;
  let chunk = new Chunk(capacity);
  for await (const batch of table.rows(sheet))
    for (const row of batch) {
      if (row.number <= headerRow) continue;
      work.take(row, chunk);
      if (chunk.readings < chunkReadings) continue;
      yield chunk;
      chunk = new Chunk(capacity);
    }
  if (chunk.readings > 0) yield chunk;
}

/** The same, the next one being made while the last one is worked on. */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = source.next();
      // Told when its turn has come; until then nobody waits for it.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await next.catch(() => undefined);
    await source.return(undefined);
  }
}
