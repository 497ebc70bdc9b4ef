import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { address, newVisitor, open, openBrowser, settled, signIn } from './visitor';

const csvRows = (text: string) =>
  text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n');
const figures = '/fems/load?by=month&on=2018-11-22&view=table';

/** What is saved when a form is chosen of the table's downloads. */
async function exported(page: Page, form: string): Promise<{ name: string; bytes: Buffer }> {
  await page.getByRole('button', { name: '내려받기' }).click();
  const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: form, exact: true }).click()]);
  return { name: saved.suggestedFilename(), bytes: readFileSync(await saved.path()) };
}

/** A table is found in, ordered, cut down to the columns that matter, sent to somebody and taken along as a file. */
describe('tables', () => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
  });

  beforeEach(async () => {
    ({ page, complaints } = await newVisitor(browser));
  });

  afterEach(async () => {
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  afterAll(() => browser.close());

  const bodyRows = (of: Page) => of.locator('tbody tr.ant-table-row');
  const firstCells = (of: Page) => bodyRows(of).locator('td:first-child').allTextContents();

  it('are found in and ordered, and the address brings that back', async () => {
    await signIn(page, 'owner@steel.example', figures);
    await page.getByRole('searchbox').fill('11월 (토)');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr.ant-table-row').length === 4);
    await page.getByRole('columnheader', { name: /전력량/ }).click();
    await page.getByRole('columnheader', { name: /전력량/ }).click();
    await page.locator('th[aria-sort="descending"]').waitFor();
    const shown = await firstCells(page);
    const sent = page.url();
    await page.reload();
    await settled(page);
    expect(await firstCells(page)).toEqual(shown);

    const colleague = await page.context().newPage();
    await colleague.goto(sent);
    await settled(colleague);
    expect(await firstCells(colleague)).toEqual(shown);
    expect(await colleague.getByRole('searchbox').inputValue()).toBe('11월 (토)');
    await colleague.close();

    // Back before the order, then before the first letter that was typed.
    await page.goBack();
    await page.locator('th[aria-sort="ascending"]').waitFor();
    await page.goBack();
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr.ant-table-row').length === 30);
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
  });

  it('say so when nothing matches, and lead back', async () => {
    await signIn(page, 'owner@steel.example', figures);
    await page.getByRole('searchbox').fill('없는 날');
    await page.getByText('조건에 맞는 내용이 없습니다.').waitFor();
    await page.getByRole('button', { name: '조건 지우기' }).click();
    await page.waitForFunction(() => document.querySelectorAll('tbody tr.ant-table-row').length === 30);
  });

  it('are saved as they are seen, as CSV and as XLSX, every row marked 모의', async () => {
    await signIn(page, 'owner@steel.example', figures);
    const titles = await page.locator('thead th').allTextContents();
    await page.getByRole('button', { name: '열 선택' }).click();
    await page.getByRole('checkbox', { name: titles[1] }).uncheck();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').fill('22일');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr.ant-table-row').length === 1);
    const shown = await bodyRows(page).first().locator('td').allTextContents();

    const csv = await exported(page, 'CSV');
    expect(csv.name).toMatch(/^2018년_11월_모의_\d{4}-\d\d-\d\d_\d{4}\.csv$/);
    const text = csv.bytes.toString('utf8');
    expect(text.startsWith('\uFEFF')).toBe(true);
    const [head, row, ...others] = csvRows(text).map((line) => line.split(','));
    expect(head).toEqual(['구분', ...titles.filter((_, index) => index !== 1)]);
    expect(row.slice(0, 2)).toEqual(['모의', '2018-11-22']);
    expect(Number(row[2])).toBeCloseTo(Number(shown[1].replaceAll(',', '')), 2);
    expect(others).toEqual([]);

    const xlsx = await exported(page, '엑셀(XLSX)');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(xlsx.bytes as never);
    const sheet = workbook.worksheets[0];
    expect(sheet.name).toBe('모의 2018년 11월');
    const cells = sheet.getRow(2).values as unknown[];
    expect(cells[1]).toBe('모의');
    expect(cells[2]).toEqual(new Date('2018-11-22T00:00:00Z'));
    expect(cells[3]).toBe(Number(row[2]));
    expect(sheet.getCell('C2').numFmt).toBe('#,##0.00');
    expect(sheet.rowCount).toBe(2);

    // Remembered on this device.
    await page.reload();
    await settled(page);
    expect(await page.locator('thead th').count()).toBe(titles.length - 1);
  });

  it('are saved with all their pages, however many rows that are', async () => {
    await signIn(page, 'owner@steel.example', '/fems/load?by=month&on=2018-11-22&bucket=quarter-hour&view=table');
    expect(await bodyRows(page).count()).toBe(100);
    const xlsx = await exported(page, '엑셀(XLSX)');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(xlsx.bytes as never);
    expect(workbook.worksheets[0].rowCount).toBe(1 + 30 * 96);
  });

  it('say in the file too that only a part of a list was loaded', async () => {
    await signIn(page, 'owner@steel.example', '/workspace/usage-events');
    // More events than one page of the list has.
    await page.evaluate(async () => {
      for (let read = 0; read < 60; read++) await fetch('/api/workspace/sites', { headers: { 'maru-cause': 'input' } });
    });
    await page.reload();
    await settled(page);
    await page.getByRole('button', { name: '더 보기' }).waitFor();
    await page.getByRole('combobox', { name: '원인' }).selectOption({ label: '사용자 입력' });
    await page.waitForURL(/usage\.is\.cause=input/);
    const csv = await exported(page, 'CSV');
    const rows = await bodyRows(page).count();
    expect(csv.name).toContain('_모의_불러온_것만_');
    const lines = csvRows(csv.bytes.toString('utf8'));
    expect(lines[0]).toMatch(/^목록 전체가 아니라 화면에 불러온 \d+건에서 만든 파일입니다\.$/);
    expect(lines).toHaveLength(2 + rows);
    expect(lines.slice(2).every((line) => line.startsWith('모의,'))).toBe(true);
  });

  it('are found in and saved on a phone, with keys that gloves hit', async () => {
    const phone = await browser.newContext({ locale: 'ko-KR', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const small = await phone.newPage();
    await signIn(small, 'owner@steel.example', '/workspace/usage-events');
    for (const role of ['searchbox', 'button', 'combobox'] as const) {
      const keys = small.locator('.table-tools').getByRole(role);
      for (const key of await keys.all()) expect((await key.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await small.getByRole('searchbox').fill('로그인');
    await small.waitForURL(/usage\.find=/);
    await small.getByRole('combobox', { name: '정렬' }).selectOption({ label: '시각 오름차순' });
    await small.waitForURL(/usage\.sort=at/);
    const { name } = await exported(small, 'CSV');
    expect(name).toMatch(/^사용_로그_모의_/);
    expect(await small.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await phone.close();
  });
});

/** What is behind a row opens beside it, and can be sent. */
describe('a drawer', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  it('shows all of a usage event, is in the address, closes with the back key and gives the focus back', async () => {
    const { page, complaints } = await newVisitor(browser);
    await signIn(page, 'owner@steel.example', '/workspace/usage-events');
    const link = page.locator('tbody tr.ant-table-row a').first();
    await link.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await drawer.getByText('로그 번호').waitFor();
    expect(new URL(page.url()).searchParams.get('event')).toMatch(/^[0-9a-f-]{36}$/);
    const text = await drawer.textContent();
    expect(text).toContain('모의 기업의 로그입니다.');
    expect(text).toContain('솔트는 화면에 보이지 않습니다.');
    const sent = page.url();

    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).searchParams.get('event')).toBeNull();
    await page.waitForFunction(() => document.activeElement?.tagName === 'A');
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);

    await link.click();
    await drawer.waitFor();
    await page.goBack();
    await drawer.waitFor({ state: 'hidden' });

    // Sent to somebody, who closes it and stays on the page.
    await page.goto(sent);
    await drawer.getByText('로그 번호').waitFor();
    await drawer.getByRole('button', { name: '닫기' }).click();
    await drawer.waitFor({ state: 'hidden' });
    expect(page.url()).toBe(address('/workspace/usage-events'));
    expect(complaints).toEqual([]);
  });

  it('covers a phone, and what can be done with a member is in it', async () => {
    const { page, complaints } = await newVisitor(browser, { width: 360, height: 740 });
    await signIn(page, 'owner@parts.example', '/workspace/members');
    await page.locator('tbody tr.ant-table-row a').first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('합류한 때').waitFor();
    expect((await page.locator('.ant-drawer-section').boundingBox())?.width).toBe(360);
    await drawer.getByRole('button', { name: /수정$/ }).click();
    const form = page.getByRole('dialog').filter({ has: page.locator('form') });
    await form.getByRole('textbox', { name: '사번' }).focus();
    await page.keyboard.type('7');
    expect(await form.getByRole('textbox', { name: '사번' }).inputValue()).toContain('7');
    await form.getByRole('button', { name: '취소' }).click();
    await drawer.getByText('합류한 때').waitFor();
    expect(complaints).toEqual([]);
  });

  it('says so when what the address names is not there', async () => {
    const { page } = await newVisitor(browser);
    await signIn(page, 'owner@parts.example');
    await open(page, '/workspace/members?member=019b76da-a800-7c3d-9a5b-1f2e3d4c5b6a');
    await page.getByRole('dialog').getByText('이 구성원은 불러온 목록에 없습니다.').waitFor();
  });
});
