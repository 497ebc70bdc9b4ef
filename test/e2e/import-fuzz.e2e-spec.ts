import type { ReadingImportItem } from '../../libs/fems/src/importing/reading-imports.dto';
import { brokenFile, Chance } from './import/broken-file';
import { ImportScene } from './import/import-scene';

/** A run draws its own seed; a failure names the file's, and MARU_FUZZ_SEED repeats that run. */
const SEED = Number(process.env.MARU_FUZZ_SEED ?? Date.now() % 2 ** 31);
const FILES = 40;

const sum = ({ accepted, unchanged, corrected, refused }: NonNullable<ReadingImportItem['counts']>) =>
  accepted + unchanged + corrected + refused;

describe(`broken files (seed ${SEED})`, () => {
  let scene: ImportScene;
  let points: string[];
  let sourceId: string;
  beforeAll(async () => {
    scene = await ImportScene.start();
    points = [];
    for (const name of ['a', 'b', 'c']) points.push(await scene.point({ name }));
    sourceId = await scene.source('intervalStart');
  });
  afterAll(() => scene.close());

  /** Intervals that have a reading now, of all points. */
  const stored = async () => {
    let readings = 0;
    for (const pointId of points) {
      const { months } = await scene.get<{ months: { readings: number }[] }>(`/api/fems/coverage?pointId=${pointId}`);
      readings += months.reduce((total, month) => total + month.readings, 0);
    }
    return readings;
  };

  /** A task that failed says why in words: it was the file, not us. */
  const refusedFile = async (item: ReadingImportItem) => {
    const { failure } = await scene.task(item);
    expect([item.fileName, failure?.type]).toEqual([item.fileName, '/problems/platform/table-unreadable']);
    expect(failure?.detail).toMatch(/\S/);
  };

  async function mapped(
    item: ReadingImportItem,
    file: Awaited<ReturnType<typeof brokenFile>>,
    heading = { headerRow: 1, headerRows: 1 },
  ): Promise<ReadingImportItem> {
    return scene.map(item, {
      kind: 'readings',
      ...heading,
      sourceId,
      decimalMark: file.decimalMark,
      dateOrder: 'ymd',
      stamp: 'intervalStart',
      intervalSeconds: 900,
      zone: 'Asia/Seoul',
      midnight: file.midnight,
      time: { format: 'dateTime', columns: [0] },
      values: Array.from({ length: file.valueColumns }, (_, at) => ({
        column: at + 1,
        pointId: points[at] as string,
        unit: 'kWh' as const,
        time: null,
      })),
      meters: null,
      siteId: null,
      months: [],
    });
  }

  it('are answered for row by row or refused with a sentence, never by a failure of ours', async () => {
    let applied = 0;
    for (let n = 0; n < FILES; n++) {
      const seed = SEED + n;
      const file = await brokenFile(seed);
      const first = await scene.check(file.bytes, file.name);
      if (first.state === 'failed') {
        await refusedFile(first);
        continue;
      }
      const found = await asFound(seed, first, file);
      const item = found.state === 'failed' ? found : await mapped(found, file);
      if (item.state === 'failed') {
        await refusedFile(item);
        continue;
      }
      const counts = item.counts as NonNullable<ReadingImportItem['counts']>;
      expect([seed, sum(counts)]).toEqual([seed, counts.rows]);
      if (file.rows !== null) expect([seed, counts.rows]).toEqual([seed, file.rows * file.valueColumns]);
      const before = await stored();
      const done = await scene.apply(item, { allOrNothing: counts.refused === 0 });
      expect([seed, done.state, done.counts]).toEqual([seed, 'applied', counts]);
      expect([seed, (await stored()) - before]).toEqual([seed, counts.accepted]);
      expect([seed, done.refusedFileId !== null]).toEqual([seed, counts.refused > 0]);
      applied++;
      if (done.refusedFileId) await sendAgain(seed, file, done);
      if (n % 5 === 4) {
        const withdrawn = await scene.withdraw(done);
        const { outcome } = await scene.task(withdrawn);
        expect([seed, (await stored()) - before]).toEqual([seed, counts.accepted - Number(outcome?.withdrawn)]);
        expect([seed, Number(outcome?.withdrawn) + Number(outcome?.restored) + Number(outcome?.kept)]).toEqual([
          seed,
          counts.accepted + counts.corrected,
        ]);
      }
    }
    expect(applied).toBeGreaterThan(FILES / 3);
  }, 600_000);

  /** With the heading that was found: no row is passed over that nobody is told of. */
  async function asFound(seed: number, item: ReadingImportItem, file: Awaited<ReturnType<typeof brokenFile>>): Promise<ReadingImportItem> {
    const { headerRow, headerRows } = item.mapping as { headerRow: number; headerRows: number };
    const read = await mapped(item, file, { headerRow, headerRows });
    if (read.state === 'failed' || file.rows === null) return read;
    const counts = read.counts as NonNullable<ReadingImportItem['counts']>;
    expect([seed, sum(counts)]).toEqual([seed, counts.rows]);
    const isTold = read.findings?.some(({ code }) => code === 'rows-above' || code === 'heading-figures');
    if (!isTold) expect([seed, counts.rows]).toEqual([seed, (file.rows + (headerRow === 0 ? 1 : 0)) * file.valueColumns]);
    return read;
  }

  /** The file of refused rows is a file like any other: sent again as it is, what was refused is refused again and the rest is known. */
  async function sendAgain(seed: number, file: Awaited<ReturnType<typeof brokenFile>>, done: ReadingImportItem): Promise<void> {
    const csv = await scene.file(done.refusedFileId as string);
    const again = await mapped(await scene.check(csv, 'again.csv'), file);
    expect([seed, again.state]).toEqual([seed, 'checked']);
    const counts = again.counts as NonNullable<ReadingImportItem['counts']>;
    expect([seed, sum(counts)]).toEqual([seed, counts.rows]);
    expect([seed, counts.rows % file.valueColumns]).toEqual([seed, 0]);
    // A row that only contradicted another row of its file stands alone now; every other refusal stays.
    const differing = csv.match(/이 파일의 \d+행에 이미 있습니다/g)?.length ?? 0;
    expect(counts.refused).toBeGreaterThanOrEqual((done.counts?.refused ?? 0) - differing);
    // Cells of a row that was parted otherwise may look like a number parted by the comma of this file.
    const split = again.firstFaults?.filter(({ code }) => code === 'split-number').length ?? 0;
    expect(counts.refused).toBeLessThanOrEqual((done.counts?.refused ?? 0) + split * file.valueColumns);
  }

  it('are never a failure of ours whatever mapping they are read by', async () => {
    const chance = new Chance(SEED);
    for (let n = 0; n < 10; n++) {
      const file = await brokenFile(SEED + 1_000_000 + n);
      const item = await scene.check(file.bytes, file.name);
      if (item.state === 'failed') {
        await refusedFile(item);
        continue;
      }
      const column = () => chance.below(6);
      const format = chance.one(['dateTime', 'dateAndTime', 'dateAndHour', 'date'] as const);
      const pointId = chance.one(points);
      const read = await scene.map(item, {
        kind: 'readings',
        sourceId,
        headerRow: chance.below(5),
        headerRows: chance.below(3),
        dateOrder: chance.one(['ymd', 'dmy', 'mdy']),
        stamp: chance.one(['intervalStart', 'intervalEnd']),
        zone: chance.one(['Asia/Seoul', 'America/New_York', 'UTC']),
        intervalSeconds: 900,
        decimalMark: chance.one(['.', ',']),
        midnight: chance.one(['asWritten', 'endsDate']),
        time: { format, columns: format === 'dateTime' || format === 'date' ? [column()] : [column(), column()] },
        values: [
          {
            column: column(),
            pointId,
            unit: chance.one(['Wh', 'kWh', 'MWh']),
            time: format === 'date' ? chance.one(['00:00', '24:00']) : null,
          },
        ],
        meters: chance.in(3) ? { column: column(), points: [{ name: '비고', pointId }] } : null,
      });
      expect([file.name, read.state]).toEqual([file.name, 'checked']);
      const counts = read.counts as NonNullable<ReadingImportItem['counts']>;
      expect([file.name, sum(counts)]).toEqual([file.name, counts.rows]);
      expect([file.name, (await scene.apply(read)).counts]).toEqual([file.name, counts]);
    }
  }, 300_000);
});
