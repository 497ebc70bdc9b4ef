import fc from 'fast-check';
import { inOrder, RowColumns } from './row-columns';

type Row = [pointNumber: number, start: number, value: string, quality: number];

function columns(rows: readonly Row[]): RowColumns {
  const made = new RowColumns(rows.length);
  for (const [index, [pointNumber, start, value, quality]] of rows.entries()) made.add(index, pointNumber, start, value, quality);
  return made;
}

const indexes = (rows: RowColumns) => [...rows.index.slice(0, rows.count)];

describe('inOrder', () => {
  it('leaves rows that are in order as they are', () => {
    const rows = columns([
      [1, 0, '1', 0],
      [1, 900, '1', 0],
      [2, 0, '1', 0],
    ]);
    expect(inOrder(rows)).toEqual({ rows, repeated: 0, faults: [] });
  });

  it('keeps the first of several rows of an interval, counts equal ones and refuses those that differ', () => {
    const { rows, repeated, faults } = inOrder(
      columns([
        [2, 0, '1', 0],
        [1, 900, '3.10', 0],
        [1, 0, '7', 0],
        [1, 900, '3.1', 0],
        [1, 900, '3.1', 1],
        [1, 900, '4', 0],
      ]),
    );
    expect(indexes(rows)).toEqual([2, 1, 0]);
    expect(repeated).toBe(1);
    expect(faults).toEqual([
      { index: 4, field: 'value', code: 'differs-within-batch', about: 1 },
      { index: 5, field: 'value', code: 'differs-within-batch', about: 1 },
    ]);
  });

  it('brings the same rows into the same order however they are sent, each interval once', () => {
    const row = fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 0, max: 5 }),
      fc.constantFrom('1', '1.0', '2'),
      fc.constantFrom(0, 1),
    );
    fc.assert(
      fc.property(fc.array(row as fc.Arbitrary<Row>, { maxLength: 30 }), (sent) => {
        const { rows, repeated, faults } = inOrder(columns(sent));
        expect(rows.count + repeated + faults.length).toBe(sent.length);
        for (let i = 1; i < rows.count; i++) {
          const [a, b] = [rows.pointNumber[i - 1], rows.pointNumber[i]];
          expect(a < b || (a === b && rows.start[i - 1] < rows.start[i])).toBe(true);
        }
        for (const index of indexes(rows))
          expect(sent.findIndex(([number, start]) => number === sent[index][0] && start === sent[index][1])).toBe(index);
      }),
    );
  });
});
