import fc from 'fast-check';
import { cellAfterKey, dayCells, heatScaleOf, heatStepOf, heatSteps, hourCells } from './heat';
import { type Bucket, type Granularity, periodOf, slotsOf } from './period';
import { type ProfileRow, profileOf } from './profile';

const quarter = 900;

function rowsOf(by: Granularity, date: string, bucket: Bucket, zone: string, readingsOf = (all: number, _: number) => all): ProfileRow[] {
  const slots = slotsOf(periodOf(by, date), bucket, zone);
  const buckets = slots.map(({ start, end, startMs, endMs }, index) => {
    const readings = readingsOf((endMs - startMs) / (quarter * 1000), index);
    return { start, energyKwh: readings * 2, peakDemandKw: 8, peakAt: end, readings };
  });
  return profileOf(slots, buckets, quarter, { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }).rows;
}

describe('cells of a heat map', () => {
  it('are the days of a year, by energy or by peak', () => {
    const rows = rowsOf('year', '2020-01-01', 'day', 'Asia/Seoul');
    expect(dayCells(rows, 'energy', quarter)).toHaveLength(366);
    expect(dayCells(rows, 'energy', quarter)[59]).toEqual({
      start: '2020-02-29T00:00',
      end: '2020-03-01T00:00:00+09:00',
      value: 192,
      readings: 96,
      expected: 96,
    });
    expect(dayCells(rows, 'demand', quarter)[0].value).toBe(8);
  });

  it('have no figure without a reading, and say when there are not all', () => {
    const rows = rowsOf('month', '2018-11-01', 'day', 'Asia/Seoul', (all, index) => (index === 0 ? 0 : index === 1 ? 40 : all));
    const cells = dayCells(rows, 'energy', quarter);
    expect(cells[0]).toMatchObject({ value: null, readings: 0, expected: 96 });
    expect(cells[1]).toMatchObject({ value: 80, readings: 40, expected: 96 });
  });

  it('are the hours of a month, the one that the clock shows twice once and the one left out not at all', () => {
    const november = hourCells(rowsOf('month', '2018-11-01', 'hour', 'America/New_York'), quarter);
    expect(november).toHaveLength(30 * 24);
    const double = november.find(({ start }) => start === '2018-11-04T01:00');
    expect(double).toMatchObject({ value: 8, readings: 8, expected: 8 });
    const march = hourCells(rowsOf('month', '2018-03-01', 'hour', 'America/New_York'), quarter);
    expect(march).toHaveLength(31 * 24 - 1);
    expect(march.some(({ start }) => start === '2018-03-11T02:00')).toBe(false);
  });
});

describe('steps of colour', () => {
  it.each([
    [[0, 4_870], { from: 0, step: 1_000 }],
    [[0, 628.72], { from: 0, step: 150 }],
    [[900, 980], { from: 900, step: 20 }],
    [[0, 0], { from: 0, step: 1 }],
    [[5, 5], { from: 0, step: 1 }],
  ])('of %j are %j', (values, scale) => {
    expect(heatScaleOf(values)).toEqual(scale);
  });

  it('are none without a figure', () => {
    expect(heatScaleOf([])).toBeNull();
  });

  it('hold every figure between their bounds, the higher never in a lower one', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.integer({ min: 0, max: 1e8 }).map((value) => value / 100),
          { minLength: 1 },
        ),
        (values) => {
          const scale = heatScaleOf(values);
          if (!scale) throw new Error('no scale');
          const ordered = [...values].sort((a, b) => a - b);
          const steps = ordered.map((value) => heatStepOf(value, scale));
          expect(steps).toEqual([...steps].sort((a, b) => a - b));
          const slack = scale.step * 1e-6;
          expect(ordered[0]).toBeGreaterThanOrEqual(scale.from - slack);
          expect(ordered[ordered.length - 1]).toBeLessThanOrEqual(scale.from + heatSteps * scale.step + slack);
        },
      ),
    );
  });
});

describe('arrow keys', () => {
  const year = dayCells(rowsOf('year', '2018-01-01', 'day', 'Asia/Seoul'), 'energy', quarter);
  const month = hourCells(rowsOf('month', '2018-03-01', 'hour', 'America/New_York'), quarter);
  const reached = (index: number, key: string) => year[cellAfterKey(year, index, key, 7)].start.slice(0, 10);

  it('lead to the day beside and to the same weekday', () => {
    expect(reached(31, 'ArrowLeft')).toBe('2018-01-31');
    expect(reached(31, 'ArrowDown')).toBe('2018-02-08');
    expect(reached(31, 'ArrowUp')).toBe('2018-01-25');
  });

  it('stop at the ends and leave other keys alone', () => {
    expect(reached(0, 'ArrowUp')).toBe('2018-01-01');
    expect(reached(364, 'ArrowRight')).toBe('2018-12-31');
    expect(reached(5, 'Tab')).toBe('2018-01-06');
  });

  it('lead to the same hour of another day, where it has that hour', () => {
    const at = month.findIndex(({ start }) => start === '2018-03-10T02:00');
    expect(cellAfterKey(month, at, 'ArrowDown', 1)).toBe(at);
    expect(month[cellAfterKey(month, at + 1, 'ArrowDown', 1)].start).toBe('2018-03-11T03:00');
  });
});
