import { newId, type Problem } from '@maru/kernel';
import { EventRunner } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import { MetersService } from '../metering/meters.service';
import { PointsService } from '../metering/points.service';
import { LoadDurationService } from '../peaks/load-duration.service';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { steelRows } from '../testing/steel-year';
import type { OverviewAnswer, OverviewLoad } from './overview.dto';
import { OverviewService } from './overview.service';

describe('the overview of a site', () => {
  let fems: FemsUnderTest;

  beforeAll(async () => {
    fems = await FemsUnderTest.start();
    fems.module.get(EventRunner).start();
  });
  afterAll(() => fems.close());

  const ask = (plant: Plant, siteId = plant.site.id) => plant.in(() => fems.module.get(OverviewService).answer(siteId));
  const load = async (plant: Plant) => (await ask(plant)).load as OverviewLoad;
  const send = async (plant: Plant, rows: [string, number][], pointId = plant.pointId) => {
    for (let from = 0; from < rows.length; from += 5000) {
      const part = rows.slice(from, from + 5000).map(([at, value]) => plant.row(at, value, { pointId }));
      expect(await plant.send(part)).toMatchObject({ refused: [] });
    }
  };

  // Every figure was worked out from the file by another program than this one.
  describe('of the steel plant', () => {
    let plant: Plant;
    let answer: OverviewAnswer;

    beforeAll(async () => {
      plant = await fems.plant({ stamp: 'intervalEnd', simulated: true });
      await send(plant, steelRows());
      answer = await ask(plant);
    });

    it('has its newest day with its highest demand and load factor', () => {
      expect(answer).toMatchObject({ site: { id: plant.site.id, zone: 'Asia/Seoul' }, simulated: true });
      expect(answer.load?.day).toEqual({
        from: '2018-12-31T00:00:00+09:00',
        to: '2019-01-01T00:00:00+09:00',
        energyKwh: 339.08,
        readings: 96,
        expected: 96,
        peakDemandKw: 16.84,
        peakAt: '2018-12-31T19:45:00+09:00',
        loadFactorPercent: expect.closeTo(83.897466, 5),
      });
    });

    it('compares it with the same weekday of the week before and of four weeks', () => {
      expect(answer.load?.weekBefore).toMatchObject({ meanKwh: 1940.26, changePercent: expect.closeTo(-82.523992, 5) });
      expect(answer.load?.weekBefore.others).toEqual([
        { from: '2018-12-24T00:00:00+09:00', to: '2018-12-25T00:00:00+09:00', energyKwh: 1940.26, readings: 96, expected: 96 },
      ]);
      expect(answer.load?.fourWeeks.others.map(({ from, energyKwh }) => [from.slice(0, 10), energyKwh])).toEqual([
        ['2018-12-24', 1940.26],
        ['2018-12-17', 2209.12],
        ['2018-12-10', 2475.66],
        ['2018-12-03', 2728.33],
      ]);
      expect(answer.load?.fourWeeks).toMatchObject({ meanKwh: 2338.3425, changePercent: expect.closeTo(-85.49913, 5) });
    });

    it('has its month, and compares as much of it as the month before has days', () => {
      expect(answer.load?.month).toMatchObject({
        energyKwh: 59_436.78,
        peakDemandKw: 596.72,
        peakAt: '2018-12-19T14:15:00+09:00',
        loadFactorPercent: expect.closeTo(13.387878, 5),
        readings: 2_976,
        expected: 2_976,
      });
      expect(answer.load?.monthBefore).toEqual({
        compared: {
          from: '2018-12-01T00:00:00+09:00',
          to: '2018-12-31T00:00:00+09:00',
          energyKwh: 59_097.7,
          readings: 2_880,
          expected: 2_880,
        },
        others: [
          { from: '2018-11-01T00:00:00+09:00', to: '2018-12-01T00:00:00+09:00', energyKwh: 86_217.61, readings: 2_880, expected: 2_880 },
        ],
        meanKwh: 86_217.61,
        changePercent: expect.closeTo(-31.455186, 5),
      });
    });

    it('has the highest demand of twelve months', () => {
      expect(answer.load?.year).toEqual({
        from: '2018-01-01T00:00:00+09:00',
        to: '2019-01-01T00:00:00+09:00',
        peakDemandKw: 628.72,
        peakAt: '2018-11-22T09:45:00+09:00',
        readings: 35_040,
        expected: 35_040,
      });
    });

    it('is of nobody else', async () => {
      const other = await fems.plant();
      expect(await ask(other)).toMatchObject({ load: null, meters: [{ energyKwh: null, last: null }] });
    });
  });

  it('of a day that is going on compares as much of other days as there is of it', async () => {
    const plant = await fems.plant({ stamp: 'intervalEnd' });
    await send(
      plant,
      steelRows().filter(([end]) => end > '2018-10-01T00:00:00+09:00' && end <= '2018-11-22T09:45:00+09:00'),
    );
    const { day, weekBefore, monthBefore, year } = await load(plant);
    expect(day).toMatchObject({
      from: '2018-11-22T00:00:00+09:00',
      to: '2018-11-22T09:45:00+09:00',
      energyKwh: 922,
      readings: 39,
      expected: 39,
    });
    expect(weekBefore.others[0]).toMatchObject({ from: '2018-11-15T00:00:00+09:00', to: '2018-11-15T09:45:00+09:00', energyKwh: 843.89 });
    expect(monthBefore.others[0]).toMatchObject({ from: '2018-10-01T00:00:00+09:00', to: '2018-10-22T09:45:00+09:00' });
    // Before the first reading there is none to miss.
    expect(year).toMatchObject({ from: '2018-10-01T00:00:00+09:00', peakDemandKw: 628.72, readings: year.expected });
  });

  it('of a finer grid cuts other days at the very interval, not at the demand window', async () => {
    const plant = await fems.plant({ point: { intervalSeconds: 300 } });
    const first = Date.parse('2026-02-23T00:00:00+09:00');
    const week = 7 * 288;
    const values = (count: number) =>
      [...Array(count).keys()].map((at): [string, number] => [new Date(first + at * 300_000).toISOString(), 1]);
    // Until 10:05, five minutes into a quarter of an hour.
    await send(plant, values(week + 121));
    const { day, weekBefore } = await load(plant);
    expect(day).toMatchObject({ to: '2026-03-02T10:05:00+09:00', energyKwh: 121, readings: 121, expected: 121, peakDemandKw: 12 });
    expect(weekBefore.others).toMatchObject([{ to: '2026-02-23T10:05:00+09:00', energyKwh: 121, readings: 121, expected: 121 }]);
    expect(weekBefore).toMatchObject({ meanKwh: 121, changePercent: 0 });
  });

  it('does not compare where readings are missing, and says how many', async () => {
    const plant = await fems.plant({ stamp: 'intervalEnd' });
    const gap = ['2018-12-10T10:00:00+09:00', '2018-12-10T10:15:00+09:00'];
    await send(
      plant,
      steelRows().filter(([end]) => end > '2018-11-01T00:00:00+09:00' && !gap.includes(end)),
    );
    const { weekBefore, fourWeeks, monthBefore } = await load(plant);
    expect(weekBefore.changePercent).not.toBeNull();
    expect(fourWeeks).toMatchObject({ meanKwh: null, changePercent: null });
    expect(fourWeeks.others.map(({ expected, readings }) => expected - readings)).toEqual([0, 0, 2, 0]);
    // Of a month two readings are fewer than one in a hundred.
    expect(monthBefore).toMatchObject({ compared: { readings: 2_878, expected: 2_880 }, changePercent: expect.any(Number) });
  });

  it('has the load factor of the load duration curve, also where readings of a demand window are missing', async () => {
    const plant = await fems.plant({ point: { intervalSeconds: 60 } });
    const first = Date.parse('2026-03-02T00:00:00+09:00');
    const minutes = [...Array(60).keys()].map((at): [string, number] => [new Date(first + at * 60_000).toISOString(), at < 15 ? 2 : 1]);
    // Of the second quarter of an hour one minute is missing, of the last one all but one.
    await send(
      plant,
      minutes.filter((_, at) => at !== 20 && at <= 45),
    );
    const answer = await load(plant);
    const { day, month } = answer;
    expect(day).toMatchObject({ energyKwh: 60, readings: 45, expected: 46, peakDemandKw: 120, loadFactorPercent: 75 });
    for (const { from, to, loadFactorPercent } of [day, month]) {
      const duration = await plant.in(() => fems.module.get(LoadDurationService).answer({ pointId: plant.pointId, from, to }));
      expect(duration).toMatchObject({ windows: 2, meanDemandKw: 90, highestDemandKw: 120, loadFactorPercent });
      expect(duration.loadFactorDefinition).toBe(answer.loadFactorDefinition);
    }
  });

  it('says which meter took which share of the main one, and when each was heard last', async () => {
    const plant = await fems.plant();
    const hours = (of: (hour: number) => number) => [...Array(96).keys()].map((at) => [quarter(at), of(at)] as [string, number]);
    const { part, silent } = await plant.in(async () => {
      const meters = fems.module.get(MetersService);
      const add = async (name: string) => {
        const meter = await meters.create({ siteId: plant.site.id, name, main: false });
        return fems.module.get(PointsService).create({
          meterId: meter.id,
          name,
          quantity: 'activeEnergyImport',
          unit: 'Wh',
          intervalSeconds: 900,
          acquisitionMode: 'automatic',
        });
      };
      const made = { part: (await add('압연')).id, silent: (await add('창고')).id };
      await meters.create({ siteId: plant.site.id, name: '빈 계량기', main: false });
      return made;
    });
    await send(
      plant,
      hours(() => 4),
    );
    await send(
      plant,
      hours(() => 1000),
      part,
    );
    await send(plant, hours(() => 1).slice(0, 90), silent);
    const meters = await eventually(async () => {
      const all = (await ask(plant)).meters;
      return all.filter(({ last }) => last).length === 3 && all;
    });
    expect(meters.map(({ name, main, energyKwh, sharePercent, last }) => [name, main, energyKwh, sharePercent, last])).toEqual([
      ['수전 계량기', true, 384, null, '2026-03-03T00:00:00+09:00'],
      ['빈 계량기', false, null, null, null],
      ['압연', false, 96, 25, '2026-03-03T00:00:00+09:00'],
      ['창고', false, 0.09, null, '2026-03-02T22:30:00+09:00'],
    ]);
    expect(meters.map(({ readings, expected }) => [readings, expected])).toEqual([
      [96, 96],
      [0, 0],
      [96, 96],
      [90, 96],
    ]);
  });

  it('is empty where nothing is measured, and no answer where there is no such site', async () => {
    const plant = await fems.plant();
    const bare = fems.sites.add('Asia/Seoul');
    expect(await ask(plant, bare.id)).toEqual({ site: bare, load: null, meters: [], simulated: false });
    const refused = await ask(plant, newId()).catch((problem: Problem) => [problem.type.status, problem.errors?.[0].pointer]);
    expect(refused).toEqual([404, '?siteId']);
  });
});

/** The start of a quarter of an hour of 2 March 2026. */
function quarter(at: number): string {
  return new Date(Date.parse('2026-03-02T00:00:00+09:00') + at * 900_000).toISOString();
}
