import { halfYearsIn } from '../duties/half-year';
import { daysWithin, halfYearFaults, momentsOf, monthState, monthsOf, reportFaults } from './report-period';

const at = (text: string) => Date.parse(text);
/** Three years from the day after 2025-03-31. */
const PERIOD = { from: '2025-04-01', to: '2028-04-01' };

describe('the months of a report', () => {
  it('are the six of a half-year, June’s sheet from January and December’s from July', () => {
    const [first, second] = halfYearsIn({ from: '2026-01-01', to: '2027-01-01' }, [6, 12]);
    expect(monthsOf(first.period)).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']);
    expect(monthsOf(second.period)).toEqual(['2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12']);
  });

  it('are those that share a day with the period, over years and a leap day', () => {
    expect(monthsOf(PERIOD)).toHaveLength(36);
    expect(monthsOf({ from: '2028-02-29', to: '2028-03-02' })).toEqual(['2028-02', '2028-03']);
    expect(monthsOf({ from: '2027-12-31', to: '2028-01-01' })).toEqual(['2027-12']);
    expect(daysWithin('2028-02', PERIOD)).toBe(29);
    expect([daysWithin('2025-03', PERIOD), daysWithin('2025-04', { from: '2025-04-17', to: '2028-04-17' })]).toEqual([0, 14]);
  });

  it('are over, under way or to come as of a day', () => {
    expect(['2026-05', '2026-06', '2026-07'].map((month) => monthState(month, '2026-06-01'))).toEqual(['over', 'running', 'not-begun']);
  });
});

describe('the moments of a report', () => {
  it('run from the first millisecond of the first day of Korea to the last of the last', () => {
    expect(momentsOf(PERIOD, new Date('2030-01-01T00:00:00Z'))).toEqual({
      from: at('2025-03-31T15:00:00.000Z'),
      until: at('2028-03-31T14:59:59.999Z'),
    });
  });

  it('end with the moment as of which it is asked where that is sooner', () => {
    expect(momentsOf(PERIOD, new Date('2026-05-01T00:00:00Z')).until).toBe(at('2026-05-01T00:00:00Z'));
  });
});

describe('a report', () => {
  const codes = (faults: readonly { pointer: string; code: string }[]) => faults.map(({ pointer, code }) => `${pointer} ${code}`);
  const owed = halfYearsIn(PERIOD, [6, 12]);

  it('is made of an agreement whose logs are owed by now', () => {
    expect(codes(reportFaults(null, '2026-01-01'))).toEqual(['/agreementId no-log-duty']);
    expect(codes(reportFaults(PERIOD, '2025-03-31'))).toEqual(['/agreementId not-begun']);
    expect(codes(reportFaults(PERIOD, '2025-04-01'))).toEqual([]);
  });

  it('is made of a half-year that is owed and has begun', () => {
    expect(codes(halfYearFaults('2024-H2', owed, '2026-01-01'))).toEqual(['/halfYear not-owed']);
    expect(codes(halfYearFaults('2028-H1', owed, '2026-01-01'))).toEqual(['/halfYear not-owed']);
    expect(codes(halfYearFaults('2026-H2', owed, '2026-06-30'))).toEqual(['/halfYear not-begun']);
    expect(codes(halfYearFaults('2026-H2', owed, '2026-07-01'))).toEqual([]);
  });
});
