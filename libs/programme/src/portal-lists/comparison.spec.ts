import fc from 'fast-check';
import { byDay, type Compared, compareLogs, differences, listOfDay, type OurLog, type PortalLog } from './comparison';

const dayMs = 86_400_000;
const noon = Date.parse('2026-11-27T12:00:00+09:00');
const downloadedAt = noon + dayMs;
const dayOf = (at: number) => new Date(at + 9 * 3_600_000).toISOString().slice(0, 10);

let events = 0;
const ours = (at: number, more: Partial<OurLog> = {}): OurLog => ({
  eventId: String(events++),
  at,
  day: dayOf(at),
  useCode: 'DO6003',
  receipt: 'stored',
  sentAt: at + 1000,
  knownAt: at + 1200,
  ...more,
});
let rows = 1;
const portal = (at: number, useCode: string | null = 'DO6003'): PortalLog => ({ row: ++rows, at, day: dayOf(at), useCode });
const statesOf = (compared: readonly Compared[]) => compared.map(({ state }) => state).sort();

describe('our receipts beside the list of the portal', () => {
  it('match one to one by the time to the millisecond and the use', () => {
    const [a, b] = [ours(noon + 17), ours(noon + 18)];
    expect(statesOf(compareLogs([a, b], [portal(a.at), portal(b.at)], 'millisecond', downloadedAt))).toEqual(['matched', 'matched']);
    expect(statesOf(compareLogs([a], [portal(a.at), portal(a.at)], 'millisecond', downloadedAt))).toEqual(['foreign', 'matched']);
    expect(statesOf(compareLogs([a], [portal(a.at + 1)], 'millisecond', downloadedAt))).toEqual(['foreign', 'only-ours']);
    expect(statesOf(compareLogs([a], [portal(a.at, 'DO6001')], 'millisecond', downloadedAt))).toEqual(['foreign', 'only-ours']);
    expect(statesOf(compareLogs([a], [portal(a.at, null)], 'millisecond', downloadedAt))).toEqual(['matched']);
  });

  it('lets a row that names its use choose before one that does not', () => {
    const [a, b] = [ours(noon, { useCode: 'DO6001' }), ours(noon, { useCode: 'DO6003' })];
    expect(statesOf(compareLogs([a, b], [portal(noon, null), portal(noon, 'DO6001')], 'second', downloadedAt))).toEqual([
      'matched',
      'matched',
    ]);
  });

  it('match as finely as the list tells times, whether it cut them off or rounded them', () => {
    const own = [ours(noon + 33_617), ours(noon + 700_200)];
    const at = (seconds: number[]) => seconds.map((second) => portal(noon + second * 1000));
    for (const seconds of [
      [33, 700],
      [34, 700],
    ])
      expect(statesOf(compareLogs(own, at(seconds), 'second', downloadedAt))).toEqual(['matched', 'matched']);
    expect(statesOf(compareLogs(own, at([60, 720]), 'minute', downloadedAt))).toEqual(['matched', 'matched']);
    expect(statesOf(compareLogs(own, at([32, 700]), 'second', downloadedAt))).toEqual(['foreign', 'matched', 'only-ours']);
  });

  it('count a time that was rounded over midnight to the day on which it happened', () => {
    const late = ours(Date.parse('2026-11-27T23:58:59.700+09:00') + 60_000);
    const [compared] = compareLogs([late, ours(noon + 600)], [portal(late.at + 300), portal(noon + 1000)], 'second', downloadedAt);
    expect(compared).toMatchObject({ state: 'matched', day: '2026-11-27' });
  });

  it('name what was sent without an answer, and what the answer denied', () => {
    const unknown = ours(noon, { receipt: 'unknown' });
    const denied = ours(noon + 5000, { receipt: 'denied' });
    const both = [portal(noon), portal(noon + 5000)];
    expect(statesOf(compareLogs([unknown, denied], both, 'second', downloadedAt))).toEqual(['denied-at-portal', 'unknown-at-portal']);
    // What was not stored by anybody's word is no difference.
    expect(statesOf(compareLogs([unknown, denied], [], 'second', downloadedAt))).toEqual(['unknown-nowhere']);
    expect(differences).not.toContain('unknown-nowhere');
  });

  it('take what was surely stored before what may have been', () => {
    const [unknown, stored] = [ours(noon, { receipt: 'unknown' }), ours(noon + 3, { receipt: 'stored' })];
    const compared = compareLogs([unknown, stored], [portal(noon)], 'second', downloadedAt);
    expect(compared.find(({ state }) => state === 'matched')?.ours).toBe(stored);
  });

  it('say nothing of what was answered after the list was downloaded, nor of what has no answer and was sent since', () => {
    const answeredLate = ours(noon, { sentAt: downloadedAt - 1, knownAt: downloadedAt + 1 });
    const silent = ours(noon + 1, { receipt: 'unknown', sentAt: downloadedAt + 1, knownAt: downloadedAt + 1 });
    expect(statesOf(compareLogs([answeredLate, silent], [], 'millisecond', downloadedAt))).toEqual(['later', 'later']);
    const inTime = ours(noon, { knownAt: downloadedAt });
    expect(statesOf(compareLogs([inTime], [], 'millisecond', downloadedAt))).toEqual(['only-ours']);
  });

  it('lose and invent nothing: each log of both sides stands in one place, whatever the two are', () => {
    const log = fc.record({
      at: fc.integer({ min: 0, max: 200 }).map((step) => noon + step * 350),
      useCode: fc.constantFrom('DO6001', 'DO6003'),
    });
    const own = log.chain((one) =>
      fc.constantFrom('stored' as const, 'unknown' as const, 'denied' as const).map((receipt) => ours(one.at, { ...one, receipt })),
    );
    const listed = fc.tuple(log, fc.boolean()).map(([one, isNamed]) => portal(one.at, isNamed ? one.useCode : null));
    fc.assert(
      fc.property(
        fc.array(own),
        fc.array(listed),
        fc.constantFrom('millisecond' as const, 'second' as const, 'minute' as const),
        (a, b, precision) => {
          const compared = compareLogs(a, b, precision, downloadedAt);
          const portalOf = compared.flatMap((one) => one.portal ?? []);
          const oursOf = compared.flatMap((one) => one.ours ?? []);
          expect(portalOf.length).toBe(b.length);
          expect(new Set(portalOf)).toEqual(new Set(b));
          expect(oursOf.length).toBe(new Set(oursOf).size);
          // Only what was denied and is nowhere stands in no place.
          expect(a.filter((one) => !oursOf.includes(one)).every(({ receipt }) => receipt === 'denied')).toBe(true);
          const days = [...byDay(compared).values()];
          const sum = (state: (typeof compared)[number]['state']) => days.reduce((all, day) => all + day[state], 0);
          const stored = a.filter(({ receipt }) => receipt === 'stored').length;
          expect(sum('matched') + sum('only-ours')).toBe(stored);
          expect(sum('matched') + sum('unknown-at-portal') + sum('denied-at-portal') + sum('foreign')).toBe(b.length);
        },
      ),
    );
  });
});

describe('the list that speaks for a day', () => {
  it('is the one loaded last of those that cover it', () => {
    const lists = [
      { id: 'newest', firstDay: '2026-11-10', lastDay: '2026-11-12' },
      { id: 'older', firstDay: '2026-11-01', lastDay: '2026-11-30' },
    ];
    const at = (day: string) => listOfDay(day, lists)?.id ?? null;
    expect([at('2026-10-31'), at('2026-11-01'), at('2026-11-10'), at('2026-11-12'), at('2026-11-13')]).toEqual([
      null,
      'older',
      'newest',
      'newest',
      'older',
    ]);
  });
});
