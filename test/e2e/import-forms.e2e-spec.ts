import { workbookFile } from '@maru/platform/testing';
import { ImportScene } from './import/import-scene';

const csv = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;
const two = (value: number) => String(value).padStart(2, '0');
/** `일시,사용량` and `비고` in EUC-KR, which has no mark of its own. */
const EUC_KR_HEADING = Buffer.from('c0cfbdc32cbbe7bfebb7ae2cbaf1b0ed0a', 'hex');

interface Reading {
  start: string;
  value: string;
}

describe('files as people have them', () => {
  let scene: ImportScene;
  beforeAll(async () => {
    scene = await ImportScene.start();
  });
  afterAll(() => scene.close());
  beforeEach(() => scene.organisation());

  const readings = async (pointId: string) => {
    const { items } = await scene.get<{ items: Reading[] }>(`/api/fems/readings?pointId=${pointId}&limit=1000`);
    return items.map(({ start, value }) => [start.slice(0, 16), value]);
  };

  it("are the utility's hours: date, number of the hour, use", async () => {
    const pointId = await scene.point({ intervalSeconds: 3600 });
    await scene.source('intervalStart');
    const hours = Array.from({ length: 48 }, (_, n) => `2026-10-${two(1 + Math.floor(n / 24))},${two((n % 24) + 1)},${n}.5`);
    const checked = await scene.check(csv('고객번호,0123456789', '', '일자,시간대,사용량(kWh)', ...hours, '합계,,1152'));
    expect(checked).toMatchObject({ counts: { rows: 49, accepted: 48, refused: 1 }, mapping: { stamp: 'intervalEnd', headerRow: 3 } });
    await scene.apply(checked);
    const rows = await readings(pointId);
    expect([rows.length, rows[0], rows[47]]).toEqual([48, ['2026-10-01T00:00', '0.5'], ['2026-10-02T23:00', '47.5']]);
  });

  it("are the utility's months, of which the newest statement counts and says no less than was known", async () => {
    const heading = '연월,계약전력,요금적용전력,사용전력량,사용일수,지상역률,진상역률,청구요금';
    const checked = await scene.check(
      csv(
        heading,
        '2026-08,500,430,"81,234",31,97,100,"12,345,678"',
        '2026-09,500,430,"80,000.5",30,96%,100%,"12,000,000"',
        '2026-13,1,1,1,1,1,1,1',
        '2026-08,500,430,81234,31,97,100,12345678',
      ),
    );
    expect(checked).toMatchObject({
      mapping: { kind: 'utilityMonths', siteId: scene.siteId },
      counts: { rows: 4, accepted: 2, unchanged: 1, corrected: 0, refused: 1 },
    });
    expect(checked.firstFaults).toMatchObject([{ row: 4, column: 0, code: 'not-a-month' }]);
    const applied = await scene.apply(checked);
    expect(applied.counts).toEqual(checked.counts);
    const months = async () => (await scene.get<{ items: Record<string, unknown>[] }>('/api/fems/utility-months')).items;
    expect(await months()).toMatchObject([
      {
        month: '2026-09',
        energyKwh: 80_000.5,
        laggingPowerFactorPercent: 96,
        chargeWon: 12_000_000,
        siteId: scene.siteId,
        importId: applied.id,
        fileName: 'readings.csv',
        corrections: 0,
      },
      { month: '2026-08', energyKwh: 81_234, contractDemandKw: 500, billingDemandKw: 430, daysUsed: 31 },
    ]);
    const second = await scene.apply(await scene.check(csv('연월,사용전력량', '2026-09,80001', '2026-10,70000'), 'second.csv'));
    expect(second.counts).toEqual({ rows: 2, accepted: 1, unchanged: 0, corrected: 1, refused: 0 });
    expect(await months()).toMatchObject([
      { month: '2026-10', energyKwh: 70_000, chargeWon: null },
      { month: '2026-09', energyKwh: 80_001, chargeWon: 12_000_000, fileName: 'second.csv', corrections: 1 },
      { month: '2026-08' },
    ]);
    const withdrawn = await scene.withdraw(second);
    expect((await scene.task(withdrawn)).outcome).toMatchObject({ withdrawn: 1, restored: 1, kept: 0 });
    expect(await months()).toMatchObject([{ month: '2026-09', energyKwh: 80_000.5, corrections: 2 }, { month: '2026-08' }]);
  });

  it('are in EUC-KR, with another separator, and a row a day', async () => {
    const pointId = await scene.point();
    await scene.source('intervalStart');
    const checked = await scene.check(
      Buffer.concat([
        EUC_KR_HEADING,
        Buffer.from('2026-10-01 00:00,1.5,\n2026-10-01 00:15,2,\n2026-10-01 00:30,3,\n'),
        Buffer.from([0xb0, 0xa1, 0x0a]),
      ]),
    );
    expect(checked).toMatchObject({
      format: { encoding: 'euc-kr', columns: [{ name: '일시' }, { name: '사용량' }, { name: '비고' }] },
      counts: { accepted: 3, refused: 1 },
    });
    await scene.apply(checked);
    const clock = Array.from({ length: 96 }, (_, n) => `${two(Math.floor(((n + 1) % 96) / 4))}:${two(((n + 1) % 4) * 15)}`);
    const wide = await scene.check(
      csv(`일자;${clock.join(';')};합계`, ...[2, 3].map((day) => `2026-10-0${day};${clock.map((_, n) => `${n},5`).join(';')};99`)),
      'wide.csv',
    );
    expect(wide).toMatchObject({
      format: { delimiter: ';' },
      mapping: { decimalMark: ',', time: { format: 'date' }, stamp: 'intervalEnd' },
      counts: { rows: 192, accepted: 192, refused: 0 },
    });
    await scene.apply(wide);
    const rows = await readings(pointId);
    expect(rows[0]).toEqual(['2026-10-01T00:00', '1.5']);
    expect(rows.slice(3, 5)).toEqual([
      ['2026-10-02T00:00', '0.5'],
      ['2026-10-02T00:15', '1.5'],
    ]);
    expect(rows.at(-1)).toEqual(['2026-10-03T23:45', '95.5']);
  });

  it('are workbooks: merged headings, dates of a spreadsheet, results of formulas, cells without a value', async () => {
    const active = await scene.point({ intervalSeconds: 3600 });
    const lagging = await scene.point({ intervalSeconds: 3600, quantity: 'reactiveEnergyLagging', unit: 'kvarh', name: '지상' });
    await scene.source('intervalStart');
    const at = (n: number) => 46_296 + n / 24;
    const rows = [
      '<row r="1"><c r="A1" t="inlineStr"><is><t>제1공장 전력 사용량</t></is></c></row>',
      '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c></row>',
      '<row r="4"><c r="B4" t="s"><v>2</v></c><c r="C4" t="s"><v>3</v></c></row>',
      ...Array.from(
        { length: 24 },
        (_, n) =>
          `<row r="${n + 5}"><c r="A${n + 5}" s="1"><v>${at(n)}</v></c><c r="B${n + 5}"><f>D${n + 5}*2</f><v>${n}.5</v></c><c r="C${n + 5}"><v>1</v></c></row>`,
      ),
      `<row r="29"><c r="A29" s="1"><v>${at(24)}</v></c><c r="B29"><f>D29*2</f></c><c r="C29" t="e"><v>#N/A</v></c></row>`,
    ].join('');
    const file = workbookFile(rows, {
      styles: '<cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs>',
      texts: ['일시', '전력량', '사용량(kWh)', '지상 무효(kvarh)'].map((text) => `<si><t>${text}</t></si>`).join(''),
      name: '10월',
    });
    const checked = await scene.check(file, '전력.xlsx');
    expect(checked.format).toMatchObject({ kind: 'xlsx', sheet: '10월', sheets: ['10월'], headerRow: 4, headerRows: 2 });
    expect(checked.format?.columns.map(({ name }) => name)).toEqual(['일시', '전력량 / 사용량(kWh)', '전력량 / 지상 무효(kvarh)']);
    expect(checked.counts).toEqual({ rows: 50, accepted: 48, unchanged: 0, corrected: 0, refused: 2 });
    expect(checked.firstFaults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [29, 1, 'formula-without-value'],
      [29, 2, 'error-value'],
    ]);
    const applied = await scene.apply(checked);
    expect((await readings(active)).slice(0, 2)).toEqual([
      ['2026-10-01T00:00', '0.5'],
      ['2026-10-01T01:00', '1.5'],
    ]);
    expect(await readings(lagging)).toHaveLength(24);
    // The rows that were refused come back as a CSV with the same heading of two rows.
    const refused = await scene.file(applied.refusedFileId as string);
    expect((await scene.check(refused.replace('D29*2', '7').replace('#N/A', '8'), '고침.csv')).counts).toMatchObject({
      rows: 2,
      accepted: 2,
    });
  });

  it('hold the readings of several meters, named in a column', async () => {
    const press = await scene.point({ intervalSeconds: 3600, name: '프레스' });
    const furnace = await scene.point({ intervalSeconds: 3600, name: '가열로' });
    await scene.source('intervalStart');
    const rows = Array.from({ length: 24 }, (_, n) =>
      ['프레스', '가열로', '사출기'].map((name, at) => `${name},2026-10-01 ${two(n)}:00,${n + at}`),
    ).flat();
    const checked = await scene.check(csv('계측 항목,일시,전력량(kWh)', ...rows));
    expect(checked).toMatchObject({ mapping: { meters: { column: 0 } }, counts: { rows: 72, accepted: 48, refused: 24 } });
    expect(checked.firstFaults[0]).toMatchObject({ row: 4, column: 0, code: 'unknown-meter' });
    await scene.apply(checked);
    expect([(await readings(press)).length, (await readings(furnace))[1]]).toEqual([24, ['2026-10-01T01:00', '2']]);
  });

  it('tell the time of another zone, and say where its clocks were changed', async () => {
    const pointId = await scene.point({ intervalSeconds: 3600 });
    await scene.source('intervalStart');
    const stamps = ['2026-03-08 01:00', '2026-03-08 02:00', '2026-03-08 03:00', '2026-11-01 01:00', '2026-11-01 01:00:00-04:00'];
    const checked = await scene.check(csv('일시,사용량(kWh)', ...stamps.map((stamp, n) => `${stamp},${n}`)));
    const mapped = await scene.map(checked, { zone: 'America/New_York', stamp: 'intervalStart', midnight: 'asWritten' });
    // What to write instead, as the last row does.
    expect(mapped.firstFaults[1]?.detail).toContain('01:00:00-04:00');
    expect(mapped.firstFaults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, 0, 'no-such-time'],
      [5, 0, 'ambiguous-time'],
    ]);
    await scene.apply(mapped);
    expect(await readings(pointId)).toEqual([
      ['2026-03-08T15:00', '0'],
      ['2026-03-08T16:00', '2'],
      ['2026-11-01T14:00', '4'],
    ]);
  });

  it('stamp the start of an interval or its end, and are read accordingly', async () => {
    const [starts, ends] = [await scene.point({ name: '시작' }), await scene.point({ name: '종료' })];
    await scene.source('intervalStart');
    const checked = await scene.check(csv('일시,사용량(kWh)', '2026-10-01 23:45,1', '2026-10-01 24:00,2'));
    for (const [pointId, stamp] of [
      [starts, 'intervalStart'],
      [ends, 'intervalEnd'],
    ] as const) {
      const again = await scene.check(await scene.content(checked.fileId), `${stamp}.csv`);
      const { sourceId } = checked.mapping ?? {};
      await scene.apply(await scene.map(again, { sourceId, stamp, values: [{ column: 1, pointId, unit: 'kWh', time: null }] }));
    }
    expect(await readings(starts)).toEqual([
      ['2026-10-01T23:45', '1'],
      ['2026-10-02T00:00', '2'],
    ]);
    expect(await readings(ends)).toEqual([
      ['2026-10-01T23:30', '1'],
      ['2026-10-01T23:45', '2'],
    ]);
  });

  it('are read again as those of the same source were, whatever another source calls its columns', async () => {
    const points = [await scene.point({ name: '수전' }), await scene.point({ name: '보일러' })];
    const sources = [await scene.source('intervalStart', '전력 감시'), await scene.source('intervalEnd', '설비 감시')];
    const file = csv('일시,값', '2026-10-01 00:15,1', '2026-10-01 00:30,2');
    for (const [at, sourceId] of sources.entries()) {
      const values = [{ column: 1, pointId: points[at] as string, unit: at === 0 ? ('kWh' as const) : ('MWh' as const), time: null }];
      const stamp = at === 0 ? ('intervalStart' as const) : ('intervalEnd' as const);
      await scene.apply(await scene.map(await scene.check(file, 'first.csv', sourceId), { sourceId, stamp, values }));
    }
    const mappingFor = async (sourceId?: string) => (await scene.check(file, 'later.csv', sourceId)).mapping;
    expect(await mappingFor(sources[0])).toMatchObject({ stamp: 'intervalStart', values: [{ pointId: points[0], unit: 'kWh' }] });
    expect(await mappingFor(sources[1])).toMatchObject({ stamp: 'intervalEnd', values: [{ pointId: points[1], unit: 'MWh' }] });
    expect(await mappingFor()).toMatchObject({ sourceId: sources[1] });
  });

  it('that break off in a row lose nothing in silence: what stands of the row is refused by name', async () => {
    await scene.point();
    await scene.source('intervalStart');
    const whole = csv(
      '일시,사용량(kWh)',
      '2026-09-30 23:45,1.25',
      '2026-10-01 00:00,1.25',
      '2026-10-01 00:15,1.25',
      '2026-10-01 00:30,2.25',
    );
    for (const [cut, code] of [
      ['2026-10-01 00:30,2.25', null],
      ['2026-10-01 00:30,', 'missing'],
      ['2026-10-01 00:3', 'off-grid'],
      ['2026-10-0', 'out-of-range'],
    ] as const) {
      const half = whole.slice(0, whole.indexOf('2026-10-01 00:30') + cut.length);
      const { counts, firstFaults } = await scene.check(half, `${cut.length}.csv`);
      expect([cut, counts?.rows, firstFaults[0]?.code ?? null]).toEqual([cut, 4, code]);
      if (code) expect(firstFaults[0]?.row).toBe(5);
    }
  });

  it('that cannot be read fail with a sentence that says what to do', async () => {
    const failures: [string, Uint8Array | string, RegExp][] = [
      ['old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /다른 이름으로 저장.*\.xlsx/],
      ['page.xls', '<html><table><tr><td>1</td></tr></table></html>', /\.xlsx/],
      ['half.xlsx', workbookFile('<row r="1"><c r="A1"><v>1</v></c></row>').subarray(0, 400), /손상/],
      ['half.csv', '일시,사용량\n2026-10-01 00:15,"1\n2026-10-01 00:30,2\n', /따옴표/],
      ['noise.csv', Buffer.from([0xff, 0x00, 0xfe, 0x81, 0x20]), /UTF-8/],
    ];
    for (const [name, content, said] of failures) {
      const item = await scene.check(content, name);
      expect([name, item.state]).toEqual([name, 'failed']);
      const { failure } = await scene.task(item);
      expect([name, failure?.type]).toEqual([name, '/problems/platform/table-unreadable']);
      expect(failure?.detail).toMatch(said);
    }
  });
});
