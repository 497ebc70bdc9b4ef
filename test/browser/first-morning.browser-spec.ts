import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { ask } from './factory';
import { Stopwatch } from './stopwatch';
import { address, figure, haveSession, newVisitor, openBrowser, settled } from './visitor';

const sample = join(__dirname, '..', '..', 'samples', 'steel-industry', 'steel-industry-2018.csv.gz');
const file = { name: '전력 사용량.csv', mimeType: 'text/csv', buffer: gunzipSync(readFileSync(sample)) };
const atMostSeconds = 5 * 60;

/** What the provider has done before: the organisation is there, and its owner has a password. Nothing else. */
async function registered(browser: Browser): Promise<string> {
  const { page, close } = await newVisitor(browser);
  await haveSession(page, 'admin@maru.example');
  const companyCode = `morning-${Date.now().toString(36)}`;
  const email = `owner@${companyCode}.example`;
  const owner = { name: '대표', email, roles: ['owner'], password: process.env.MARU_DEMO_PASSWORD };
  await ask(page, 'POST', '/api/workspace/organisations', { name: companyCode, kind: 'manufacturer', companyCode, owner });
  await close();
  return email;
}

/** The job of the first morning, by the person's own hands, with a stopwatch beside it. */
describe('the first morning of an energy manager', () => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let email: string;

  beforeAll(async () => {
    browser = await openBrowser();
    email = await registered(browser);
    ({ page, complaints } = await newVisitor(browser));
  });

  afterAll(() => browser.close());

  it('leads from the first sign-in to the own year on the screen within five minutes', async () => {
    await page.goto(address('/sign-in'));
    const watch = new Stopwatch();
    const press = (name: string | RegExp) => watch.click(page.getByRole('button', { name, exact: true }));
    const menu = (name: string) => watch.click(page.getByRole('navigation').getByRole('link', { name, exact: true }));
    const dialog = page.getByRole('dialog');
    const submit = async (key: string, fields: Record<string, string> = {}) => {
      for (const [label, value] of Object.entries(fields))
        await watch.type(dialog.getByRole('textbox', { name: label, exact: true }), value);
      await watch.click(dialog.getByRole('button', { name: key }));
      await dialog.waitFor({ state: 'hidden' });
    };

    await watch.type(page.locator('input[name="email"]'), email);
    await watch.type(page.locator('input[name="password"]'), process.env.MARU_DEMO_PASSWORD ?? '');
    await watch.click(page.locator('button[type="submit"]'));
    await menu('모듈 구독');
    await watch.click(page.getByRole('region', { name: /FEMS/ }).getByRole('button', { name: '구독 시작' }));
    await submit('구독 시작');
    await menu('가져오기');
    await watch.click(page.getByRole('link', { name: '사업장으로 가기' }));
    await press('사업장 등록');
    await submit('사업장 등록', { '사업장 이름': '본사 공장', 사업자등록번호: '124-81-00998' });
    await menu('가져오기');
    await watch.click(page.getByRole('link', { name: '계량기와 계측 항목으로 가기' }));
    await press('계량기 등록');
    await submit('계량기 등록', { '계량기 이름': '수전 계량기' });
    await press('수전 계량기에 계측 항목 추가');
    await submit('계측 항목 추가');
    await menu('가져오기');
    await watch.file(page.locator('input[type="file"]'), file);
    await press('검침 출처 등록');
    await submit('검침 출처 등록', { 이름: '한전 계량기 연계' });
    for (const letter of ['C', 'D'])
      await watch.choose(page.getByRole('combobox', { name: new RegExp(`^${letter} · .* 열의 뜻$`) }), 'none');
    await press('이 매핑으로 확인');
    await press('35,040개 반영');
    await watch.click(page.getByRole('link', { name: '부하 곡선에서 보기' }));
    await settled(page);
    expect(await figure(page, '전력량').textContent()).toContain('959,636.71 kWh');

    process.stdout.write(`first sign-in to own data on screen: ${watch.totalSeconds.toFixed(0)} s of ${atMostSeconds}\n`);
    expect(watch.totalSeconds).toBeLessThan(atMostSeconds);
    expect(complaints).toEqual([]);
  });
});
