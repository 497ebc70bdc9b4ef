import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { address, figure, newVisitor, open, openBrowser, settled, signIn } from './visitor';

interface Send {
  outcome: string | null;
  occurredAt: string;
  request: { logDt: string; useSe: string; sysUser: string; conectIp: string; dataUsgqty: number };
}

/** The demonstration's company that has half a year behind it loads what the portal says that it holds. */
describe('the list of the portal', () => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let sends: Send[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, complaints } = await newVisitor(browser));
    await signIn(page, 'owner@mould.example', '/programme/log-sending');
    const answer = await page.request.get(address('/api/programme/log-sends?limit=100&outcome=stored'));
    const { items } = (await answer.json()) as { items: Send[] };
    // The last of them may be of a day that goes on in the next page.
    sends = items.filter(({ request }) => request.logDt.slice(0, 10) !== items.at(-1)?.request.logDt.slice(0, 10));
  });
  afterAll(async () => {
    expect(complaints).toEqual([]);
    await browser.close();
  });

  const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
  const line = ({ logDt, useSe, sysUser, conectIp, dataUsgqty }: Send['request']) =>
    [logDt, useSe, sysUser, conectIp, dataUsgqty].join(',');
  const drop = (lines: readonly string[]) =>
    page.locator('input[type="file"]').setInputFiles({
      name: '포털 로그 목록.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`로그일시,사용구분,사용자,접속IP,데이터사용량\n${lines.join('\n')}\n`),
    });

  it('says first how to get it', async () => {
    await page.getByRole('link', { name: '포털 목록 대조' }).click();
    await page.getByRole('heading', { name: /불러온 포털 목록이 없습니다/ }).waitFor();
    await page.getByText('사업 포털에 로그인해', { exact: false }).waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('is mapped by its headings, loaded, and shows the days that differ first', async () => {
    // Of the newest logs the portal lacks one, and holds one that nobody here has sent.
    const [lacking, ...others] = sends.map(({ request }) => request);
    await drop([...others.map(line), `${lacking!.logDt.slice(0, 10)} 00:00:00.001,DO6003,intruder,198.51.100.9,1`, '합계,,,,']);
    await page.getByRole('heading', { name: '포털 로그 목록.csv 읽는 방법' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'A · 로그일시' }).inputValue()).toBe('time');
    expect(await seriousFaults(page)).toEqual([]);
    await press('불러오기');
    await page.getByText('목록을 불러왔습니다.', { exact: false }).waitFor();
    expect(await figure(page, '거절된 행').textContent()).toContain('1');
    const table = page.getByRole('region', { name: /날짜별 대조/ }).first();
    await table.waitFor();
    const first = table.locator('tbody tr').first();
    expect(await first.textContent()).toContain('차이 있음');
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await first.getByRole('link').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('intruder').waitFor();
    expect(await drawer.locator('table').textContent()).toMatch(/우리에게만/);
    expect(await drawer.locator('table').textContent()).toMatch(/포털에만/);
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  it('is taken back with a reason, and its days are not known any more', async () => {
    await open(page, '/programme/log-sending?view=portal');
    await press(/^되돌리기/);
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '되돌리는 이유' }).fill('시험');
    await dialog.getByRole('button', { name: '되돌리기' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: /불러온 포털 목록이 없습니다/ }).waitFor();
    await page.getByRole('region', { name: '불러온 목록' }).first().getByText('시험').first().waitFor();
  });
});
