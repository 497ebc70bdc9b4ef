import fc from 'fast-check';
import { type PulledPlace, type PulledRow, pageBytes, readPage } from './pull-page';

const rowsOf = (lines: readonly string[]): PulledRow[] => lines.map((line, micros) => ({ line, micros, id: String(micros) }));
const reading = (rows: readonly PulledRow[]) => async (after: PulledPlace | null, limit: number) =>
  rows.filter(({ micros }) => after === null || micros > after.micros).slice(0, limit);

describe('a page of a stream', () => {
  it('is a part of the same lines whatever the limits and the chunks, and full unless the lines are at their end', () =>
    fc.assert(
      fc.asyncProperty(fc.nat(5_000), fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1 }), async (count, limits) => {
        const rows = rowsOf(Array.from({ length: count }, (_, n) => `line ${n}`));
        const pulled: PulledRow[] = [];
        for (let turn = 0; ; turn++) {
          const limit = limits[turn % limits.length];
          const page = await readPage(reading(rows), limits[0], pulled.at(-1) ?? null, limit);
          pulled.push(...page.rows);
          expect(page.isFull).toBe(page.rows.length === limit);
          if (!page.isFull) break;
        }
        expect(pulled).toEqual(rows);
      }),
      { numRuns: 20 },
    ));

  it('ends with the line by which it is long enough, even where that is the first', async () => {
    const long = rowsOf(['a'.repeat(pageBytes), 'b', 'c']);
    expect(await readPage(reading(long), 2, null, 10)).toEqual({ rows: [long[0]], isFull: true });
    expect(await readPage(reading(long), 2, long[0], 10)).toEqual({ rows: long.slice(1), isFull: false });
  });
});
