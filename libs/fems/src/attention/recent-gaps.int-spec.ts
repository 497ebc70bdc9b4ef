import { Database } from '@maru/platform';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { RecentGapsQuery } from './recent-gaps.query';
import type { ActivePoint } from './watched-points.query';

const dayMs = 86_400_000;
const firstMs = Date.parse('2026-03-01T00:00:00+09:00');

describe('what is missing in the newest week of points', () => {
  let fems: FemsUnderTest;
  let plant: Plant;

  beforeAll(async () => {
    fems = await FemsUnderTest.start();
  });
  afterAll(() => fems.close());
  beforeEach(async () => {
    plant = await fems.plant({ point: { intervalSeconds: 3600 } });
  });

  const hour = (at: number) => new Date(firstMs + at * 3_600_000).toISOString();
  /** A point with these hours since the first of March, of which some are then taken back. */
  const point = async (hours: readonly number[], withdrawn: readonly number[] = []): Promise<ActivePoint> => {
    const id = await plant.in(() => plant.addPoint({ intervalSeconds: 3600 }));
    await plant.send(hours.map((at) => plant.row(hour(at), 1, { pointId: id })));
    const [{ point_number: pointNumber }] = await plant.in(() =>
      fems.module
        .get(Database)
        .query<{ point_number: number }>('select point_number from fems.meter_point where tenant_id = $1 and point_id = $2', [id]),
    );
    await plant.in(() =>
      fems.module.get(Database).execute(
        `insert into fems.reading_correction (tenant_id, point_number, interval_start, recorded_at, source_number, quality, value, actor_kind)
         select $1, $2, start, now(), 1, 0, null, 'job' from unnest($3::timestamptz[]) as start returning 1`,
        [pointNumber, withdrawn.map(hour)],
      ),
    );
    const newest = Math.max(...hours.filter((at) => !withdrawn.includes(at)));
    const activity = { intervalSeconds: 3600, isAutomatic: true, newestStartMs: firstMs + newest * 3_600_000 };
    return {
      id,
      pointNumber,
      name: 'point',
      siteId: plant.site.id,
      accepted: hours.length - withdrawn.length,
      activity,
      isWithdrawn: false,
    };
  };
  const find = async (...points: ActivePoint[]) =>
    (await plant.in(() => fems.module.get(RecentGapsQuery).of(points))).map((gap) => [
      gap.point.id,
      gap.missing,
      (gap.fromMs - firstMs) / 3_600_000,
      (gap.endMs - firstMs) / 3_600_000,
    ]);
  const hours = (from: number, to: number, without: readonly number[] = []) =>
    Array.from({ length: to - from }, (_, at) => from + at).filter((at) => !without.includes(at));
  const days = (count: number) => count * 24;

  it('is nothing where readings follow each other, as long as there are any', async () => {
    expect(await find(await point(hours(0, days(10))), await point(hours(days(8), days(10))), await point([days(10)]))).toEqual([]);
    expect(await find()).toEqual([]);
  });

  it('is counted over seven days, from where the first gap begins to where the latest ends', async () => {
    const gaps = await point(hours(0, days(10), [5, 6, 100, 101, 200]));
    const old = await point(hours(0, days(10), [5, 6]));
    expect(await find(gaps, old)).toEqual([[gaps.id, 3, 100, 201]]);
  });

  it('counts what was taken back, and what has not been there since the window began', async () => {
    const withdrawn = await point(hours(0, days(10)), [230, 231]);
    const resumed = await point([0, ...hours(days(10) - 3, days(10))]);
    expect(await find(withdrawn, resumed)).toEqual([
      [withdrawn.id, 2, 230, 232],
      [resumed.id, 7 * 24 - 3, days(3), days(10) - 3],
    ]);
  });

  it('begins with the window where its first readings were taken back', async () => {
    const begun = [days(3), days(3) + 1];
    const only = await point(hours(0, days(10)), begun);
    const another = await point(hours(0, days(10), [100]), begun);
    expect(await find(only, another)).toEqual([
      [only.id, 2, days(3), days(3) + 2],
      [another.id, 3, days(3), 101],
    ]);
  });

  it('begins after the last that stands where the newest was taken back a moment ago', async () => {
    const { activity, ...known } = await point(hours(0, days(10)), [days(10) - 2, days(10) - 1]);
    const late = { ...known, activity: { ...activity, newestStartMs: firstMs + (days(10) - 1) * 3_600_000 } };
    expect(await find(late)).toEqual([[late.id, 2, days(10) - 2, days(10)]]);
  });

  it('looks at each point up to its own newest reading', async () => {
    const early = await point(hours(0, days(2), [40]));
    const late = await point(hours(days(30), days(33), [days(32)]));
    expect(await find(early, late)).toEqual([
      [early.id, 1, 40, 41],
      [late.id, 1, days(32), days(32) + 1],
    ]);
    expect(late.activity.newestStartMs - early.activity.newestStartMs).toBe(31 * dayMs);
  });
});
