import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ReadingImportItem } from '../../libs/fems/src/importing/reading-imports.dto';
import { ImportScene } from './import/import-scene';

const STEEL = join(__dirname, '../../samples/steel-industry/steel-industry-2018.csv.gz');

interface Bucket {
  start: string;
  energyKwh: number;
  peakDemandKw: number | null;
  peakAt: string | null;
  readings: number;
}

/** A day of quarter-hours by their ends, with 24:00 last. */
function quarters(date: string, value: (n: number) => string | number, from = 0, to = 96): string[] {
  return Array.from({ length: to - from }, (_, at) => {
    const minutes = (from + at + 1) * 15;
    return `${date} ${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')},${value(from + at)}`;
  });
}

const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
const counts = (rows: number, accepted: number, unchanged: number, corrected: number, refused: number) => ({
  rows,
  accepted,
  unchanged,
  corrected,
  refused,
});

describe('an import of readings', () => {
  let scene: ImportScene;
  let pointId: string;
  beforeAll(async () => {
    scene = await ImportScene.start();
  });
  afterAll(() => scene.close());
  beforeEach(async () => {
    await scene.organisation();
    pointId = await scene.point();
    await scene.source();
  });

  const energy = async (bucket: string, from: string, to: string, of = pointId) => {
    const query = new URLSearchParams({ pointId: of, from, to, bucket });
    return (await scene.get<{ items: Bucket[] }>(`/api/fems/energy?${query}`)).items;
  };
  const day = (date: string) => energy('day', `${date}T00:00:00+09:00`, `${date}T24:00:00+09:00`.replace('T24:00:00', 'T23:59:59'));

  it('brings the steel plant in with the figures that the ingest API gives', async () => {
    await scene.organisation({ simulated: true });
    const active = await scene.point();
    const lagging = await scene.point({ quantity: 'reactiveEnergyLagging', unit: 'kvarh', name: '지상 무효전력량' });
    const leading = await scene.point({ quantity: 'reactiveEnergyLeading', unit: 'kvarh', name: '진상 무효전력량' });
    await scene.source('intervalEnd');
    const checked = await scene.check(gunzipSync(readFileSync(STEEL)), 'steel-industry-2018.csv');
    expect(checked.mapping).toMatchObject({
      dateOrder: 'dmy',
      stamp: 'intervalEnd',
      midnight: 'endsDate',
      intervalSeconds: 900,
      zone: 'Asia/Seoul',
      values: [
        { column: 1, pointId: active, unit: 'kWh' },
        { column: 2, pointId: lagging, unit: 'kvarh' },
        { column: 3, pointId: leading, unit: 'kvarh' },
      ],
    });
    expect(checked).toMatchObject({
      state: 'checked',
      simulated: true,
      counts: counts(105_120, 105_120, 0, 0, 0),
      findings: [],
      firstFaults: [],
    });
    expect(checked.format).toMatchObject({ kind: 'csv', encoding: 'utf-8', delimiter: ',', headerRow: 1 });
    expect(checked.preview?.[1]?.slice(0, 3)).toEqual(['1/1/2018 0:15', '3.17', '2.95']);
    const applied = await scene.apply(checked, { allOrNothing: true });
    expect(applied).toMatchObject({ state: 'applied', counts: counts(105_120, 105_120, 0, 0, 0) });
    expect(await energy('year', '2018-01-01T00:00:00+09:00', '2019-01-01T00:00:00+09:00', active)).toEqual([
      {
        start: '2018-01-01T00:00:00+09:00',
        end: '2019-01-01T00:00:00+09:00',
        energyKwh: 959_636.71,
        peakDemandKw: 628.72,
        peakAt: '2018-11-22T09:45:00+09:00',
        readings: 35_040,
      },
    ]);
    const months = await energy('month', '2018-01-01T00:00:00+09:00', '2019-01-01T00:00:00+09:00', active);
    expect(months.map(({ energyKwh }) => energyKwh)).toEqual([
      126_238.29, 91_497.34, 80_230.41, 78_769.8, 79_059.28, 65_404.64, 81_674.41, 68_559.43, 57_883.07, 84_665.65, 86_217.61, 59_436.78,
    ]);
    const first = await energy('quarter-hour', '2018-01-01T00:00:00+09:00', '2018-01-02T00:00:00+09:00', active);
    expect([first.length, first[0]?.energyKwh, first[95]?.energyKwh]).toEqual([96, 3.17, 3.42]);
  });

  it('tells what applying would do, does just that, and finds the same file unchanged', async () => {
    const lines = ['일시,사용량(kWh)', ...quarters('2026-10-01', (n) => n + 0.25)];
    const checked = await scene.check(csv(...lines));
    expect(checked).toMatchObject({ state: 'checked', mappingComplete: true, counts: counts(96, 96, 0, 0, 0) });
    expect(await scene.get<{ items: unknown[] }>(`/api/fems/readings?pointId=${pointId}`)).toMatchObject({ items: [] });
    const applied = await scene.apply(checked);
    expect(applied).toMatchObject({ state: 'applied', counts: checked.counts, refusedFileId: null });
    expect(await day('2026-10-01')).toMatchObject([{ energyKwh: (95 * 96) / 2 + 24 - 95.25, readings: 95 }]);
    const changed = lines.map((line) => line.replace(/,3.25$/, ',4'));
    expect((await scene.check(csv(...changed))).counts).toEqual(counts(96, 0, 95, 1, 0));
    const other = await scene.apply(await scene.check(csv(...changed)), { reason: '계기 교정' });
    expect(other.counts).toEqual(counts(96, 0, 95, 1, 0));
    const { items } = await scene.get<{ items: { corrections: object[]; source: object }[] }>(`/api/fems/readings?pointId=${pointId}`);
    expect(items[3]).toMatchObject({
      value: '3.25',
      source: { name: '한전 계량기 연계', importId: applied.id },
      corrections: [{ value: '4', reason: '계기 교정', by: { kind: 'person' }, source: { importId: other.id } }],
    });
  });

  it('names what it refuses by row and column, and gives the rows back with reasons, to be corrected and sent again', async () => {
    const lines = [
      '일시,사용량(kWh),비고',
      '2026-10-01 00:15,1,',
      '2026-10-01 00:30,-1,음수',
      '2026-10-01 00:45,x,',
      '합계,3,',
      ',,',
      '2026-10-01 01:00,,"비었음, 정말"',
      '2026-10-01 01:07,1,',
      '2026-10-01 01:15,2,',
      '2026-10-01 01:15,2.0,되풀이',
      '2026-10-01 01:15,3,다름',
      '2009-10-01 01:15,3,',
    ];
    const checked = await scene.check(csv(...lines), '10월.csv');
    expect(checked.counts).toEqual(counts(10, 2, 1, 0, 7));
    expect(checked.firstFaults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 1, 'negative'],
      [4, 1, 'not-a-number'],
      [5, 0, 'not-a-date'],
      [7, 1, 'missing'],
      [8, 0, 'off-grid'],
      [11, 1, 'differs-within-file'],
      [12, 0, 'too-old'],
    ]);
    expect(checked.firstFaults[5]?.detail).toContain('9행');
    expect(checked.findings.map(({ code, count, row }) => [code, count, row])).toEqual([
      ['gap', 3, 9],
      ['repeated', 1, 10],
      ['blank-rows', 1, 6],
    ]);
    const applied = await scene.apply(checked);
    expect(applied.counts).toEqual(checked.counts);
    const refused = await scene.file(applied.refusedFileId as string);
    expect(refused.startsWith('\ufeff일시,사용량(kWh),비고,거절된 행,거절 사유\r\n')).toBe(true);
    expect(refused.split('\r\n')[1]).toBe('2026-10-01 00:30,-1,음수,3,B: 구간의 전력량은 음수일 수 없습니다.');
    expect(refused.split('\r\n')).toHaveLength(1 + 7 + 1);
    expect((await scene.task(applied)).outcome).toMatchObject({ importId: applied.id, fileId: applied.refusedFileId });
    // The mapping is remembered for it, since it has the same columns; what was corrected there is new, the rest refused again.
    const corrected = await scene.check(refused.replace(',-1,', ',1.5,').replace(',x,', ',2.5,'), '고친 것.csv');
    expect(corrected.mapping).toEqual(applied.mapping);
    expect(corrected.counts).toEqual(counts(7, 2, 0, 1, 4));
  });

  it('stores all or nothing where that is wanted', async () => {
    const checked = await scene.check(csv('일시,사용량', '2026-10-01 00:15,1', '2026-10-01 00:30,x', '2026-10-01 00:45,1'));
    const refused = await scene.request('POST', `/api/fems/reading-imports/${checked.id}/application`, { allOrNothing: true });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/fems/import-has-refusals']);
    expect((await scene.import(checked.id)).state).toBe('checked');
    expect((await scene.apply(checked)).counts).toEqual(counts(3, 2, 0, 0, 1));
  });

  it('reads a file again by the mapping that is set, and leaves the check before it behind', async () => {
    const checked = await scene.check(csv('time,Import MWh', '10/1/2026 0:15,"1,5"', '11/1/2026 0:15,"2,5"'));
    const mapped = await scene.map(checked, {
      dateOrder: 'mdy',
      decimalMark: ',',
      stamp: 'intervalStart',
      intervalSeconds: 900,
      values: [{ column: 1, pointId, unit: 'MWh', time: null }],
    });
    expect(mapped).toMatchObject({ version: 2, counts: counts(2, 2, 0, 0, 0) });
    await scene.apply(mapped);
    const { items } = await scene.get<{ items: { start: string; value: string }[] }>(`/api/fems/readings?pointId=${pointId}`);
    expect(items.map(({ start, value }) => [start, value])).toEqual([
      ['2026-10-01T00:15:00+09:00', '1500'],
      ['2026-11-01T00:15:00+09:00', '2500'],
    ]);
    const stale = await scene.request(
      'PUT',
      `/api/fems/reading-imports/${checked.id}/mapping`,
      { mapping: mapped.mapping },
      { 'if-match': '"1"' },
    );
    expect([stale.status, stale.body.type]).toEqual([409, '/problems/fems/import-under-way']);
  });

  it('refuses a mapping that contradicts itself or names what is not there', async () => {
    const checked = await scene.check(csv('일시,사용량', '2026-10-01 00:15,1'));
    const hourly = await scene.point({ intervalSeconds: 3600, name: '시간' });
    const refusal = async (change: object) => {
      const reply = await scene.request<{ errors: { pointer: string; code: string }[] }>(
        'PUT',
        `/api/fems/reading-imports/${checked.id}/mapping`,
        { mapping: { ...checked.mapping, ...change } },
        { 'if-match': '"1"' },
      );
      return [reply.status, reply.body.errors?.[0]?.pointer, reply.body.errors?.[0]?.code];
    };
    const value = checked.mapping?.values[0];
    expect(await refusal({ sourceId: pointId })).toEqual([404, '/mapping/sourceId', 'unknown']);
    expect(await refusal({ values: [{ ...value, pointId: scene.siteId }] })).toEqual([404, '/mapping/values/0/pointId', 'unknown']);
    expect(await refusal({ values: [{ ...value, pointId: hourly }] })).toEqual([400, '/mapping/values/0/pointId', 'other-interval']);
    expect(await refusal({ values: [{ ...value, unit: 'kvarh' }] })).toEqual([400, '/mapping/values/0/pointId', 'other-quantity']);
    expect(await refusal({ values: [{ ...value, time: '24:00' }] })).toEqual([400, '/mapping/values/0/time', 'time-of-format']);
    expect(await refusal({ time: { format: 'dateAndHour', columns: [0] } })).toEqual([400, '/mapping/time/columns', 'columns-of-format']);
    expect(await refusal({ values: [{ ...value, column: 500 }] })).toEqual([400, '/mapping/values/0/column', 'max']);
    expect((await scene.import(checked.id)).version).toBe(1);
  });

  it('asks for what it cannot find out, and counts once that is said', async () => {
    await scene.source('intervalStart', '둘째 출처');
    const checked = await scene.check(csv('일시,사용량', '2026-10-01 00:15,1', '2026-10-01 00:30,1'));
    expect(checked).toMatchObject({
      state: 'checked',
      mappingComplete: false,
      counts: null,
      mapping: { sourceId: null, values: [{ pointId }] },
    });
    const early = await scene.request('POST', `/api/fems/reading-imports/${checked.id}/application`, { allOrNothing: false });
    expect([early.status, early.body.type]).toEqual([409, '/problems/fems/import-not-checked']);
    const { items } = await scene.get<{ items: { id: string }[] }>('/api/fems/reading-sources');
    const mapped = await scene.map(checked, { sourceId: items[1]?.id });
    expect(mapped).toMatchObject({ mappingComplete: true, counts: counts(2, 2, 0, 0, 0) });
  });

  it('is listed newest first, and is of nobody else', async () => {
    const first = await scene.check(csv('일시,사용량', '2026-10-01 00:15,1'), 'first.csv');
    const second = await scene.check(csv('일시,사용량', '2026-10-01 00:15,1'), 'second.csv');
    const page = await scene.get<{ items: ReadingImportItem[]; next: string }>('/api/fems/reading-imports?limit=1');
    expect(page.items.map(({ id }) => id)).toEqual([second.id]);
    const rest = await scene.get<{ items: ReadingImportItem[]; next: string | null }>(`/api/fems/reading-imports?cursor=${page.next}`);
    expect([rest.items.map(({ id }) => id), rest.next]).toEqual([[first.id], null]);
    await scene.organisation();
    expect((await scene.request('GET', `/api/fems/reading-imports/${first.id}`)).status).toBe(404);
    expect((await scene.request('POST', '/api/fems/reading-imports', { fileId: first.fileId })).status).toBe(404);
  });
});
