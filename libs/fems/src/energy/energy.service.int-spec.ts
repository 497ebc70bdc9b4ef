import { type Bucket, Decimal, formatInZone, Problem, zonedPeriods } from '@maru/kernel';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { steelRows } from '../testing/steel-year';
import { CoverageService } from './coverage.service';
import type { EnergyBucket } from './energy.dto';
import { EnergyService } from './energy.service';

describe('energy', () => {
  let fems: FemsUnderTest;

  beforeAll(async () => {
    fems = await FemsUnderTest.start();
  });
  afterAll(() => fems.close());

  const ask = (plant: Plant, bucket: Bucket, from: string, to: string, pointId: string | undefined = plant.pointId) =>
    plant.in(() => fems.module.get(EnergyService).answer({ pointId, from, to, bucket }));
  const items = async (plant: Plant, bucket: Bucket, from: string, to: string) => (await ask(plant, bucket, from, to)).items;
  const refusal = (question: Promise<unknown>) =>
    question.then(
      () => null,
      (error: Problem) => ({ status: error.type?.status, pointer: error.errors?.[0].pointer, code: error.errors?.[0].code }),
    );

  describe('of the steel plant', () => {
    let plant: Plant;

    beforeAll(async () => {
      plant = await fems.plant({ stamp: 'intervalEnd', simulated: true });
      const rows = steelRows().map(([end, value]) => plant.row(end, value));
      for (let from = 0; from < rows.length; from += 5000) {
        const answer = await plant.send(rows.slice(from, from + 5000));
        expect(answer).toMatchObject({ unchanged: 0, corrected: 0, refused: [] });
      }
    });

    it('has the year', async () => {
      const answer = await ask(plant, 'year', '2018-01-01T00:00:00+09:00', '2019-01-01T00:00:00+09:00');
      expect(answer).toMatchObject({ zone: 'Asia/Seoul', intervalSeconds: 900, demandWindowSeconds: 900, simulated: true });
      expect(answer.items).toEqual([
        {
          start: '2018-01-01T00:00:00+09:00',
          end: '2019-01-01T00:00:00+09:00',
          energyKwh: 959_636.71,
          peakDemandKw: 628.72,
          peakAt: '2018-11-22T09:45:00+09:00',
          readings: 35_040,
        },
      ]);
    });

    it('has the months', async () => {
      const months = await items(plant, 'month', '2018-01-01T00:00:00+09:00', '2019-01-01T00:00:00+09:00');
      expect(months.map(({ energyKwh }) => energyKwh)).toEqual([
        126_238.29, 91_497.34, 80_230.41, 78_769.8, 79_059.28, 65_404.64, 81_674.41, 68_559.43, 57_883.07, 84_665.65, 86_217.61, 59_436.78,
      ]);
      expect(months.map(({ peakDemandKw }) => peakDemandKw)).toEqual([
        612.56, 582.04, 605.24, 556.12, 560.16, 535.4, 486.72, 534.8, 510.48, 557.72, 628.72, 596.72,
      ]);
    });

    it('has the quarter-hours of the first and the last day', async () => {
      const first = await items(plant, 'quarter-hour', '2018-01-01T00:00:00+09:00', '2018-01-02T00:00:00+09:00');
      expect(first).toHaveLength(96);
      expect(first[0]).toEqual({
        start: '2018-01-01T00:00:00+09:00',
        end: '2018-01-01T00:15:00+09:00',
        energyKwh: 3.17,
        peakDemandKw: 12.68,
        peakAt: '2018-01-01T00:15:00+09:00',
        readings: 1,
      });
      expect(first[95]).toMatchObject({ end: '2018-01-02T00:00:00+09:00', energyKwh: 3.42 });
      const last = await items(plant, 'quarter-hour', '2018-12-31T00:00:00+09:00', '2019-06-01T00:00:00+09:00');
      expect(last).toHaveLength(96);
      expect(last[95].end).toBe('2019-01-01T00:00:00+09:00');
    });

    it('has a whole year of quarter-hours and of hours that add up', async () => {
      for (const bucket of ['quarter-hour', 'hour'] as const) {
        const all = await items(plant, bucket, '2018-01-01T00:00:00+09:00', '2019-01-01T00:00:00+09:00');
        expect(all).toHaveLength(bucket === 'hour' ? 8_760 : 35_040);
        expect(all.reduce((sum, { energyKwh }) => sum.plus(energyKwh), new Decimal(0)).toNumber()).toBe(959_636.71);
        expect(Math.max(...all.map(({ peakDemandKw }) => peakDemandKw ?? 0))).toBe(628.72);
      }
    });

    it('is covered month by month', async () => {
      const coverage = await plant.in(() => fems.module.get(CoverageService).answer(plant.pointId));
      expect(coverage).toMatchObject({ first: '2018-01-01T00:00:00+09:00', last: '2019-01-01T00:00:00+09:00', simulated: true });
      expect(coverage.months).toHaveLength(12);
      expect(coverage.months[1]).toEqual({ month: '2018-02', readings: 2_688, expected: 2_688 });
      expect(coverage.months.reduce((sum, { readings }) => sum + readings, 0)).toBe(35_040);
    });

    it('is of nobody else', async () => {
      const other = await fems.plant();
      expect(await refusal(ask(other, 'year', '2018-01-01T00:00:00+09:00', '2019-01-01T00:00:00+09:00', plant.pointId))).toMatchObject({
        status: 404,
        pointer: '?pointId',
      });
      expect(await refusal(other.in(() => fems.module.get(CoverageService).answer(plant.pointId)))).toMatchObject({ status: 404 });
    });
  });

  it('counts the newest correction, and leaves out what has no reading', async () => {
    const plant = await fems.plant();
    await plant.send([plant.row('2026-03-01T00:00:00+09:00', 10), plant.row('2026-03-03T12:00:00+09:00', 4)]);
    await plant.send([plant.row('2026-03-01T00:00:00+09:00', 11)]);
    await plant.send([plant.row('2026-03-01T00:00:00+09:00', 2.5)]);
    const days = await items(plant, 'day', '2026-03-01T00:00:00+09:00', '2026-04-01T00:00:00+09:00');
    expect(days.map(({ start, energyKwh, peakDemandKw }) => [start, energyKwh, peakDemandKw])).toEqual([
      ['2026-03-01T00:00:00+09:00', 2.5, 10],
      ['2026-03-03T00:00:00+09:00', 4, 16],
    ]);
  });

  it('has no demand for a window that misses a reading, and the earliest of equal peaks', async () => {
    const plant = await fems.plant({ point: { intervalSeconds: 300, unit: 'Wh' } });
    const rows: [string, number][] = [
      ['00:00', 100],
      ['00:05', 100],
      ['00:10', 100],
      ['00:15', 900],
      ['00:25', 900],
      ['00:30', 50],
      ['00:35', 150],
      ['00:40', 100],
    ];
    await plant.send(rows.map(([time, value]) => plant.row(`2026-03-01T${time}:00+09:00`, value)));
    const [hour] = await items(plant, 'hour', '2026-03-01T00:00:00+09:00', '2026-03-01T01:00:00+09:00');
    expect(hour).toEqual({
      start: '2026-03-01T00:00:00+09:00',
      end: '2026-03-01T01:00:00+09:00',
      energyKwh: 2.4,
      peakDemandKw: 1.2,
      peakAt: '2026-03-01T00:15:00+09:00',
      readings: 8,
    });
    const quarters = await items(plant, 'quarter-hour', '2026-03-01T00:00:00+09:00', '2026-03-01T01:00:00+09:00');
    expect(quarters.map(({ peakDemandKw, peakAt, readings }) => [peakDemandKw, peakAt, readings])).toEqual([
      [1.2, '2026-03-01T00:15:00+09:00', 3],
      [null, null, 2],
      [1.2, '2026-03-01T00:45:00+09:00', 3],
    ]);
  });

  it('counts intervals that lie in the period as a whole, and cuts its first and last bucket to it', async () => {
    const plant = await fems.plant();
    await plant.send(['00:00', '00:15', '00:30', '00:45'].map((time) => plant.row(`2026-03-01T${time}:00+09:00`, 1)));
    const [day] = await items(plant, 'day', '2026-03-01T00:10:00+09:00', '2026-03-01T00:50:00+09:00');
    expect(day).toMatchObject({ start: '2026-03-01T00:10:00+09:00', end: '2026-03-01T00:50:00+09:00', energyKwh: 2, readings: 2 });
  });

  it('counts the readings of a demand window that the period cuts, and gives that window no demand', async () => {
    const plant = await fems.plant({ point: { intervalSeconds: 300 } });
    await plant.send(['00:00', '00:05', '00:10', '00:15', '00:20', '00:25'].map((time) => plant.row(`2026-03-01T${time}:00+09:00`, 1)));
    const [day] = await items(plant, 'day', '2026-03-01T00:05:00+09:00', '2026-03-02T00:00:00+09:00');
    expect(day).toMatchObject({ energyKwh: 5, readings: 5, peakDemandKw: 12, peakAt: '2026-03-01T00:30:00+09:00' });
    const [cut] = await items(plant, 'day', '2026-03-01T00:05:00+09:00', '2026-03-01T00:15:00+09:00');
    expect(cut).toMatchObject({ energyKwh: 2, readings: 2, peakDemandKw: null, peakAt: null });
  });

  it('has days of 23 and 25 hours where clocks change', async () => {
    const plant = await fems.plant({ zone: 'America/New_York', point: { intervalSeconds: 3600, unit: 'MWh' } });
    const hours = (from: string, count: number) =>
      Array.from({ length: count }, (_, i) => plant.row(new Date(Date.parse(from) + i * 3_600_000).toISOString(), '0.001'));
    await plant.send([...hours('2025-03-08T00:00:00-05:00', 24 + 23 + 24), ...hours('2025-11-01T00:00:00-04:00', 24 + 25 + 24)]);
    const spring = await items(plant, 'day', '2025-03-08T00:00:00-05:00', '2025-03-11T00:00:00-04:00');
    expect(spring.map(({ start, readings, energyKwh }) => [start, readings, energyKwh])).toEqual([
      ['2025-03-08T00:00:00-05:00', 24, 24],
      ['2025-03-09T00:00:00-05:00', 23, 23],
      ['2025-03-10T00:00:00-04:00', 24, 24],
    ]);
    const autumn = await items(plant, 'day', '2025-11-01T00:00:00-04:00', '2025-11-04T00:00:00-05:00');
    expect(autumn.map(({ end, readings }) => [end, readings])).toEqual([
      ['2025-11-02T00:00:00-04:00', 24],
      ['2025-11-03T00:00:00-05:00', 25],
      ['2025-11-04T00:00:00-05:00', 24],
    ]);
    const twice = await items(plant, 'hour', '2025-11-02T01:00:00-04:00', '2025-11-02T02:00:00-05:00');
    expect(twice.map(({ start, peakAt }) => [start, peakAt])).toEqual([
      ['2025-11-02T01:00:00-04:00', '2025-11-02T01:00:00-05:00'],
      ['2025-11-02T01:00:00-05:00', '2025-11-02T02:00:00-05:00'],
    ]);
    const { months } = await plant.in(() => fems.module.get(CoverageService).answer(plant.pointId));
    expect([months[0], months.at(-1)]).toEqual([
      { month: '2025-03', readings: 71, expected: 31 * 24 - 1 },
      { month: '2025-11', readings: 73, expected: 30 * 24 + 1 },
    ]);
  });

  it('measures hours from half past to half past of UTC in India', async () => {
    const plant = await fems.plant({ zone: 'Asia/Kolkata', point: { intervalSeconds: 3600 } });
    const answer = await plant.send([plant.row('2026-03-01T00:00:00+05:30', 1), plant.row('2026-03-01T00:00:00Z', 1)]);
    expect(answer).toMatchObject({ accepted: 1, refused: [{ code: 'off-grid' }] });
    expect(await items(plant, 'hour', '2026-03-01T00:00:00+05:30', '2026-03-02T00:00:00+05:30')).toMatchObject([
      { start: '2026-03-01T00:00:00+05:30', end: '2026-03-01T01:00:00+05:30', peakDemandKw: 1, peakAt: '2026-03-01T01:00:00+05:30' },
    ]);
  });

  it('says what it cannot answer', async () => {
    const plant = await fems.plant({ point: { intervalSeconds: 3600 } });
    const reactive = await plant.in(() => plant.addPoint({ quantity: 'reactiveEnergyLagging', unit: 'kvarh' }));
    const [from, to] = ['2026-01-01T00:00:00+09:00', '2026-02-01T00:00:00+09:00'];
    expect(await refusal(ask(plant, 'day', to, from))).toEqual({ status: 400, pointer: '?to', code: 'not-after-from' });
    expect(await refusal(ask(plant, 'day', from, '2036-01-02T00:00:00+09:00'))).toEqual({ status: 400, pointer: '?to', code: 'too-long' });
    expect(await refusal(ask(plant, 'quarter-hour', from, '2027-03-01T00:00:00+09:00'))).toEqual({
      status: 400,
      pointer: '?to',
      code: 'too-long',
    });
    expect(await refusal(ask(plant, 'quarter-hour', from, to))).toEqual({ status: 400, pointer: '?bucket', code: 'finer-than-interval' });
    expect(await refusal(ask(plant, 'day', from, to, reactive))).toEqual({ status: 422, pointer: '?pointId', code: 'not-active-import' });
  });

  it('finds the main active import of a site, or says what is missing', async () => {
    const plant = await fems.plant();
    const [from, to] = ['2026-01-01T00:00:00+09:00', '2026-02-01T00:00:00+09:00'];
    const main = (siteId: string) => plant.in(() => fems.module.get(EnergyService).answer({ siteId, from, to, bucket: 'day' }));
    expect(await main(plant.site.id)).toMatchObject({ pointId: plant.pointId, siteId: plant.site.id, items: [] });
    expect(await refusal(main(fems.sites.add('Asia/Seoul').id))).toMatchObject({ status: 404 });
    expect(await refusal(main(plant.pointId))).toMatchObject({ status: 404, pointer: '?siteId' });
  });

  it.each([
    ['Asia/Seoul', 900, 'MWh'],
    ['America/New_York', 300, 'kWh'],
    ['Asia/Kathmandu', 1800, 'Wh'],
  ] as const)('agrees with a sum by hand in %s at %i seconds', async (zone, intervalSeconds, unit) => {
    const plant = await fems.plant({ zone, point: { intervalSeconds, unit } });
    const offsetMs = zone === 'Asia/Kathmandu' ? 900_000 : 0;
    const first = Date.UTC(2025, 9, 31) + offsetMs;
    const intervalMs = intervalSeconds * 1000;
    const random = pseudoRandom(intervalSeconds);
    const readings = new Map<number, Decimal>();
    for (let i = 0; i < (4 * 86_400_000) / intervalMs; i++)
      if (random() < 0.97) readings.set(first + i * intervalMs, new Decimal(Math.floor(random() * 40)).div(8));
    const rows = [...readings].map(([start, value]) => plant.row(new Date(start).toISOString(), value.toFixed()));
    await plant.send(rows);
    const fixed = [...readings.keys()].filter(() => random() < 0.1);
    for (const start of fixed) readings.set(start, (readings.get(start) as Decimal).plus('0.125'));
    await plant.send(fixed.map((start) => plant.row(new Date(start).toISOString(), (readings.get(start) as Decimal).toFixed())));

    const [from, to] = [first + 5_400_000, first + 4 * 86_400_000 - 3_600_000];
    const kwh = { Wh: '0.001', kWh: '1', MWh: '1000' }[unit];
    for (const bucket of ['hour', 'day', 'month'] as const)
      expect(await items(plant, bucket, new Date(from).toISOString(), new Date(to).toISOString())).toEqual(
        byHand(readings, { from, to, bucket, zone, intervalMs, offsetMs, kwh }),
      );
  });
});

