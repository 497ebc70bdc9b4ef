import { Decimal, formatInZone, newId } from '@maru/kernel';
import { Database } from '@maru/platform';
import { ReadingsStored } from '../contract';
import { OnReadingsStored } from '../metering/on-readings-stored';
import type { PointBody } from '../metering/points.dto';
import { ReadingSourcesService } from '../metering/reading-sources.service';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { CompletenessService } from './completeness.service';
import { CorrectionsService } from './corrections.service';
import { GapsService } from './gaps.service';
import type { GapItem } from './quality.dto';
import { SourceActivityService } from './source-activity.service';

const quarterMs = 900_000;
/** Readings that a person brings are awaited by nobody, so that a test does not depend on when it is run. */
const byHand: Partial<PointBody> = { acquisitionMode: 'manual' };

describe('data quality', () => {
  let fems: FemsUnderTest;

  beforeAll(async () => {
    fems = await FemsUnderTest.start();
  });
  afterAll(() => fems.close());

  const march = { from: '2026-03-01T00:00:00+09:00', to: '2026-04-01T00:00:00+09:00' };
  const ask = (plant: Plant) => {
    const about = { pointId: plant.pointId };
    return {
      completeness: (period = march, by: 'day' | 'month' = 'day') =>
        plant.in(() => fems.module.get(CompletenessService).page({ ...about, ...period, by })),
      gaps: async (period = march, more = {}) => {
        const items: GapItem[] = [];
        for (let cursor: string | undefined; ; ) {
          const page = await plant.in(() => fems.module.get(GapsService).page({ ...about, ...period, ...more, cursor }));
          items.push(...page.items);
          if (page.next === null) return items;
          cursor = page.next;
        }
      },
      corrections: (more = {}) => plant.in(() => fems.module.get(CorrectionsService).page({ ...about, ...march, ...more })),
    };
  };
  const at = (minutes: number, from = march.from) => new Date(Date.parse(from) + minutes * 60_000).toISOString();
  const takeBack = (plant: Plant, start: string) =>
    plant.in(() =>
      fems.module.get(Database).execute(
        `insert into fems.reading_correction (tenant_id, point_number, interval_start, recorded_at, source_number, quality, value, actor_kind, reason)
         select $1, point_number, $3, now(), 1, 0, null, 'job', 'taken back' from fems.meter_point where tenant_id = $1 and point_id = $2 returning 1`,
        [plant.pointId, start],
      ),
    );

  it('finds the stretches between readings, whole where they touch the period, and the count of each', async () => {
    const plant = await fems.plant({ point: byHand });
    await plant.send([0, 15, 60, 75, 60 * 24 * 40].map((minutes) => plant.row(at(minutes), 1)));
    const { gaps, completeness } = ask(plant);
    const last = 60 * 24 * 40;
    const wide = { start: '2026-03-01T01:30:00+09:00', end: formatInZone(Date.parse(at(last)), 'Asia/Seoul'), missing: (last - 90) / 15 };
    expect(await gaps()).toEqual([
      { pointId: plant.pointId, ...wide },
      { pointId: plant.pointId, start: '2026-03-01T00:30:00+09:00', end: '2026-03-01T01:00:00+09:00', missing: 2 },
    ]);
    expect(await gaps({ from: at(60 * 24 * 10), to: at(60 * 24 * 11) })).toEqual([{ pointId: plant.pointId, ...wide }]);
    expect(await gaps({ from: at(0), to: at(30) })).toEqual([]);
    expect((await completeness()).items).toMatchObject([
      { arrival: 'manual', first: march.from, readings: 4, expected: 31 * 96, buckets: expect.arrayContaining([]) },
    ]);
  });

  it('looks beyond the period for the next reading that stands, past those that were taken back', async () => {
    const plant = await fems.plant({ point: byHand });
    await plant.send([0, 15, 30, 60, 75, 90].map((minutes) => plant.row(at(minutes), 1)));
    for (const minutes of [15, 30, 60, 75]) await takeBack(plant, at(minutes));
    const wide = { pointId: plant.pointId, start: '2026-03-01T00:15:00+09:00', end: '2026-03-01T01:30:00+09:00', missing: 5 };
    expect(await ask(plant).gaps({ from: at(45), to: at(60) })).toEqual([wide]);
    // The ends of all may be taken back as well, and be given again.
    await takeBack(plant, at(90));
    expect(await ask(plant).gaps()).toEqual([]);
    await plant.send([plant.row(at(75), 2)], { reason: '다시 읽음' });
    expect(await ask(plant).gaps()).toEqual([{ ...wide, end: '2026-03-01T01:15:00+09:00', missing: 4 }]);
  });

  it.each<[string, string, 60 | 900 | 3600]>([
    ['quarter-hours in Seoul', 'Asia/Seoul', 900],
    ['hours where the clock goes forward', 'America/New_York', 3600],
    ['hours of a zone that is off by half an hour', 'Asia/Kolkata', 3600],
    ['minutes', 'Asia/Seoul', 60],
  ])('has gaps and readings that are together what is expected, of %s', async (_, zone, intervalSeconds) => {
    const plant = await fems.plant({ zone, point: { ...byHand, intervalSeconds } });
    const count = 700;
    const startMs =
      Date.parse(formatInZone(Date.parse('2026-03-07T00:00:00Z'), zone).slice(0, 10) + 'T00:00:00Z') - offsetAt(zone, '2026-03-07');
    // Numbers that look random and are the same in every run: two of three are there, in runs of different length.
    const present = Array.from({ length: count }, (_v, i) => i).filter(
      (i) => i === 0 || i === count - 1 || ((i * 2654435761) >>> 7) % 3 !== 0,
    );
    const time = (i: number) => new Date(startMs + i * intervalSeconds * 1000).toISOString();
    await plant.send(present.map((i) => plant.row(time(i), '1.5')));
    const withdrawn = present[10];
    await takeBack(plant, time(withdrawn));
    const period = { from: time(0), to: time(count) };
    const { items } = await ask(plant).completeness(period);
    const gaps = await ask(plant).gaps(period, { limit: 7 });
    const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
    expect(items[0]).toMatchObject({ readings: present.length - 1, expected: count });
    expect(missing).toBe(count - (present.length - 1));
    const stretches = new Set(present.filter((i) => i !== withdrawn));
    const starts = Array.from({ length: count }, (_v, i) => i).filter((i) => !stretches.has(i) && stretches.has(i - 1));
    expect(gaps.map(({ start }) => Date.parse(start))).toEqual(starts.map((i) => Date.parse(time(i))).reverse());
    const sums = items[0].buckets.reduce((sum, { readings, expected }) => [sum[0] + readings, sum[1] + expected], [0, 0]);
    expect(sums).toEqual([present.length - 1, count]);
  });

  it('cuts days where the site keeps them: the day of the clock change has 23 hours', async () => {
    const plant = await fems.plant({ zone: 'America/New_York', point: byHand });
    const from = '2026-03-07T00:00:00-05:00';
    await plant.send([plant.row(from, 1), plant.row('2026-03-10T00:00:00-04:00', 1)]);
    const { items } = await ask(plant).completeness({ from, to: '2026-03-10T00:00:00-04:00' });
    expect(items[0].buckets.map(({ start, expected }) => [start, expected])).toEqual([
      [from, 96],
      ['2026-03-08T00:00:00-05:00', 92],
      ['2026-03-09T00:00:00-04:00', 96],
    ]);
  });

  it('counts what the sources say of their values, and the source whose value counts', async () => {
    const plant = await fems.plant({ point: byHand });
    const other = await plant.in(() => fems.module.get(ReadingSourcesService).create({ name: '검침원', stamp: 'intervalStart' }));
    await plant.send([plant.row(at(0), 1, { quality: 'good' }), plant.row(at(15), 2, { quality: 'uncertain' }), plant.row(at(30), 3)]);
    await plant.send([plant.row(at(15), 5, { quality: 'estimatedBySource' })], { sourceId: other.id });
    await takeBack(plant, at(30));
    const { items } = await ask(plant).completeness(march, 'month');
    expect(items[0].buckets).toMatchObject([
      {
        readings: 2,
        expected: 2,
        qualities: { unstated: 0, good: 1, uncertain: 0, estimatedBySource: 1 },
        sources: [
          { sourceId: plant.sourceId, readings: 1 },
          { sourceId: other.id, readings: 1 },
        ],
      },
    ]);
  });

  it('says since when nothing comes of what should arrive by itself, and of the future nothing', async () => {
    const plant = await fems.plant();
    const { completeness, gaps } = ask(plant);
    expect((await completeness()).items).toMatchObject([{ arrival: 'never', first: null, readings: 0, expected: 0 }]);
    expect(await gaps()).toEqual([]);
    const lastMs = Math.floor(Date.now() / quarterMs) * quarterMs - 100 * quarterMs;
    await plant.send([plant.row(new Date(lastMs - quarterMs).toISOString(), 1), plant.row(new Date(lastMs).toISOString(), 1)]);
    const period = { from: new Date(lastMs - quarterMs).toISOString(), to: new Date(lastMs + 400 * quarterMs).toISOString() };
    const [open] = await gaps(period);
    expect(open).toEqual({
      pointId: plant.pointId,
      start: formatInZone(lastMs + quarterMs, 'Asia/Seoul'),
      end: null,
      missing: expect.any(Number),
    });
    expect([99, 100]).toContain(open.missing);
    const [item] = (await completeness(period)).items;
    expect(item.arrival).toBe('silent');
    expect(item.expected - item.readings - open.missing).toBeLessThanOrEqual(1);
    expect(await gaps({ from: period.from, to: new Date(lastMs + quarterMs).toISOString() })).toEqual([]);
  });

  it('lists corrections newest first with what counted before, who, why and by what import', async () => {
    const plant = await fems.plant({ point: byHand });
    await plant.send([plant.row(at(0), '0.10'), plant.row(at(15), '7')]);
    await plant.send([plant.row(at(0), '0.20')], { reason: '계기 교정' });
    await takeBack(plant, at(0));
    await plant.send([plant.row(at(0), '12345678901234567890.123456789')], { reason: '다시 읽음' });
    const all = await ask(plant).corrections();
    expect(all.items).toMatchObject([
      { before: null, value: '12345678901234567890.123456789', reason: '다시 읽음' },
      { before: '0.20', value: null, reason: 'taken back', by: { kind: 'job', id: null, name: null } },
      {
        before: '0.10',
        value: '0.20',
        reason: '계기 교정',
        unit: 'kWh',
        start: march.from,
        source: { id: plant.sourceId, importId: null },
      },
    ]);
    const first = await ask(plant).corrections({ limit: 2 });
    const second = await ask(plant).corrections({ limit: 2, cursor: first.next });
    expect([...first.items, ...second.items]).toEqual(all.items);
    expect(second.next).toBeNull();
    const other = await fems.plant();
    await expect(other.in(() => fems.module.get(CorrectionsService).page({ pointId: plant.pointId, ...march }))).rejects.toMatchObject({
      type: { status: 404 },
    });
  });

  it('answers for a site point by point, to the end of it, whatever a page holds', async () => {
    const plant = await fems.plant({ point: byHand });
    const points = [plant.pointId];
    for (let i = 0; i < 3; i++) points.push(await plant.in(() => plant.addPoint({ ...byHand, name: `항목 ${i}` })));
    for (const pointId of points) await plant.send([0, 30, 60, 90].map((minutes) => plant.row(at(minutes), 1, { pointId })));
    const siteId = plant.site.id;
    const gaps: string[] = [];
    const complete: string[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await plant.in(() => fems.module.get(GapsService).page({ siteId, ...march, limit: 5, cursor }));
      expect(page.items.length).toBeLessThanOrEqual(5);
      gaps.push(...page.items.map(({ pointId, start }) => `${pointId} ${start.slice(11, 16)}`));
      if (!page.next) break;
      cursor = page.next;
    }
    for (let cursor: string | undefined; ; ) {
      const page = await plant.in(() => fems.module.get(CompletenessService).page({ siteId, ...march, by: 'month', limit: 3, cursor }));
      complete.push(...page.items.map(({ pointId }) => pointId));
      if (!page.next) break;
      cursor = page.next;
    }
    expect(gaps).toEqual(points.flatMap((pointId) => ['01:15', '00:45', '00:15'].map((time) => `${pointId} ${time}`)));
    expect(complete).toEqual(points);
  });

  it('refuses what it cannot answer, naming the field', async () => {
    const plant = await fems.plant();
    const page = (question: object) =>
      plant
        .in(() => fems.module.get(GapsService).page({ ...march, ...question }))
        .then(
          () => null,
          ({ errors }) => errors?.[0],
        );
    expect(await page({ from: march.to })).toMatchObject({ pointer: '?to', code: 'not-after-from' });
    expect(await page({ from: '2024-01-01T00:00:00Z' })).toMatchObject({ pointer: '?to', code: 'too-long' });
    expect(await page({ siteId: newId() })).toMatchObject({ pointer: '?siteId' });
    expect(await page({ pointId: newId() })).toMatchObject({ pointer: '?pointId' });
    expect(await page({ pointId: plant.pointId, siteId: newId() })).toMatchObject({ pointer: '?siteId', code: 'other-site' });
    expect(await page({ cursor: 'WyJ4Il0' })).toMatchObject({ pointer: '?cursor' });
  });

  it('adds up what each source has sent, and how long its readings take', async () => {
    const plant = await fems.plant();
    const { sourceId, pointId } = plant;
    const list = async () => (await plant.in(() => fems.module.get(SourceActivityService).page({ siteId: plant.site.id }))).items;
    expect(await list()).toMatchObject([{ sourceId, points: 0, lastReceivedAt: null, newest: null, accepted: 0, delay: null }]);
    const now = Date.now();
    await plant.send(
      [1, 2, 3].map((i) => plant.row(new Date(Math.floor(now / quarterMs) * quarterMs - (i + 1) * quarterMs).toISOString(), i)),
    );
    const handler = fems.module.get(OnReadingsStored);
    const tell = (receivedAt: string, source: string | null | undefined, newestStart: string, accepted: number, corrected: number) =>
      plant.in(() =>
        handler.handle(
          new ReadingsStored({ receivedAt, sourceId: source, points: [{ pointId, newestStart, accepted, corrected, withdrawn: 0 }] })
            .payload,
        ),
      );
    const newest = new Date(Math.floor(now / quarterMs) * quarterMs - 2 * quarterMs);
    await tell('2026-01-03T00:00:00.000Z', sourceId, newest.toISOString(), 3, 0);
    await tell('2026-01-02T00:00:00.000Z', sourceId, '2026-01-01T12:00:00.000Z', 4, 2);
    // Taken back, and of before sources were told: nobody has sent these.
    await tell('2026-02-01T00:00:00.000Z', null, newest.toISOString(), 0, 1);
    await tell('2026-02-01T00:00:00.000Z', undefined, newest.toISOString(), 9, 0);
    const [activity] = await list();
    expect(activity).toMatchObject({
      points: 1,
      firstReceivedAt: '2026-01-02T00:00:00.000Z',
      lastReceivedAt: '2026-01-03T00:00:00.000Z',
      newest: formatInZone(newest.getTime() + quarterMs, 'Asia/Seoul'),
      accepted: 7,
      corrected: 2,
      delay: { readings: 3 },
    });
    const [median, most] = [activity.delay?.medianSeconds ?? 0, activity.delay?.percentile95Seconds ?? 0];
    expect(new Decimal(most).minus(median).toNumber()).toBeCloseTo(900, 0);
    // The newest of the three ended a quarter-hour before the present one began; a slow machine may store it in the next.
    expect(median).toBeGreaterThanOrEqual(1_800);
    expect(median).toBeLessThan(3_600);
  });
});

/** How far the zone's clock is ahead of UTC at the beginning of a date, in milliseconds. */
function offsetAt(zone: string, date: string): number {
  const text = formatInZone(Date.parse(`${date}T12:00:00Z`), zone);
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(text) as RegExpExecArray;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
