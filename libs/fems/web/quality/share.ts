/** How much of what is expected is there. */
export type CellState = 'whole' | 'part' | 'none' | 'unexpected';

export function cellState(readings: number, expected: number): CellState {
  if (expected === 0) return 'unexpected';
  if (readings === 0) return 'none';
  return readings < expected ? 'part' : 'whole';
}

/** A share in per cent with one digit, cut and not rounded: what misses a single reading is never 100. Null where nothing is expected. */
export function percentOf(readings: number, expected: number): number | null {
  return expected === 0 ? null : Math.floor((readings * 1000) / expected) / 10;
}
