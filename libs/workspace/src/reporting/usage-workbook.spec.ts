import { monthPeriod, type UsageEvent, usageKinds } from '@maru/evidence';
import { Workbook } from 'exceljs';
import type { UsageFileHeading } from './usage-file';
import { newUsageFile } from './usage-file-formats';
import { USAGE_FILE_WORDS } from './usage-file-words';

import { UsageWorkbook } from './usage-workbook';

const period = monthPeriod('2026-11');
const heading: UsageFileHeading = {
  organisationId: '01942f3c-1d00-7a11-8f00-5a1e5a1e5a1e',
  company: '=HYPERLINK("http://x","제강")',
  sites: [{ id: '01942f3c-1d80-7b5e-8a44-5a1e5a1e0001', name: '광양 공장', businessRegistrationNumber: '999-99-00010' }],
  simulated: true,
  month: '2026-11',
  period,
};
const event = (n: number): UsageEvent => ({
  v: 2,
  id: `019b76da-a800-7c3d-9a5b-${String(n).padStart(12, '0')}`,
  organisation: heading.organisationId,
  at: period.from + n * 60_000,
  kind: usageKinds[n % usageKinds.length],
  cause: 'input',
  module: 'fems',
  resource: 'fems/energy',
  bytes: n,
  request: '019b76da-a7ff-7e11-8bcd-00112233ffee',
  simulated: true,
  site: heading.sites[0].id,
  person: null,
  address: null,
});
const chunks: Uint8Array[] = [];
const sink = async (bytes: Uint8Array) => void chunks.push(bytes);
const written = async () => {
  const workbook = new Workbook();
  await workbook.xlsx.load(Buffer.concat(chunks.splice(0)) as unknown as ArrayBuffer);
  return workbook;
};

describe('a workbook of usage events', () => {
  it('begins another sheet where Excel would read no further, and loses and repeats nothing', async () => {
    const file = new UsageWorkbook(sink, heading, USAGE_FILE_WORDS.ko, 11);
    for (let n = 0; n < 25; n += 5) await file.add(Array.from({ length: 5 }, (_, place) => event(n + place)));
    await file.end([], period.to);
    const workbook = await written();
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['요약', expect.any(Number)],
      ['사용 로그', 11],
      ['사용 로그 2', 11],
      ['사용 로그 3', 6],
    ]);
    const ids = workbook.worksheets.slice(1).flatMap((sheet) => (sheet.getColumn(12).values as string[]).slice(2));
    expect(ids).toEqual(Array.from({ length: 25 }, (_, n) => event(n).id));
  });

  it('marks each row of the summary that counts simulated use, and none of a real company', async () => {
    const marksOf = async (of: UsageFileHeading) => {
      const file = newUsageFile('xlsx', sink, of, 'ko');
      await file.add([event(1)]);
      await file.end([], period.to);
      const marks = (await written()).worksheets[0].getColumn(usageKinds.length + 4).values as (string | undefined)[];
      return marks.filter((cell) => cell !== undefined && cell !== null);
    };
    // The heading of the days, its thirty days, and their sum.
    expect(await marksOf(heading)).toEqual(['모의 여부', ...Array(31).fill('모의')]);
    expect(await marksOf({ ...heading, simulated: false })).toEqual([]);
  });

  it('keeps what looks like a formula as the text that it is', async () => {
    const file = newUsageFile('xlsx', sink, heading, 'ko');
    await file.end([], period.to);
    const { value, type } = (await written()).worksheets[0].getCell('B3');
    expect([value, type]).toEqual([heading.company, 3]);
    const csv = newUsageFile('csv', sink, heading, 'ko');
    await csv.add([event(1)]);
    await csv.end([], period.to);
    expect(Buffer.concat(chunks.splice(0)).toString()).toContain(`모의,"'=HYPERLINK(""http://x"",""제강"")",999-99-00010,광양 공장,`);
  });
});
