import type { Problem } from '@maru/kernel';
import { MetersService } from '../metering/meters.service';
import { PointsService } from '../metering/points.service';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { steelRows } from '../testing/steel-year';
import type { LoadDurationQuestion } from './load-duration.dto';
import { LoadDurationService } from './load-duration.service';
import type { PeaksQuestion } from './peaks.dto';
import { PeaksService } from './peaks.service';

type Asked<Question> = Omit<Question, 'from' | 'to' | 'pointId'> & { pointId?: string };
const YEAR = ['2018-01-01T00:00:00+09:00', '2019-01-01T00:00:00+09:00'] as const;
const DAY = ['2026-03-02T00:00:00+09:00', '2026-03-03T00:00:00+09:00'] as const;

let fems: FemsUnderTest;
beforeAll(async () => {
  fems = await FemsUnderTest.start();
});
afterAll(() => fems.close());

const peaks = (plant: Plant, [from, to]: readonly [string, string], more: Asked<PeaksQuestion> = {}) =>
  plant.in(() => fems.module.get(PeaksService).answer({ pointId: plant.pointId, from, to, ...more }));
const duration = (plant: Plant, [from, to]: readonly [string, string], more: Asked<LoadDurationQuestion> = {}) =>
  plant.in(() => fems.module.get(LoadDurationService).answer({ pointId: plant.pointId, from, to, ...more }));
const refusal = (question: Promise<unknown>) =>
  question.then(
    () => null,
    (error: Problem) => ({ status: error.type?.status, pointer: error.errors?.[0].pointer, code: error.errors?.[0].code }),
  );
/** Quarter-hours of the second of March 2026 from a time on. */
const quarters = (plant: Plant, from: string, values: readonly number[], pointId = plant.pointId) =>
  values.map((value, index) =>
    plant.row(new Date(Date.parse(`2026-03-02T${from}:00+09:00`) + index * 900_000).toISOString(), value, { pointId }),
  );

