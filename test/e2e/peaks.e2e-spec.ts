import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LoadDurationAnswer } from '../../libs/fems/src/peaks/load-duration.dto';
import type { PeaksAnswer } from '../../libs/fems/src/peaks/peaks.dto';
import { ImportScene } from './import/import-scene';

const STEEL = join(__dirname, '../../samples/steel-industry/steel-industry-2018.csv.gz');
const YEAR = { from: '2018-01-01T00:00:00+09:00', to: '2019-01-01T00:00:00+09:00' };

/** The steel plant's file comes in by an import, and the figures are those that are published of it. */
describe('the peaks of an imported year', () => {
  let scene: ImportScene;
  let pointId: string;
  beforeAll(async () => {
    scene = await ImportScene.start();
    pointId = await scene.point();
    await scene.source('intervalEnd');
    const checked = await scene.check(gunzipSync(readFileSync(STEEL)), 'steel-industry-2018.csv');
    await scene.apply(await scene.map(checked, { midnight: 'endsDate', values: [{ column: 1, pointId, unit: 'kWh', time: null }] }));
  }, 180_000);
  afterAll(() => scene.close());

  const ask = <Answer>(route: string, more: Record<string, string> = {}) =>
    scene.get<Answer>(`/api/fems/${route}?${new URLSearchParams({ pointId, ...YEAR, ...more })}`);

  it('are those of the plant, by site as well as by point', async () => {
    const answer = await ask<PeaksAnswer>('peaks');
    expect(answer.occurrences).toHaveLength(10);
    expect(answer.occurrences[0]).toMatchObject({ demandKw: 628.72, end: '2018-11-22T09:45:00+09:00', monthRank: 1 });
    expect(answer.windows.filter(({ demandKw }) => demandKw >= 600)).toHaveLength(4);
    expect(answer.months.map(({ peakDemandKw }) => peakDemandKw)).toEqual([
      612.56, 582.04, 605.24, 556.12, 560.16, 535.4, 486.72, 534.8, 510.48, 557.72, 628.72, 596.72,
    ]);
    const bySite = new URLSearchParams({ siteId: scene.siteId, ...YEAR });
    expect(await scene.get<PeaksAnswer>(`/api/fems/peaks?${bySite}`)).toEqual(answer);
  });

  it.each([
    ['15', 628.72],
    ['30', 587.16],
    ['60', 564.3],
  ])('follow the demand window: %s minutes, %d kW', async (demandWindowMinutes, kw) => {
    const { occurrences } = await ask<PeaksAnswer>('peaks', { demandWindowMinutes, count: '1' });
    expect(occurrences.map(({ demandKw }) => demandKw)).toEqual([kw]);
  });

  it('lie on a duration curve with its load factor and the hours at or above a level', async () => {
    const answer = await ask<LoadDurationAnswer>('load-duration', { levelsKw: '500,600' });
    expect(answer).toMatchObject({ windows: 35_040, missingWindows: 0, highestDemandKw: 628.72 });
    expect(answer.loadFactorPercent?.toFixed(2)).toBe('17.42');
    const levels = answer.levels.filter(({ percentOfHighest }) => percentOfHighest === null);
    expect(levels.map(({ demandKw, windows }) => [demandKw, windows])).toEqual([
      [600, 4],
      [500, 277],
    ]);
  });

  it('are refused with the parameter that is wrong', async () => {
    const refused = async (route: string, query: Record<string, string>) => {
      const reply = await scene.request<{ errors?: { pointer: string }[] }>('GET', `/api/fems/${route}?${new URLSearchParams(query)}`);
      return [reply.status, reply.body.errors?.[0]?.pointer];
    };
    expect(await refused('peaks', { pointId, ...YEAR, count: '0' })).toEqual([400, '?count']);
    expect(await refused('peaks', { pointId, ...YEAR, demandWindowMinutes: '20' })).toEqual([400, '?demandWindowMinutes']);
    expect(await refused('load-duration', { pointId, ...YEAR, levelsKw: '500;600' })).toEqual([400, '?levelsKw']);
    expect(await refused('load-duration', { pointId, siteId: scene.siteId, ...YEAR })).toEqual([400, '?siteId']);
    expect(await refused('peaks', { pointId, from: YEAR.to, to: YEAR.from })).toEqual([400, '?to']);
  });
});
