import fc from 'fast-check';
import type { CellValue } from '../../apps/web/src/kit/table/column';
import { csvOf } from '../../apps/web/src/kit/table/csv';
import { CSV_START, csvRecord, withoutFormula } from '../../libs/platform/src/tables/csv-writer';

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('=1+1', '-', '\t', '\r\n', '"', ',', '가,"나"'),
  fc.double(),
  fc.constant(null),
);

/** Pages and services write their files apart, since neither sees the other's code; whoever opens one must find the other's rules in it. */
describe('a table that is exported where it is shown', () => {
  it('is written as the service writes the same cells', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1 }), (cells: CellValue[]) => {
        const titles = cells.map((_, index) => `열 ${index + 1}`);
        const columns = titles.map((title) => ({ title, digits: 0 }));
        const served = cells.map((value) => (typeof value === 'string' ? withoutFormula(value) : value));
        const shown = csvOf({ name: '목록', sheet: '목록', notes: [], columns, rows: [cells] });
        expect(shown).toBe(CSV_START + csvRecord(titles) + csvRecord(served as (string | number | null)[]));
      }),
    );
  });
});