describe('the year of the steel plant', () => {
  let plant: Plant;
  beforeAll(async () => {
    plant = await fems.plant({ stamp: 'intervalEnd', simulated: true });
    const rows = steelRows().map(([end, value]) => plant.row(end, value));
    for (let from = 0; from < rows.length; from += 5000)
      expect(await plant.send(rows.slice(from, from + 5000))).toMatchObject({ refused: [] });
  });

  it('has its peak on 22 November, and the published peak in each month', async () => {
    const { occurrences, windows, months, ...head } = await peaks(plant, YEAR);
    expect(head).toEqual({
      pointId: plant.pointId,
      siteId: plant.site.id,
      zone: 'Asia/Seoul',
      intervalSeconds: 900,
      demandWindowSeconds: 900,
      definition: 'fems.demand.v1',
      peaksDefinition: 'fems.peaks.v1',
      simulated: true,
    });
    expect(occurrences).toHaveLength(10);
    expect(occurrences[0]).toMatchObject({
      start: '2018-11-22T09:30:00+09:00',
      end: '2018-11-22T09:45:00+09:00',
      demandKw: 628.72,
      monthRank: 1,
      monthWindows: 2_880,
      nearDemandKw: 565.848,
      subMeters: null,
    });
    expect(months.map(({ peakDemandKw }) => peakDemandKw)).toEqual([
      612.56, 582.04, 605.24, 556.12, 560.16, 535.4, 486.72, 534.8, 510.48, 557.72, 628.72, 596.72,
    ]);
    expect(months[10]).toEqual({ month: '2018-11', peakDemandKw: 628.72, peakAt: '2018-11-22T09:45:00+09:00', windows: 2_880 });
    expect(windows.filter(({ demandKw }) => demandKw >= 600)).toHaveLength(4);
  });

  it('has ten peaks more than two hours apart, each the highest of its surroundings', async () => {
    const { occurrences } = await peaks(plant, YEAR);
    const starts = occurrences.map(({ start }) => Date.parse(start)).sort((a, b) => a - b);
    expect(starts.every((start, index) => index === 0 || start - starts[index - 1] > 7_200_000)).toBe(true);
    for (const { start, demandKw, surroundings, nearDemandKw, nearSeconds } of occurrences) {
      expect(surroundings).toHaveLength(17);
      expect(surroundings[8]).toMatchObject({ start, demandKw });
      expect(Math.max(...surroundings.map((window) => window.demandKw ?? 0))).toBe(demandKw);
      expect(nearSeconds).toBe(surroundings.filter((window) => (window.demandKw ?? 0) >= nearDemandKw).length * 900);
    }
  });

  it('has the same peak when a day is asked for, with the rank that it has in its month and a curve beyond the day', async () => {
    const day = await peaks(plant, ['2018-11-22T09:00:00+09:00', '2018-11-22T10:00:00+09:00'], { count: 2 });
    const year = await peaks(plant, YEAR, { count: 1 });
    expect(day.occurrences).toEqual(year.occurrences);
    expect(day.windows).toHaveLength(2);
    expect(day.months).toEqual([{ month: '2018-11', peakDemandKw: 628.72, peakAt: '2018-11-22T09:45:00+09:00', windows: 2_880 }]);
  });

  it('says what was usual: the mean of the hours of the same weekday in the four weeks before', async () => {
    const { occurrences } = await peaks(plant, YEAR, { count: 1 });
    const means: number[] = [];
    for (const date of ['2018-11-22', '2018-11-15', '2018-11-08', '2018-11-01', '2018-10-25']) {
      const { meanDemandKw } = await duration(plant, [`${date}T09:00:00+09:00`, `${date}T10:00:00+09:00`]);
      means.push(meanDemandKw as number);
    }
    const [own, ...before] = means;
    expect(occurrences[0].hour).toMatchObject({ start: '2018-11-22T09:00:00+09:00', end: '2018-11-22T10:00:00+09:00', usualWeeks: 4 });
    expect(occurrences[0].hour.meanDemandKw).toBeCloseTo(own, 9);
    expect(occurrences[0].hour.usualDemandKw).toBeCloseTo(before.reduce((sum, kw) => sum + kw, 0) / 4, 9);
  });

  it.each([
    [15, 628.72],
    [30, 587.16],
    [60, 564.3],
  ] as const)('peaks by a window of %i minutes at %d kW', async (demandWindowMinutes, kw) => {
    const { occurrences, demandWindowSeconds } = await peaks(plant, YEAR, { demandWindowMinutes, count: 1 });
    expect([demandWindowSeconds, occurrences[0].demandKw]).toEqual([demandWindowMinutes * 60, kw]);
    expect((await duration(plant, YEAR, { demandWindowMinutes })).highestDemandKw).toBe(kw);
  });

  it('has a duration curve with its extremes, its load factor and the hours above a level', async () => {
    const answer = await duration(plant, YEAR, { levelsKw: '600,500' });
    expect(answer).toMatchObject({
      loadDurationDefinition: 'fems.load-duration.v1',
      windows: 35_040,
      missingWindows: 0,
      highestDemandKw: 628.72,
      lowestDemandKw: 0,
    });
    expect(answer.meanDemandKw).toBeCloseTo(109.548, 3);
    expect(answer.loadFactorPercent).toBeCloseTo(17.42, 2);
    const asked = answer.levels.filter(({ percentOfHighest }) => percentOfHighest === null);
    expect(asked.map(({ demandKw, windows, hours }) => [demandKw, windows, hours])).toEqual([
      [600, 4, 1],
      [500, 277, 69.25],
    ]);
    expect(answer.points.length).toBeLessThanOrEqual(500);
    expect(answer.points[0]).toEqual({ rank: 1, sharePercent: (1 / 35_040) * 100, hours: 0.25, demandKw: 628.72 });
    expect(answer.points.at(-1)).toEqual({ rank: 35_040, sharePercent: 100, hours: 8_760, demandKw: 0 });
    expect(answer.points.every(({ demandKw }, index) => index === 0 || demandKw <= answer.points[index - 1].demandKw)).toBe(true);
  });

  it('is of nobody else', async () => {
    const other = await fems.plant();
    for (const ask of [peaks, duration])
      expect(await refusal(ask(other, YEAR, { pointId: plant.pointId }))).toMatchObject({ status: 404, pointer: '?pointId' });
  });
});

