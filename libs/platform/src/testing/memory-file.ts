import type { TableBytes } from '../tables/table';

/** A file in memory, handed out in pieces as uneven as one likes. */
export function bytesOf(content: Uint8Array | string, pieceBytes = 7): TableBytes {
  const whole = Buffer.from(content as Uint8Array);
  return {
    length: whole.length,
    async *from(position) {
      for (let at = position; at < whole.length; at += pieceBytes) yield whole.subarray(at, at + pieceBytes);
    },
  };
}
