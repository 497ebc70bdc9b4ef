import { Database, Partitions } from '@maru/platform';
import { RecentGapsQuery } from '../attention/recent-gaps.query';
import { CoverageService } from '../energy/coverage.service';
import { EnergyService } from '../energy/energy.service';
import { ExportQuery } from '../exporting/export.query';
import { ReadingSourcesService } from '../metering/reading-sources.service';
import { OverviewService } from '../overview/overview.service';
import { LoadDurationService } from '../peaks/load-duration.service';
import { PeaksService } from '../peaks/peaks.service';
import { CompletenessService } from '../quality/completeness.service';
import { CorrectionsService } from '../quality/corrections.service';
import { GapsService } from '../quality/gaps.service';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { IngestService } from './ingest.service';
import { LedgerQuery } from './ledger.query';
import { RowColumns } from './row-columns';

const READINGS = 18_000;
const CORRECTIONS = 9_000;
const BATCH = 4_500;
/** Of another point: which readings it lacks, and which of them were taken back thereafter. */
const GAP = { from: 4_400, to: 4_410 };
const TAKEN_BACK = { from: 4_420, to: 4_470 };
/** Each answer takes a tenth of this; where the planner tries each reading with each correction, three times as long. */
const BOUND_MS = 2_000;

/**
 * Just after a large import that corrects what was there, the planner knows nothing of what was written, or only what there was of others
 * before, and takes it for a row or two. Autovacuum is kept away, so that this lasts as long as the test.
 */
