const slotsMin = 1 << 12;
/** Of four slots three may be taken. */
const fullness = 0.75;
/** So many intervals are remembered in less than 100 MiB. */
export const intervalsMax = 3_000_000;
/** Minutes since 1970 up to the year 2225; with them a point's number fits into the 53 bits of a double. */
const minutesMax = 2 ** 27;
/** A double tells decimals of so many characters apart. */
const exactLengthMax = 16;

/**
 * Every interval that a file has named so far, with the row that named it first and what it said: a file of a million rows cannot be asked
 * again. A table of numbers with open addressing, since a million objects would be several times as large.
 */
export class SeenIntervals {
  private size = slotsMin;
  private count = 0;
  private keys = new Float64Array(slotsMin).fill(-1);
  private values = new Float64Array(slotsMin);
  private rows = new Int32Array(slotsMin);

  /** Intervals remembered. */
  get intervals(): number {
    return this.count;
  }

  /**
   * Remembers what a row says of an interval.
   * @returns 0 where it is the first; else the row that was, negative when that row says something else
   */
  see(pointNumber: number, startMs: number, row: number, value: string): number {
    const key = pointNumber * minutesMax + Math.floor(startMs / 60_000);
    let slot = this.slotOf(key);
    if (this.keys[slot] === key) {
      const first = this.rows[slot] as number;
      // What is too long to be compared is taken for something else: then it is told, and not dropped.
      return value.length <= exactLengthMax && this.values[slot] === Number(value) ? first : -first;
    }
    if (this.count + 1 > this.size * fullness) {
      this.grow();
      slot = this.slotOf(key);
    }
    this.put(slot, key, Number(value), row);
    this.count++;
    return 0;
  }

  private put(slot: number, key: number, value: number, row: number): void {
    this.keys[slot] = key;
    this.values[slot] = value;
    this.rows[slot] = row;
  }

  private slotOf(key: number): number {
    const mask = this.size - 1;
    // Both halves of the key take part, so that points do not lie on each other.
    let slot = Math.imul(key % minutesMax, 0x9e3779b1) ^ Math.imul(Math.floor(key / minutesMax), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & mask;
    while (this.keys[slot] !== -1 && this.keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  private grow(): void {
    const { keys, values, rows } = this;
    this.size *= 2;
    this.keys = new Float64Array(this.size).fill(-1);
    this.values = new Float64Array(this.size);
    this.rows = new Int32Array(this.size);
    for (let old = 0; old < keys.length; old++) {
      const key = keys[old] as number;
      if (key !== -1) this.put(this.slotOf(key), key, values[old] as number, rows[old] as number);
    }
  }
}
