/**
 * Arrays as parameters of a statement, written in PostgreSQL's binary array format: dimensions, a null flag, the element's type, length
 * and lower bound, then each element after its length. The driver's own way makes a text of every element and PostgreSQL reads it back,
 * which costs ingest several times as much.
 */
const headerBytes = 20;
const int4Oid = 23;
const timestamptzOid = 1184;
/** PostgreSQL counts from 2000-01-01T00:00Z. */
const epochMs = 946_684_800_000;
const twoTo32 = 4_294_967_296;

export function int4Array(values: Int32Array, count = values.length): Buffer {
  const buffer = arrayOf(count, int4Oid, 4);
  for (let i = 0, at = headerBytes; i < count; i++, at += 8) {
    buffer.writeInt32BE(4, at);
    buffer.writeInt32BE(values[i], at + 4);
  }
  return buffer;
}

/** @param values epoch milliseconds, whole */
export function timestamptzArray(values: Float64Array, count = values.length): Buffer {
  const buffer = arrayOf(count, timestamptzOid, 8);
  for (let i = 0, at = headerBytes; i < count; i++, at += 12) {
    // Microseconds in 64 bits: worked out in two halves, because their product may be more than a double holds exactly.
    const ms = values[i] - epochMs;
    const high = Math.floor(ms / twoTo32);
    const low = (ms - high * twoTo32) * 1000;
    const carry = Math.floor(low / twoTo32);
    buffer.writeInt32BE(8, at);
    buffer.writeInt32BE(high * 1000 + carry, at + 4);
    buffer.writeUInt32BE(low - carry * twoTo32, at + 8);
  }
  return buffer;
}

/** @param values decimal texts, none of which needs quotes */
export function numericArray(values: readonly string[]): string {
  return `{${values.join(',')}}`;
}

function arrayOf(count: number, elementOid: number, elementBytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(headerBytes + count * (4 + elementBytes));
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(elementOid, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}
