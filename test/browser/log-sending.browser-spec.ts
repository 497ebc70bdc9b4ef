import type { Browser, Page } from 'playwright-core';
import { dayToSendOn } from '../support/day-to-send-on';
import { seriousFaults } from './accessibility';
import { ask, newFactory } from './factory';
import { newVisitor, open, openBrowser, settled, signIn } from './visitor';

const KEY = '$5$API$a-key-that-nobody-sees/4711';
/** More than these are refused of a site. */
const testsADayMax = 100;

/** What a company does to have its logs sent: the demo's own, which reaches the simulator alone. */
describe('log sending', () => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    await dayToSendOn();
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
    await page
      .getByRole('dialog')
      .getByText(/공백이나 줄바꿈/)
      .waitFor();
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

  it('says that a test came to no end where the day has no more of them, and does not wait for an answer', async () => {
    const { items } = await ask<{ items: { siteId: string }[] }>(page, 'GET', '/api/programme/portal-keys');
    const test = () => ask(page, 'POST', `/api/programme/portal-keys/${items[0].siteId}/tests`);
    await Promise.all(Array.from({ length: testsADayMax }, test));
    await key('연결 시험').click();
    await page.getByText('시험을 마치지 못했습니다.').waitFor();
    await page.getByText('내일 0시 이후에 다시 확인하십시오').waitFor();
    expect(await page.getByText('로그 수집 서버의 답을 기다립니다.').count()).toBe(0);
  });

  it('has no serious fault for those who do not see it, and takes the key away again', async () => {
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
    await key('삭제').click();
    await page.getByRole('dialog').getByRole('button', { name: '삭제' }).click();
    await page.getByText('키 없음').first().waitFor();
    // What was used today waits for nothing that would come by itself.
    await page.getByText('사용 중인 포털 키가 없어 보내지 않고 있습니다').waitFor();
  });
});

/** A company whose log centre knows each of its sites by a key of its own. */
describe('log sending of several sites', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    const email = await newFactory(browser);
    ({ page } = await newVisitor(browser));
    await signIn(page, email);
    // The last of them is made where there are two already, and none is named: a use of no site.
    for (const name of ['본사 공장', '남해 공장', '통영 공장'])
      await ask(page, 'POST', '/api/workspace/sites', { name, businessRegistrationNumber: '124-81-00998' });
    await open(page, '/programme/log-sending');
  });
  afterAll(() => browser.close());

  const rowOf = (site: string) => page.getByRole('region', { name: '포털 키' }).getByRole('row').filter({ hasText: site });
  const setKey = async (site: string, key: string) => {
    await rowOf(site).getByRole('button', { name: '키 등록' }).click();
    await page.getByRole('dialog').getByLabel('포털 키', { exact: true }).fill(key);
    await page.getByRole('dialog').getByRole('button', { name: '저장', exact: true }).click();
  };

  it('shows the first site where none is chosen and says so, and another one as it is chosen', async () => {
    await page.getByText('첫 사업장(본사 공장)', { exact: false }).waitFor();
    await page.getByRole('heading', { name: '본사 공장 오늘' }).waitFor();
    await page.locator('.top-bar > .site-switch').getByRole('combobox', { name: '사업장' }).selectOption({ label: '남해 공장' });
    await page.getByRole('heading', { name: '남해 공장 오늘' }).waitFor();
    await page.getByRole('heading', { name: '남해 공장에서 보낸 로그' }).waitFor();
    expect(await page.getByText('첫 사업장', { exact: false }).count()).toBe(0);
  });

  it('says how much was used without a site', async () => {
    await page.getByText('어느 사업장의 로그로도 보내지 않습니다', { exact: false }).waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('keeps a key for each site, and says where a key is another site’s', async () => {
    await setKey('본사 공장', KEY);
    await rowOf('본사 공장').getByText('••••4711').waitFor();
    await setKey('남해 공장', KEY);
    await page.getByRole('dialog').getByText('다른 사업장에 등록한 포털 키', { exact: false }).first().waitFor();
    await page.getByRole('dialog').getByLabel('포털 키', { exact: true }).fill(`${KEY}0815`);
    await page.getByRole('dialog').getByRole('button', { name: '저장', exact: true }).click();
    await rowOf('남해 공장').getByText('••••0815').waitFor();
    await rowOf('본사 공장').getByText('••••4711').waitFor();
    await rowOf('통영 공장').getByText('키 없음').waitFor();
  });
});
