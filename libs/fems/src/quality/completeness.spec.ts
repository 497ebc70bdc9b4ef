import fc from 'fast-check';
import { intervalsIn } from '../energy/coverage';
import { expectedIn, isAwaited, type Known, openGap } from './completeness';

const minute = 60_000;
const hour = 60 * minute;

describe('completeness', () => {
  const day = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 2) };
  const span = { from: day.from + 6 * hour, to: day.from + 12 * hour };
  const quarters: Known = { grid: { lengthMs: 15 * minute, offsetMs: 0 }, span, arrival: 'arriving', nowMs: day.from + 18 * hour };

  it.each<[string, Partial<Known>, number]>([
    ['from the first reading to the newest one', {}, 24],
    ['no more where a person brings them', { arrival: 'manual' }, 24],
    ['up to the present where they should arrive and do not', { arrival: 'silent' }, 48],
    ['without the interval that has not ended', { arrival: 'late', nowMs: day.from + 18 * hour - 1 }, 47],
    ['of the future too, where one has come from there', { nowMs: day.from + 8 * hour }, 24],
    ['nowhere when there is none', { span: null, arrival: 'never' }, 0],
  ])('expects readings %s', (_, change, expected) => {
    expect(expectedIn(day, { ...quarters, ...change })).toBe(expected);
  });

  it('has an open stretch since the newest reading where the period reaches beyond it', () => {
    const silent: Known = { ...quarters, arrival: 'silent' };
    expect(openGap(day, silent)).toEqual({ from: span.to, missing: 24 });
    expect(openGap({ from: day.to, to: day.to + hour }, silent)).toEqual({ from: span.to, missing: 24 });
    expect(openGap({ from: day.from, to: span.to }, silent)).toBeNull();
    expect(openGap(day, quarters)).toBeNull();
  });

  it('adds up, however a period is cut and wherever the present is', () => {
    const lengths = fc.constantFrom(1, 3, 5, 15, 30, 60).map((minutes) => minutes * minute);
    const times = fc.integer({ min: -3 * 24 * 60, max: 3 * 24 * 60 }).map((minutes) => day.from + minutes * minute);
    const arrivals = fc.constantFrom('arriving', 'late', 'silent', 'manual') as fc.Arbitrary<Known['arrival']>;
    fc.assert(
      fc.property(lengths, fc.nat(60), arrivals, times, times, times, fc.array(times), (lengthMs, offset, arrival, a, b, nowMs, cuts) => {
        const grid = { lengthMs, offsetMs: (offset * minute) % lengthMs };
        const onGrid = (at: number) => Math.floor((at - grid.offsetMs) / lengthMs) * lengthMs + grid.offsetMs;
        const known: Known = { grid, arrival, nowMs, span: { from: onGrid(Math.min(a, b)), to: onGrid(Math.max(a, b)) + lengthMs } };
        const edges = [day.from - 7 * 24 * hour, ...cuts, day.from + 7 * 24 * hour].sort((x, y) => x - y);
        const parts = edges.slice(1).map((to, index) => expectedIn({ from: edges[index] as number, to }, known));
        const whole = { from: edges[0] as number, to: edges.at(-1) as number };
        const there = known.span as { from: number; to: number };
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(expectedIn(whole, known));
        const ofSpan = (there.to - there.from) / lengthMs;
        const since = isAwaited(known) && nowMs > there.to ? intervalsIn({ from: there.to, to: nowMs }, grid, nowMs) : 0;
        const before = isAwaited(known) && nowMs < there.to ? null : ofSpan + since;
        if (before !== null) expect(expectedIn(whole, known)).toBe(before);
        if (before !== null) expect(openGap(whole, known)?.missing ?? 0).toBe(since);
      }),
    );
  });
});