describe.each([
  ['no statistics', 900],
  ['the statistics of before', 900],
  ['the statistics of before', 300],
] as const)('with %s, readings of every %i seconds', (statistics, intervalSeconds) => {
  let fems: FemsUnderTest;
  let plant: Plant;
  let pointNumber: number;
  let lacking: { id: string; pointNumber: number };
  const firstMs = Date.parse('2025-01-01T00:00:00+09:00');
  const startOf = (at: number) => firstMs + at * intervalSeconds * 1000;
  const timeOf = (at: number) => new Date(startOf(at)).toISOString();
  const period = { from: timeOf(0), to: timeOf(READINGS) };

  beforeAll(async () => {
    fems = await FemsUnderTest.start();
    plant = await newPlant();
    const days = Array.from({ length: 200 }, (_, day) => firstMs + day * 86_400_000);
    await plant.in(() => fems.module.get(Partitions).ensure('fems.reading', days));
    for (const { name } of await tables()) await fems.module.database.query(`alter table ${name} set (autovacuum_enabled = false)`);
    await fill();
    if (statistics === 'the statistics of before') {
      await fems.module.database.query('analyze fems.reading');
      await fems.module.database.query('analyze fems.reading_correction');
      plant = await newPlant();
      await fill();
    }
    pointNumber = await numberOf(plant.pointId);
    lacking = await addLacking();
  });
  afterAll(() => fems.close());

  const newPlant = () => fems.plant({ point: { intervalSeconds, acquisitionMode: 'manual' } });

  /** Readings from one source, corrected by another. */
  async function fill(): Promise<void> {
    await send(READINGS, 1);
    const other = await plant.in(() => fems.module.get(ReadingSourcesService).create({ name: '검침원', stamp: 'intervalStart' }));
    await send(CORRECTIONS, 2, { sourceId: other.id, reason: '검침 확인' });
  }

  async function numberOf(pointId: string): Promise<number> {
    const text = 'select point_number from fems.meter_point where tenant_id = $1 and point_id = $2';
    return (await plant.in(() => fems.module.get(Database).query<{ point_number: number }>(text, [pointId])))[0].point_number;
  }

  /** A point of which readings never came, and others were taken back. */
  async function addLacking(): Promise<{ id: string; pointNumber: number }> {
    const id = await plant.in(() => plant.addPoint({ intervalSeconds, acquisitionMode: 'manual' }));
    const places = Array.from({ length: BATCH }, (_, at) => at).filter((at) => at < GAP.from || at >= GAP.to);
    await plant.send(places.map((at) => plant.row(timeOf(at), 1, { pointId: id })));
    const pointNumber = await numberOf(id);
    const starts = places.filter((at) => at >= TAKEN_BACK.from && at < TAKEN_BACK.to).map(timeOf);
    await plant.in(() =>
      fems.module.get(Database).execute(
        `insert into fems.reading_correction (tenant_id, point_number, interval_start, recorded_at, source_number, quality, value, actor_kind)
         select $1, $2, start, now(), 1, 0, null, 'job' from unnest($3::timestamptz[]) as start returning 1`,
        [pointNumber, starts],
      ),
    );
    return { id, pointNumber };
  }

  async function send(count: number, value: number, more = {}): Promise<void> {
    for (let from = 0; from < count; from += BATCH) {
      const rows = Array.from({ length: BATCH }, (_, at) => plant.row(timeOf(from + at), value));
      expect(await plant.send(rows, more)).toMatchObject({ refused: [], unchanged: 0 });
    }
  }

  /** Corrections, and every month of readings, with what the planner knows of their rows. */
  const tables = () =>
    fems.module.database.query<{ name: string; rows: number }>(
      `select oid::regclass::text as name, reltuples::integer as rows from pg_class
       where oid = 'fems.reading_correction'::regclass or oid in (select inhrelid from pg_inherits where inhparent = 'fems.reading'::regclass)`,
    );

  /** Work in a transaction of its own, as a request has one, each of whose statements ends in time or not at all. */
  const inTime = <T>(work: () => Promise<T>) =>
    plant.in(async () => {
      await fems.module.get(Database).query("select set_config('statement_timeout', $2, true) where $1 > 0", [String(BOUND_MS)]);
      return work();
    });

  it('really has these', async () => {
    const known = new Map((await tables()).map(({ name, rows }) => [name, rows]));
    const isNone = statistics === 'no statistics';
    expect(known.get('fems.reading_correction')).toBe(isNone ? -1 : CORRECTIONS);
    expect(known.get('fems.reading_202501')).toBe(isNone ? -1 : Math.min(READINGS, (31 * 86_400) / intervalSeconds));
  });

  it.each<[string, () => Promise<unknown>, unknown]>([
    [
      'the energy of its days',
      () => fems.module.get(EnergyService).answer({ pointId: plant.pointId, ...period, bucket: 'day' }),
      { items: { 0: { start: '2025-01-01T00:00:00+09:00', energyKwh: (2 * 86_400) / intervalSeconds } } },
    ],
    [
      'the energy of its quarter-hours',
      () => fems.module.get(EnergyService).answer({ pointId: plant.pointId, ...period, bucket: 'quarter-hour' }),
      { items: { length: (READINGS * intervalSeconds) / 900 } },
    ],
    ['its peaks', () => fems.module.get(PeaksService).answer({ pointId: plant.pointId, ...period }), { occurrences: { length: 10 } }],
    [
      'its load duration',
      () => fems.module.get(LoadDurationService).answer({ pointId: plant.pointId, ...period }),
      { highestDemandKw: 7200 / intervalSeconds, meanDemandKw: 5400 / intervalSeconds, loadFactorPercent: 75 },
    ],
    [
      'its overview',
      () => fems.module.get(OverviewService).answer(plant.site.id),
      {
        // Half a day that nobody corrected, and a year that was corrected in its first half.
        load: {
          day: { energyKwh: 43_200 / intervalSeconds, readings: 43_200 / intervalSeconds, loadFactorPercent: 100 },
          year: { peakDemandKw: 7200 / intervalSeconds, readings: READINGS, expected: READINGS },
        },
        meters: [{ energyKwh: 43_200 / intervalSeconds, readings: 43_200 / intervalSeconds, sharePercent: null }],
      },
    ],
    ['its coverage', () => fems.module.get(CoverageService).answer(plant.pointId), { first: '2025-01-01T00:00:00+09:00' }],
    [
      'its completeness',
      () => fems.module.get(CompletenessService).page({ pointId: plant.pointId, ...period, by: 'day' }),
      { items: [{ readings: READINGS, expected: READINGS }] },
    ],
    ['its gaps', () => fems.module.get(GapsService).page({ pointId: plant.pointId, ...period }), { items: [] }],
    [
      'its corrections',
      () => fems.module.get(CorrectionsService).page({ pointId: plant.pointId, ...period }),
      { items: expect.arrayContaining([expect.objectContaining({ value: '2', before: '1' })]) },
    ],
    [
      'a page of its export',
      () => fems.module.get(ExportQuery).page(pointNumber, startOf(0), startOf(READINGS), BATCH, new Map()),
      { readings: { length: BATCH, 0: { value: '2', corrected: true } } },
    ],
    [
      'what is missing of it lately',
      () => {
        const activity = { intervalSeconds, isAutomatic: false, newestStartMs: startOf(CORRECTIONS - 1) };
        const point = {
          id: plant.pointId,
          pointNumber,
          name: 'point',
          siteId: plant.site.id,
          accepted: READINGS,
          activity,
          isWithdrawn: false,
        };
        return fems.module.get(RecentGapsQuery).of([point]);
      },
      [],
    ],
    [
      'where another point lacks readings, some of them taken back',
      () => {
        const activity = { intervalSeconds, isAutomatic: false, newestStartMs: startOf(BATCH - 1) };
        const point = { ...lacking, name: 'point', siteId: plant.site.id, accepted: BATCH, activity, isWithdrawn: false };
        return fems.module.get(RecentGapsQuery).of([point]);
      },
      [{ missing: 60, fromMs: startOf(GAP.from), endMs: startOf(TAKEN_BACK.to) }],
    ],
    [
      'what another file would do to it',
      () => {
        const rows = new RowColumns(BATCH);
        for (let at = 0; at < BATCH; at++) rows.add(at, pointNumber, startOf(at), '3', 0);
        const origin = { recordedAt: new Date(), sourceNumber: 1, sourceId: plant.sourceId, actorKind: 'person', actorId: null };
        return fems.module.get(LedgerQuery).compare(rows, { ...origin, reason: '검침 확인' });
      },
      { accepted: 0, corrected: BATCH },
    ],
  ])('answers in time for %s', async (_, ask, answer) => {
    expect(await inTime(ask)).toMatchObject(answer as object);
  });

  it('takes another correction of all in time', async () => {
    const rows = Array.from({ length: BATCH }, (_, at) => plant.row(timeOf(at), 4));
    const correct = () => fems.module.get(IngestService).ingest({ sourceId: plant.sourceId, readings: rows, reason: '다시 확인' });
    expect(await inTime(correct)).toMatchObject({ corrected: BATCH, refused: [] });
  });
});
