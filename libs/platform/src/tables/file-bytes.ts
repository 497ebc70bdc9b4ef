import type { Files, StoredPart } from '../files/files';
import type { TableBytes } from './table';

/** A stored file as bytes to read from: one part of it is in memory at a time. */
export function fileBytes(files: Files, parts: readonly StoredPart[]): TableBytes {
  return {
    length: parts.reduce((sum, part) => sum + part.bytes, 0),
    from: (position) => readFrom(files, parts, position),
  };
}

async function* readFrom(files: Files, parts: readonly StoredPart[], position: number): AsyncGenerator<Buffer> {
  let before = 0;
  let first = 0;
  while (first < parts.length && before + (parts[first] as StoredPart).bytes <= position) before += (parts[first++] as StoredPart).bytes;
  for await (const part of files.contentOf(parts.slice(first))) {
    yield position > before ? part.subarray(position - before) : part;
    before += part.length;
  }
}