interface Asked {
  from: number;
  to: number;
  bucket: Bucket;
  zone: string;
  intervalMs: number;
  offsetMs: number;
  kwh: string;
}

/** The definitions once more, one reading after another. */
function byHand(readings: ReadonlyMap<number, Decimal>, { from, to, bucket, zone, intervalMs, offsetMs, kwh }: Asked): EnergyBucket[] {
  const windowMs = Math.max(900_000, intervalMs);
  return zonedPeriods(bucket, from, to, zone).flatMap((period) => {
    const [start, end] = [Math.max(period.from, from), Math.min(period.to, to)];
    const own = [...readings].filter(([at]) => at >= start && at < end && at + intervalMs <= to).sort(([a], [b]) => a - b);
    if (own.length === 0) return [];
    let peak: { kw: Decimal; at: number } | null = null;
    for (const [windowStart, window] of Map.groupBy(own, ([at]) => Math.floor((at - offsetMs) / windowMs) * windowMs + offsetMs)) {
      if (window.length !== windowMs / intervalMs) continue;
      const kw = total(window).times(kwh).times(3_600_000).div(windowMs);
      if (!peak || kw.gt(peak.kw)) peak = { kw, at: windowStart + windowMs };
    }
    return {
      start: formatInZone(start, zone),
      end: formatInZone(end, zone),
      energyKwh: total(own).times(kwh).toNumber(),
      peakDemandKw: peak?.kw.toNumber() ?? null,
      peakAt: peak && formatInZone(peak.at, zone),
      readings: own.length,
    };
  });
}

function total(readings: readonly [number, Decimal][]): Decimal {
  return readings.reduce((sum, [, value]) => sum.plus(value), new Decimal(0));
}

function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
