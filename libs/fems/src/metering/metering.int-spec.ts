import { newId, type Problem } from '@maru/kernel';
import { Database, EventRunner } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import { ReadingsStored } from '../contract';
import { FemsUnderTest, type Plant } from '../testing/fems-under-test';
import { MetersService } from './meters.service';
import { OnReadingsStored } from './on-readings-stored';
import { PointsService } from './points.service';
import { ReadingSourcesService } from './reading-sources.service';

describe('metering', () => {
  let fems: FemsUnderTest;
  let plant: Plant;

  beforeAll(async () => {
    fems = await FemsUnderTest.start();
  });
  afterAll(() => fems.close());
  beforeEach(async () => {
    plant = await fems.plant();
  });

  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error: Problem) => ({ type: error.type?.type, pointer: error.errors?.[0].pointer }),
    );

  it('gives a site one main meter', async () => {
    const meters = fems.module.get(MetersService);
    const body = { siteId: plant.site.id, name: '둘째 계량기' };
    const taken = { type: 'fems/main-meter-exists', pointer: '/main' };
    expect(await refusal(plant.in(() => meters.create({ ...body, main: true })))).toEqual(taken);
    const second = await plant.in(() => meters.create(body));
    expect(second).toMatchObject({ main: false, version: 1 });
    expect(await refusal(plant.in(() => meters.change(second.id, 1, { main: true })))).toEqual(taken);
    await plant.in(() => meters.change(plant.meterId, 1, { main: false }));
    expect(await plant.in(() => meters.change(second.id, 1, { main: true }))).toEqual({ ...second, main: true, version: 2 });
    expect(await refusal(plant.in(() => meters.change(second.id, 1, { name: '늦은 이름' })))).toMatchObject({
      type: 'platform/version-mismatch',
    });
    expect(await refusal(plant.in(() => meters.change(newId(), 1, { name: '없는 것' })))).toMatchObject({ type: 'platform/not-found' });
  });

  it('refuses what refers to nothing, and a unit of another quantity', async () => {
    const points = fems.module.get(PointsService);
    const other = await fems.plant();
    expect(await refusal(plant.in(() => fems.module.get(MetersService).create({ siteId: newId(), name: '계량기' })))).toEqual({
      type: 'platform/not-found',
      pointer: '/siteId',
    });
    expect(await refusal(plant.in(() => plant.addPoint({ meterId: other.meterId })))).toEqual({
      type: 'platform/not-found',
      pointer: '/meterId',
    });
    expect(await refusal(plant.in(() => plant.addPoint({ unit: 'kvarh' })))).toEqual({ type: 'platform/invalid-input', pointer: '/unit' });
    expect(await refusal(plant.in(() => points.read(other.pointId)))).toMatchObject({ type: 'platform/not-found' });
    expect(await refusal(plant.in(() => points.change(other.pointId, 1, { name: '남의 것' })))).toMatchObject({
      type: 'platform/not-found',
    });
  });

  it('gives every point a number of its own, also when many are made at once', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => plant.in(() => plant.addPoint({ name: `계측 항목 ${i}` }))));
    const numbers = await plant.in(() =>
      fems.module
        .get(Database)
        .query<{ point_number: number }>('select point_number from fems.meter_point where tenant_id = $1 order by 1'),
    );
    expect(numbers.map((row) => row.point_number)).toEqual(Array.from({ length: 13 }, (_, i) => i + 1));
  });

  it('lists in the order of making, page by page', async () => {
    const sources = fems.module.get(ReadingSourcesService);
    for (let i = 0; i < 4; i++) await plant.in(() => sources.create({ name: `원천 ${i}`, stamp: 'intervalEnd' }));
    const first = await plant.in(() => sources.page({ limit: 3 }));
    const second = await plant.in(() => sources.page({ limit: 3, cursor: first.next ?? undefined }));
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(['한전 계량기 연계', '원천 0', '원천 1', '원천 2', '원천 3']);
    expect(second.next).toBeNull();
    expect(await refusal(plant.in(() => sources.page({ cursor: 'WzFd' })))).toMatchObject({ pointer: '?cursor' });
  });

  it('marks the sources of a simulated organisation', async () => {
    const replayed = await fems.plant({ simulated: true });
    const list = (of: Plant) => of.in(() => fems.module.get(ReadingSourcesService).page({}));
    expect((await list(replayed)).items[0].simulated).toBe(true);
    expect((await list(plant)).items[0].simulated).toBe(false);
  });

  it('adds up what each point has sent, in whatever order it is told', async () => {
    const handler = fems.module.get(OnReadingsStored);
    const event = (receivedAt: string, newestStart: string, accepted: number, corrected: number) =>
      new ReadingsStored({ receivedAt, points: [{ pointId: plant.pointId, newestStart, accepted, corrected, withdrawn: 0 }] }).payload;
    await plant.in(() => handler.handle(event('2026-01-03T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 3, 0)));
    await plant.in(() => handler.handle(event('2026-01-02T00:00:00.000Z', '2026-01-01T12:00:00.000Z', 4, 2)));
    expect(await plant.in(() => fems.module.get(PointsService).read(plant.pointId))).toMatchObject({
      activity: { lastReceivedAt: '2026-01-03T00:00:00.000Z', newestStart: '2026-01-01T12:00:00.000Z', accepted: 7, corrected: 2 },
    });
  });

  it('has the newest reading that is left when some were taken back, whichever is told first', async () => {
    const at = (quarter: number) => new Date(Date.UTC(2026, 0, 1) + quarter * 900_000).toISOString();
    await plant.send([0, 1, 2].map((quarter) => plant.row(at(quarter), quarter)));
    await plant.in(() =>
      fems.module.get(Database).execute(
        `insert into fems.reading_correction (tenant_id, point_number, interval_start, recorded_at, source_number, quality, value, actor_kind)
         select $1, point_number, $3, now(), 1, 0, null, 'job' from fems.meter_point where tenant_id = $1 and point_id = $2 returning 1`,
        [plant.pointId, at(2)],
      ),
    );
    const handler = fems.module.get(OnReadingsStored);
    const event = (accepted: number, withdrawn: number) =>
      new ReadingsStored({
        receivedAt: at(9),
        points: [{ pointId: plant.pointId, newestStart: at(2), accepted, corrected: 0, withdrawn }],
      }).payload;
    await plant.in(() => handler.handle(event(0, 1)));
    await plant.in(() => handler.handle(event(3, 0)));
    expect(await plant.in(() => fems.module.get(PointsService).read(plant.pointId))).toMatchObject({
      activity: { newestStart: at(1), newestValue: '1', accepted: 2 },
    });
  });

  it('is told of every batch that stored something, once', async () => {
    const second = await plant.in(() => plant.addPoint({ name: '둘째' }));
    const start = '2026-01-01T00:15:00.000Z';
    await plant.send([plant.row('2026-01-01T00:00:00Z', 1), plant.row(start, 1), plant.row(start, 1, { pointId: second })]);
    await plant.send([plant.row(start, 1)]);
    await plant.send([plant.row(start, 2), plant.row('2026-01-01T00:00:00Z', 1)]);
    fems.module.get(EventRunner).start();
    const points = () => plant.in(() => fems.module.get(PointsService).page({}));
    const told = await eventually(async () => {
      const { items } = await points();
      return items.every(({ activity }) => activity !== null) && items[0].activity?.corrected === 1 && items;
    });
    expect(told.map(({ activity }) => activity)).toMatchObject([
      { newestStart: start, newestValue: '2', accepted: 2, corrected: 1 },
      { newestStart: start, newestValue: '1', accepted: 1, corrected: 0 },
    ]);
  });
});
