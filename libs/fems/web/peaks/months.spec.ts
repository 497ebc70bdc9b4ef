import { monthRows, type PeakMonth, type Statement } from './months';

const measured = (month: string, peakDemandKw: number | null): PeakMonth => ({ month, peakDemandKw, peakAt: null, windows: 1 });
const statement = (month: string, billingDemandKw: number | null) =>
  ({ month, billingDemandKw, contractDemandKw: 700 }) as unknown as Statement;

describe('monthRows', () => {
  it('put what was billed beside what was measured, and leave unknown what is not known', () => {
    const months = [measured('2018-01', 612.56), measured('2018-02', null), measured('2018-03', 605.24), measured('2018-04', 556.12)];
    const rows = monthRows(months, [statement('2018-01', 620), statement('2018-02', 620), statement('2018-03', null)], 900);
    expect(rows.map(({ differenceKw }) => differenceKw?.toFixed(2) ?? null)).toEqual(['7.44', null, null, null]);
    expect(rows.map(({ statement: of }) => of?.month ?? null)).toEqual(['2018-01', '2018-02', '2018-03', null]);
  });

  it('do not subtract what was measured over another demand window than the billed one', () => {
    const rows = monthRows([measured('2018-01', 587.16)], [statement('2018-01', 620)], 1800);
    expect(rows).toMatchObject([{ peakDemandKw: 587.16, differenceKw: null, statement: { billingDemandKw: 620 } }]);
  });

  it('have nothing billed for a point that the utility does not bill', () => {
    expect(monthRows([measured('2018-01', 1)], null, 900)).toMatchObject([{ statement: null, differenceKw: null }]);
  });
});
