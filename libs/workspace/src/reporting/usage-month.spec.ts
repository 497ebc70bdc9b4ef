import { monthPeriod, usageCauses, usageKinds } from '@maru/evidence';
import fc from 'fast-check';
import { UsageMonthCounts } from './usage-month';

const at = (text: string) => Date.parse(text);
const november = monthPeriod('2026-11');

describe('a month of the report', () => {
  it('is cut at midnight of Korea', () => {
    expect(november).toEqual({ from: at('2026-11-01T00:00:00+09:00'), to: at('2026-12-01T00:00:00+09:00') });
    expect(monthPeriod('2028-02')).toEqual({ from: at('2028-02-01T00:00:00+09:00'), to: at('2028-03-01T00:00:00+09:00') });
    expect(monthPeriod('2026-12').to).toBe(at('2027-01-01T00:00:00+09:00'));
  });

  it.each(['2026-13', '2026-00', '26-11', ''])('is not %j', (text) => {
    expect(() => monthPeriod(text)).toThrow(RangeError);
  });
});

describe('counts of a month', () => {
  it('put the first and the last millisecond where they belong, and refuse their neighbours', () => {
    const counts = new UsageMonthCounts(november);
    counts.add({ at: november.from, kind: 'sign-in', cause: 'input' });
    counts.add({ at: at('2026-11-01T23:59:59.999+09:00'), kind: 'read', cause: 'automatic' });
    counts.add({ at: at('2026-11-02T00:00:00+09:00'), kind: 'read', cause: 'input' });
    counts.add({ at: november.to - 1, kind: 'delete', cause: 'input' });
    const days = counts.upTo(november.to);
    expect(days).toHaveLength(30);
    expect(days[0]).toMatchObject({ day: '2026-11-01', total: 2, byInput: 1, byKind: { 'sign-in': 1, read: 1, delete: 0 } });
    expect(days[1]).toMatchObject({ day: '2026-11-02', total: 1 });
    expect(days[29]).toMatchObject({ day: '2026-11-30', total: 1, byKind: { delete: 1 } });
    expect(counts.whole()).toMatchObject({ day: '2026-11', total: 4, byInput: 3 });
    for (const outside of [november.from - 1, november.to])
      expect(() => counts.add({ at: outside, kind: 'read', cause: 'input' })).toThrow(RangeError);
  });

  it('leave out days that have not begun', () => {
    const counts = new UsageMonthCounts(november);
    const days = counts.upTo(at('2026-11-20T18:46:00+09:00'));
    expect([days.length, days.at(-1)?.day]).toEqual([20, '2026-11-20']);
    expect(counts.upTo(november.from - 1)).toEqual([]);
  });

  it('are those of a plain recount, in whatever order events come', () => {
    const events = fc.array(
      fc.record({
        at: fc.integer({ min: november.from, max: november.to - 1 }),
        kind: fc.constantFrom(...usageKinds),
        cause: fc.constantFrom(...usageCauses),
      }),
    );
    fc.assert(
      fc.property(events, (all) => {
        const counts = new UsageMonthCounts(november);
        for (const event of all) counts.add(event);
        for (const { day, byKind, total, byInput } of counts.upTo(november.to)) {
          const own = all.filter((event) => new Date(event.at + 9 * 3_600_000).toISOString().startsWith(day));
          expect([total, byInput]).toEqual([own.length, own.filter(({ cause }) => cause === 'input').length]);
          for (const kind of usageKinds) expect(byKind[kind]).toBe(own.filter((event) => event.kind === kind).length);
        }
        expect(counts.total).toBe(all.length);
      }),
    );
  });
});
