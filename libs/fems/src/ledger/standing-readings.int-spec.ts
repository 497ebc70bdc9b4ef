import { Database } from '@maru/platform';
import { MeterPoint } from '../metering/meter-point.entity';
import { GapsQuery } from '../quality/gaps.query';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { StandingReadings } from './standing-readings.query';

const READINGS = 6_000;
const BATCH = 3_000;
/** A thousand from either end and a few statements: far fewer than were taken back. */
const LOOK_UPS = 2_100;

describe('a point whose large import was taken back', () => {
  let fems: FemsUnderTest;
  let plant: Plant;
  let point: MeterPoint;
  const firstMs = Date.parse('2026-03-01T00:00:00+09:00');
  const startOf = (at: number) => firstMs + at * 60_000;

  beforeAll(async () => {
    fems = await FemsUnderTest.start();
  });
  afterAll(() => fems.close());

  beforeEach(async () => {
    plant = await fems.plant({ point: { intervalSeconds: 60, acquisitionMode: 'manual' } });
    for (let from = 0; from < READINGS; from += BATCH) {
      const rows = Array.from({ length: BATCH }, (_, at) => plant.row(new Date(startOf(from + at)).toISOString(), 1));
      expect(await plant.send(rows)).toMatchObject({ accepted: BATCH });
    }
    const [{ point_number: pointNumber }] = await plant.in(() =>
      fems.module.get(Database).query<{ point_number: number }>('select point_number from fems.meter_point where tenant_id = $1'),
    );
    point = Object.assign(new MeterPoint(), { pointNumber, intervalSeconds: 60 });
  });

  const takeBackAllBut = (kept: readonly number[]) =>
    plant.in(() =>
      fems.module.get(Database).execute(
        `insert into fems.reading_correction (tenant_id, point_number, interval_start, recorded_at, source_number, quality, value, actor_kind)
         select $1, $2, interval_start, now(), 1, 0, null, 'job' from fems.reading
         where tenant_id = $1 and point_number = $2 and interval_start <> all($3::timestamptz[]) returning 1`,
        [point.pointNumber, kept.map((at) => new Date(startOf(at)))],
      ),
    );

  /** So often were corrections looked up on this connection, as far as it has not told others. */
  const lookUps = async () => {
    const text = `select coalesce(sum(idx_scan), 0)::integer as count from pg_stat_xact_user_tables
      where $1 > 0 and schemaname = 'fems' and relname = 'reading_correction'`;
    return (await fems.module.get(Database).query<{ count: number }>(text))[0].count;
  };
  const within = <T>(atMost: number, ask: () => Promise<T>) =>
    plant.in(async () => {
      const before = await lookUps();
      const answer = await ask();
      const count = (await lookUps()) - before;
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThanOrEqual(atMost);
      return answer;
    });
  const span = (atMost = LOOK_UPS) => within(atMost, () => fems.module.get(StandingReadings).span(point.pointNumber));
  const gapsAt = (at: number) =>
    within(LOOK_UPS, () => fems.module.get(GapsQuery).between(point, { from: startOf(at), to: startOf(at + 1) }, null, 10));

  it('has neither span nor gap where none is left, without a look-up for each', async () => {
    await takeBackAllBut([]);
    expect(await span()).toBeNull();
    expect(await gapsAt(READINGS / 2)).toEqual([]);
  });

  it('finds the few that are left far from its ends, without a look-up for each', async () => {
    await takeBackAllBut([1_500, 4_400]);
    expect(await span()).toEqual({ from: startOf(1_500), to: startOf(4_400) });
    expect(await gapsAt(READINGS / 2)).toEqual([{ start: new Date(startOf(1_501)), end: new Date(startOf(4_400)) }]);
  });

  it('has one reading for both its ends where one is left', async () => {
    await takeBackAllBut([READINGS / 2]);
    expect(await span()).toEqual({ from: startOf(READINGS / 2), to: startOf(READINGS / 2) });
  });

  it('looks no further than to the ends that stand', async () => {
    await takeBackAllBut([1, READINGS - 3]);
    expect(await span(5)).toEqual({ from: startOf(1), to: startOf(READINGS - 3) });
  });
});
