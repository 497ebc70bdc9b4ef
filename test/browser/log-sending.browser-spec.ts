import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { newVisitor, open, openBrowser, settled, signIn } from './visitor';

const KEY = '$5$API$a-key-that-nobody-sees/4711';

/** What a company does to have its logs sent: the demo's own, which reaches the simulator alone. */
describe('log sending', () => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page, complaints } = await newVisitor(browser));
    await signIn(page, 'owner@parts.example');
    await open(page, '/programme/log-sending');
  });
  afterAll(async () => {
    // The browser notes the answer to what was too short for a key.
    expect(complaints.filter((line) => !line.includes('status of 400'))).toEqual([]);
    await browser.close();
  });

  const key = (name: string) => page.getByRole('button', { name, exact: true });

  it('takes a key in a field that the browser keeps nothing of, tests it at once and says what was answered', async () => {
    await key('키 등록').or(key('키 교체')).first().click();
    const field = page.getByRole('dialog').getByLabel('포털 키', { exact: true });
    expect([await field.getAttribute('type'), await field.getAttribute('autocomplete')]).toEqual(['password', 'off']);
    await field.fill('short');
    await key('저장').click();
    await page.getByRole('dialog').getByText(/형식/).first().waitFor();
    await field.fill(KEY);
    await key('저장').click();
    await page.getByText('AP1028 시험 로그 수신').first().waitFor();
    await page.getByText('••••4711').waitFor();
    expect(await page.content()).not.toContain('nobody-sees');
  });

  it('shows the log that was sent, with its answer in words', async () => {
    const sends = page.getByRole('region', { name: '보낸 로그' }).first();
    await sends.getByText('AP1002 데이터 이관 완료').first().waitFor();
    await sends.getByText('모의').first().waitFor();
  });

  it('notes a consent and its withdrawal, and says what logs carry from then on', async () => {
    const row = page.getByRole('row').filter({ hasText: '가공 작업자' });
    await row.getByRole('button', { name: '동의 기록' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '동의 기록' }).click();
    await row.getByRole('button', { name: '동의 철회' }).waitFor();
    expect(await row.textContent()).toContain('사번');
    await row.getByRole('button', { name: '동의 철회' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '동의 철회' }).click();
    await row.getByText('가명').waitFor();
  });

  it('has no serious fault for those who do not see it, and takes the key away again', async () => {
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await key('삭제').click();
    await page.getByRole('dialog').getByRole('button', { name: '삭제' }).click();
    await page.getByText('키 없음').first().waitFor();
  });
});