describe('peaks', () => {
  it('follow corrections, and readings that were taken back', async () => {
    const plant = await fems.plant();
    await plant.send(quarters(plant, '08:00', [10, 40, 20, 30]));
    await plant.send(quarters(plant, '08:15', [12]));
    const highest = async () => (await peaks(plant, DAY)).windows.map(({ end, demandKw }) => [end.slice(11, 16), demandKw]);
    expect(await highest()).toEqual([
      ['09:00', 120],
      ['08:45', 80],
      ['08:30', 48],
      ['08:15', 40],
    ]);
    await fems.module.database.query(
      `insert into fems.reading_correction (tenant_id, point_number, interval_start, recorded_at, source_number, quality, value, actor_kind)
       select tenant_id, point_number, interval_start, now(), source_number, quality, null, 'job' from fems.reading where interval_start = $1
         and point_number = (select point_number from fems.meter_point where point_id = $2)
         and tenant_id = (select tenant_id from fems.meter_point where point_id = $2)`,
      ['2026-03-02T08:45:00+09:00', plant.pointId],
    );
    expect((await highest())[0]).toEqual(['08:45', 80]);
    const { occurrences } = await peaks(plant, DAY);
    expect(occurrences).toHaveLength(1);
    // What is missing stays a hole in the curve and has no part in how long the plant was near its peak.
    expect(occurrences[0].surroundings.filter(({ demandKw }) => demandKw !== null).map(({ demandKw }) => demandKw)).toEqual([40, 48, 80]);
    expect(occurrences[0]).toMatchObject({ nearSeconds: 900, hour: { meanDemandKw: null, usualDemandKw: null, usualWeeks: 0 } });
    expect(await duration(plant, DAY)).toMatchObject({
      windows: 3,
      missingWindows: 0,
      highestDemandKw: 80,
      lowestDemandKw: 40,
      meanDemandKw: 56,
    });
  });

  it('have no window that misses a reading, and count it as missing', async () => {
    const plant = await fems.plant({ point: { intervalSeconds: 300 } });
    const rows = [1, 1, 1, 9, 9, 2, 2, 2].map((value, index) =>
      plant.row(new Date(Date.parse('2026-03-02T08:00:00+09:00') + (index < 5 ? index : index + 1) * 300_000).toISOString(), value),
    );
    await plant.send(rows);
    expect((await peaks(plant, DAY)).windows.map(({ end, demandKw }) => [end.slice(11, 16), demandKw])).toEqual([
      ['08:45', 24],
      ['08:15', 12],
    ]);
    expect(await duration(plant, DAY)).toMatchObject({ windows: 2, missingWindows: 1 });
  });

  it('say what the other meters of the site had, and leave unknown what they do not say', async () => {
    const plant = await fems.plant();
    const sub = async (name: string, more: object = {}) => {
      const meter = await fems.module.get(MetersService).create({ siteId: plant.site.id, name, main: false });
      const body = {
        name: '유효전력량',
        quantity: 'activeEnergyImport',
        unit: 'kWh',
        intervalSeconds: 900,
        acquisitionMode: 'automatic',
      } as const;
      return (await fems.module.get(PointsService).create({ meterId: meter.id, ...body, ...more })).id;
    };
    const [furnace, silent, hourly] = await plant.in(async () => [
      await sub('가열로', { unit: 'Wh', intervalSeconds: 300 }),
      await sub('압축기'),
      await sub('조명', { intervalSeconds: 3600 }),
    ]);
    await plant.send(quarters(plant, '08:00', [10, 40]));
    await plant.send([0, 5, 10].map((minute) => plant.row(`2026-03-02T08:${15 + minute}:00+09:00`, 5_000, { pointId: furnace })));
    await plant.send([plant.row('2026-03-02T08:00:00+09:00', 7, { pointId: hourly })]);
    const { occurrences } = await peaks(plant, DAY, { pointId: undefined, siteId: plant.site.id });
    expect(occurrences[0].subMeters).toEqual({
      items: [
        expect.objectContaining({ meterName: '가열로', pointId: furnace, demandKw: 60, sharePercent: 37.5 }),
        expect.objectContaining({ meterName: '압축기', pointId: silent, demandKw: null, sharePercent: null }),
        expect.objectContaining({ meterName: '조명', pointId: hourly, demandKw: null, sharePercent: null }),
      ],
      sumKw: 60,
      sumPercent: 37.5,
    });
    expect((await peaks(plant, DAY, { pointId: furnace })).occurrences[0].subMeters).toBeNull();
  });

  it('of nothing are none, and figures of nothing are null', async () => {
    const plant = await fems.plant();
    expect(await peaks(plant, DAY)).toMatchObject({
      occurrences: [],
      windows: [],
      months: [{ month: '2026-03', peakDemandKw: null, peakAt: null, windows: 0 }],
    });
    expect(await duration(plant, DAY)).toMatchObject({
      windows: 0,
      missingWindows: 0,
      highestDemandKw: null,
      lowestDemandKw: null,
      meanDemandKw: null,
      loadFactorPercent: null,
      points: [],
      levels: [],
    });
    await plant.send(quarters(plant, '08:00', [0]));
    expect(await duration(plant, DAY)).toMatchObject({ highestDemandKw: 0, meanDemandKw: 0, loadFactorPercent: null });
  });

  it('are refused where the question makes no sense', async () => {
    const plant = await fems.plant({ point: { intervalSeconds: 3600 } });
    const reactive = await plant.in(() => plant.addPoint({ quantity: 'reactiveEnergyLagging', unit: 'kvarh' }));
    for (const ask of [peaks, duration]) {
      expect(await refusal(ask(plant, [DAY[1], DAY[0]]))).toEqual({ status: 400, pointer: '?to', code: 'not-after-from' });
      expect(await refusal(ask(plant, ['2026-01-01T00:00:00Z', '2027-03-01T00:00:00Z']))).toMatchObject({
        pointer: '?to',
        code: 'too-long',
      });
      expect(await refusal(ask(plant, DAY, { demandWindowMinutes: 30 }))).toEqual({
        status: 400,
        pointer: '?demandWindowMinutes',
        code: 'finer-than-interval',
      });
      expect(await refusal(ask(plant, DAY, { pointId: reactive }))).toEqual({
        status: 422,
        pointer: '?pointId',
        code: 'not-active-import',
      });
      expect((await ask(plant, DAY)).demandWindowSeconds).toBe(3600);
    }
  });
});
