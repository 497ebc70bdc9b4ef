/** Chance that comes again with its seed. */
export class Random {
  constructor(private state: number) {}

  /** From 0 up to 1, which it never is (mulberry32). */
  private next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `from` to before `to`. */
  between(from: number, to: number): number {
    return Math.floor(from + this.next() * (to - from));
  }

  upTo(end: number): number {
    return this.between(0, end);
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.upTo(choices.length)] as T;
  }
}

/** What happens when, in the order of time and at no cost of it. */
export class Timetable {
  private readonly entries: { at: number; act: () => Promise<unknown> }[] = [];

  at(at: number, act: () => Promise<unknown> | unknown): void {
    const place = this.entries.findLastIndex((entry) => entry.at <= at) + 1;
    this.entries.splice(place, 0, { at, act: async () => act() });
  }

  /** @param begin is told the time before anything happens at it */
  async run(until: number, begin: (at: number) => Promise<void>): Promise<void> {
    for (let next = this.entries.shift(); next && next.at < until; next = this.entries.shift()) {
      await begin(next.at);
      await next.act();
    }
  }
}
