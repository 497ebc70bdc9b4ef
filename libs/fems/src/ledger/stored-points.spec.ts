import { monthStarts } from './month-starts';
import { RowColumns } from './row-columns';
import { StoredPoints } from './stored-points';

describe('StoredPoints', () => {
  it('counts by point and remembers the newest interval', () => {
    const stored = new StoredPoints();
    stored.add('accepted', 1, 2_000);
    stored.add('accepted', 1, 1_000);
    stored.add('accepted', 2, 0);
    stored.add('corrected', 1, 3_000);
    expect([stored.total('accepted'), stored.total('corrected')]).toEqual([3, 1]);
    expect(stored.list((number) => `point ${number}`)).toEqual([
      { pointId: 'point 1', newestStart: '1970-01-01T00:00:03.000Z', accepted: 2, corrected: 1, withdrawn: 0 },
      { pointId: 'point 2', newestStart: '1970-01-01T00:00:00.000Z', accepted: 1, corrected: 0, withdrawn: 0 },
    ]);
  });
});

describe('monthStarts', () => {
  it('names each stretch of a month once', () => {
    const times = ['2025-12-01T00:00Z', '2025-12-31T23:45Z', '2026-01-01T00:00Z', '2026-01-31T23:59Z', '2025-12-15T00:00Z'];
    const rows = new RowColumns(times.length);
    for (const [index, time] of times.entries()) rows.add(index, 1, Date.parse(time), '1', 0);
    expect([...monthStarts(rows)].map((at) => new Date(at).toISOString().slice(0, 10))).toEqual(['2025-12-01', '2026-01-01', '2025-12-01']);
  });
});
