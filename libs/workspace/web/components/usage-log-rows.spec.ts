import { logRows } from './usage-log-rows';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 6, minute)).toISOString();
const events = [{ at: at(50) }, { at: at(30) }, { at: at(10) }];
const gap = (from: number, until: number) => ({ from: at(from), until: at(until) });
const shown = (gaps: { from: string; until: string }[]) =>
  logRows(events, gaps).map((row) => ('gap' in row ? [row.gap.from, row.gap.until] : row.event.at));

describe('rows of the usage log', () => {
  it('put a gap where it ended, between what happened after it and before', () => {
    expect(shown([gap(40, 45)])).toEqual([at(50), [at(40), at(45)], at(30), at(10)]);
    expect(shown([gap(20, 55)])).toEqual([[at(20), at(55)], at(50), at(30), at(10)]);
  });

  it('make one of gaps that overlap or touch', () => {
    expect(shown([gap(41, 45), gap(40, 44), gap(35, 40)])).toEqual([at(50), [at(35), at(45)], at(30), at(10)]);
    expect(shown([gap(40, 45), gap(33, 35)])).toEqual([at(50), [at(40), at(45)], [at(33), at(35)], at(30), at(10)]);
  });

  it('leave out what ended before the oldest event shown', () => {
    expect(shown([gap(1, 5), gap(5, 12)])).toEqual([at(50), at(30), [at(1), at(12)], at(10)]);
    expect(shown([gap(1, 5)])).toEqual([at(50), at(30), at(10)]);
    expect(logRows([], [gap(1, 5)])).toEqual([]);
  });
});
