import { readFile } from 'node:fs/promises';
import { Workbook } from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { newVisitor, open, openBrowser, settled, signIn, type Visitor } from './visitor';

/** The officer's job: from a company to a file of its month, and the company that sees it. */
describe('a month of usage events', () => {
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    officer = await newVisitor(browser);
    page = officer.page;
    await signIn(page, 'officer@programme.example');
  });
  afterAll(() => browser.close());

  const files = (of: Page = page) => of.getByRole('region', { name: '만든 파일' }).first();
  const openCompany = async () => {
    await open(page, '/workspace/granted-companies');
    await page.getByRole('row').filter({ hasText: '제강 공장 시연' }).first().getByRole('link', { name: '사용 로그 보기' }).click();
    await settled(page);
  };
  const fileOf = async (format: string) => {
    // The table on the page has a key of the same name.
    await page.locator('label').getByText(format, { exact: true }).click();
    await page.getByRole('button', { name: '파일 만들기' }).click();
    await page.getByText('파일을 만들기 시작했습니다').waitFor();
    const kind = { '엑셀(XLSX)': 'XLSX' }[format] ?? format;
    const row = files()
      .getByRole('row')
      .filter({ hasText: `(${kind})` })
      .first();
    await row.getByText('끝남').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), row.getByRole('button', { name: '파일 받기' }).click()]);
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  };

  it('is chosen, made and saved as Excel, marked 모의 where the officer looks and in the file', async () => {
    await openCompany();
    const month = await page.getByRole('textbox', { name: '달' }).inputValue();
    expect(month).toMatch(/^\d{4}년 \d{1,2}월$/);
    const { name, bytes } = await fileOf('엑셀(XLSX)');
    expect(name).toMatch(/^모의_사용로그_제강-공장-시연_\d{4}-\d\d_\d{8}-\d{6}\.xlsx$/);
    const workbook = new Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['요약', '사용 로그']);
    const summary = workbook.worksheets[0];
    expect(String(summary.getCell('A2').value)).toContain('모의 자료입니다');
    expect([summary.getCell('B3').value, summary.getCell('B5').value]).toEqual(['제강 공장 시연', '999-99-00010']);
    const marks = new Set<unknown>();
    workbook.worksheets[1].eachRow((row, number) => number > 1 && marks.add(row.getCell(1).value));
    expect([...marks]).toEqual(['모의']);
    const row = files().getByRole('row').filter({ hasText: '(XLSX)' }).first();
    await row.getByText('모의', { exact: true }).waitFor();
    await row.getByText(/까지 보관/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('is saved as CSV and as NDJSON, with company and number in every row', async () => {
    await openCompany();
    const csv = (await fileOf('CSV')).bytes.toString();
    const rows = csv.split('\r\n').slice(1, -1);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => !row.startsWith('모의,제강 공장 시연,999-99-00010,'))).toEqual([]);
    const lines = (await fileOf('NDJSON')).bytes.toString().trimEnd().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ mark: '모의', company: '제강 공장 시연' });
  });

  it('is found again after a reload and on another device', async () => {
    await open(page, '/workspace/granted-companies');
    const before = await files().getByRole('row').count();
    expect(before).toBeGreaterThan(3);
    const other = await newVisitor(browser, { width: 360 });
    await signIn(other.page, 'officer@programme.example', '/workspace/granted-companies');
    await files(other.page).getByRole('button', { name: '파일 받기' }).first().waitFor();
    expect(other.complaints).toEqual([]);
    await other.close();
  });

  it('is told to the company on its open page, without a reload', async () => {
    const owner = await newVisitor(browser);
    await signIn(owner.page, 'owner@steel.example', '/workspace/reporting-grants');
    const pulls = owner.page.getByRole('region', { name: '전담기관에 제공한 기록' }).first();
    await pulls.getByText('전담기관 담당자').first().waitFor();
    const files = pulls.getByRole('row').filter({ hasText: 'CSV' });
    const before = await files.count();
    await openCompany();
    await fileOf('CSV');
    await files.nth(before).waitFor();
    expect(owner.complaints).toEqual([]);
    await owner.close();
  });

  it('leaves the console without errors', () => {
    expect(officer.complaints).toEqual([]);
  });
});
