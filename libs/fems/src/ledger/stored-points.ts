import type { StoredPoint } from '../contract';

interface Tally {
  newestStart: number;
  accepted: number;
  corrected: number;
  withdrawn: number;
}

type Outcome = 'accepted' | 'corrected' | 'withdrawn';

/** Counts what one batch did to each point. */
export class StoredPoints {
  private readonly tallies = new Map<number, Tally>();
  private lastNumber = -1;
  private lastTally: Tally | undefined;

  add(kind: Outcome, pointNumber: number, start: number): void {
    const tally = this.of(pointNumber);
    tally[kind]++;
    if (start > tally.newestStart) tally.newestStart = start;
  }

  total(kind: Outcome): number {
    let total = 0;
    for (const tally of this.tallies.values()) total += tally[kind];
    return total;
  }

  list(idOf: (pointNumber: number) => string): StoredPoint[] {
    return [...this.tallies].map(([pointNumber, { newestStart, accepted, corrected, withdrawn }]) => ({
      pointId: idOf(pointNumber),
      newestStart: new Date(newestStart).toISOString(),
      accepted,
      corrected,
      withdrawn,
    }));
  }

  /** Rows of one point tend to follow each other. */
  private of(pointNumber: number): Tally {
    if (this.lastTally && pointNumber === this.lastNumber) return this.lastTally;
    let tally = this.tallies.get(pointNumber);
    if (!tally) {
      tally = { newestStart: Number.NEGATIVE_INFINITY, accepted: 0, corrected: 0, withdrawn: 0 };
      this.tallies.set(pointNumber, tally);
    }
    this.lastNumber = pointNumber;
    this.lastTally = tally;
    return tally;
  }
}
