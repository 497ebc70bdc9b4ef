import type { TimeOfUseAnswer } from '../../libs/fems/src/tariff/time-of-use.dto';
import { ImportScene } from './import/import-scene';

describe('the time-of-use periods of a day', () => {
  let scene: ImportScene;
  beforeAll(async () => {
    scene = await ImportScene.start();
  });
  afterAll(() => scene.close());

  const pathOf = (query: Record<string, string>) => `/api/fems/time-of-use?${new URLSearchParams(query)}`;

  it('are instants on the clocks of Korea from midnight to midnight, with their terms', async () => {
    const answer = await scene.get<TimeOfUseAnswer>(pathOf({ day: '2026-08-31', tariff: 'industrial-b' }));
    const at = (clock: string) => `2026-08-31T${clock}:00+09:00`;
    expect(answer).toEqual({
      tariff: 'industrial-b',
      day: '2026-08-31',
      version: '2026-04-16',
      formerTermsUntil: '2026-09-30',
      periods: [
        { from: at('00:00'), to: at('08:00'), period: 'offPeak' },
        { from: at('08:00'), to: at('15:00'), period: 'midPeak' },
        { from: at('15:00'), to: at('21:00'), period: 'onPeak' },
        { from: at('21:00'), to: at('22:00'), period: 'midPeak' },
        { from: at('22:00'), to: '2026-09-01T00:00:00+09:00', period: 'offPeak' },
      ],
    });
  });

  it.each(['2018-11-22', '2099-01-05'])('are null on %s, of which they are not known', async (day) => {
    const answer = await scene.get<TimeOfUseAnswer>(pathOf({ day, tariff: 'industrial-b' }));
    expect(answer).toEqual({ tariff: 'industrial-b', day, version: null, formerTermsUntil: null, periods: null });
  });

  it.each([
    [{ day: '2026-02-30', tariff: 'industrial-b' }, '?day'],
    [{ tariff: 'industrial-b' }, '?day'],
    [{ day: '2026-11-27', tariff: 'household' }, '?tariff'],
    [{ day: '2026-11-27' }, '?tariff'],
  ])('are refused to %j, naming %s', async (query: Record<string, string>, pointer) => {
    const { status, body } = await scene.request<{ errors?: { pointer: string }[] }>('GET', pathOf(query));
    expect([status, body.errors?.map((each) => each.pointer)]).toEqual([400, [pointer]]);
  });
});
