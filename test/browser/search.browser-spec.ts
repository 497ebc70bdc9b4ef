import type { Browser, Page, Request } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { newVisitor, open, openBrowser, settled, signIn, type Visitor } from './visitor';

const searches = (request: Request) => new URL(request.url()).pathname === '/api/workspace/search';
const field = (page: Page) => page.getByRole('combobox', { name: '무엇이든 찾기' });
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name });
const active = (page: Page) => page.locator('[role="option"][aria-selected="true"]');
/** Gone from the page too: until then the key does nothing. */
const shut = async (page: Page) => {
  await page.keyboard.press('Escape');
  await field(page).waitFor({ state: 'detached' });
};
const focused = (page: Page) => page.evaluate(() => document.activeElement?.className ?? '');

describe('the search for anything', () => {
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await newVisitor(browser);
    ({ page } = visitor);
    await signIn(page, 'owner@steel.example');
  });
  afterAll(() => browser.close());

  it('opens by Ctrl K with its field ready, closes by Escape and gives the focus back', async () => {
    const link = page.getByRole('navigation').getByRole('link', { name: '사업장' });
    await link.focus();
    await page.keyboard.press('Control+k');
    await field(page).waitFor();
    expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    await shut(page);
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.getByRole('button', { name: '무엇이든 찾기' }).click();
    await page.getByRole('button', { name: '찾기 닫기' }).click();
    expect(await focused(page)).toBe('search-key');
  });

  it('opens again at once, however soon after it was closed', async () => {
    for (let time = 0; time < 40; time++) {
      await page.keyboard.press('Control+k');
      await field(page).waitFor({ timeout: 5_000 });
      if (time % 2 === 0) await page.keyboard.press('Escape');
      else await page.getByRole('button', { name: '찾기 닫기' }).click();
    }
    await field(page).waitFor({ state: 'detached' });
  });

  it('leads to a page by its initial consonants and Enter, to the page’s content', async () => {
    await page.keyboard.press('Control+k');
    await field(page).fill('ㅂㅎㄱㅅ');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/fems/load');
    await settled(page);
    await page.waitForFunction(() => document.activeElement?.tagName === 'MAIN');
    expect(await page.getByRole('navigation').locator('[aria-current="page"]').textContent()).toBe('부하 곡선');
  });

  it('finds what the organisation has, moves by arrows and opens it there', async () => {
    await open(page, '/');
    await page.keyboard.press('Control+k');
    await field(page).fill('공장');
    await option(page, /광양 공장/).waitFor();
    await field(page).fill('유효전력량');
    const point = option(page, /수전 유효전력량/).first();
    await point.waitFor();
    for (let step = 0; step < 20 && !(await point.getAttribute('aria-selected'))?.startsWith('true'); step++)
      await page.keyboard.press('ArrowDown');
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(await active(page).getAttribute('id'));
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/fems/load' && url.searchParams.has('point') && url.searchParams.has('site'));
    await settled(page);
  });

  it('counts nothing that it asks as a person’s read but the page that is opened', async () => {
    await open(page, '/');
    const asked: { q: string | null; cause: string | undefined }[] = [];
    const note = (request: Request) => {
      if (searches(request)) asked.push({ q: new URL(request.url()).searchParams.get('q'), cause: request.headers()['maru-cause'] });
    };
    page.on('request', note);
    await page.keyboard.press('Control+k');
    const answered = page.waitForResponse((response) => response.url().endsWith('/api/workspace/search?q=meter'));
    await field(page).pressSequentially('meter');
    await answered;
    expect(asked.at(-1)?.q).toBe('meter');
    expect(asked.filter(({ cause }) => cause !== undefined)).toEqual([]);
    await field(page).fill('사업장');
    const [read] = await Promise.all([
      page.waitForRequest((request) => request.url().endsWith('/api/workspace/sites') && request.headers()['maru-cause'] === 'input'),
      page.keyboard.press('Enter'),
    ]);
    expect(new URL(read.url()).pathname).toBe('/api/workspace/sites');
    page.off('request', note);
  });

  it('shows no answer under words that it is not the answer to', async () => {
    await open(page, '/');
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    const answer = (name: string) => ({
      kinds: [{ kind: 'workspace.site', items: [{ id: name, name, sub: null, place: {} }], more: false }],
    });
    await page.route('**/api/workspace/search?*', async (route) => {
      const q = new URL(route.request().url()).searchParams.get('q') as string;
      if (q === '느린') await held;
      await route.fulfill({ json: answer(`${q} 공장`) }).catch(() => undefined);
    });
    await page.keyboard.press('Control+k');
    await Promise.all([page.waitForRequest(searches), field(page).fill('느린')]);
    await field(page).fill('빠른');
    await option(page, /빠른 공장/).waitFor();
    letGo();
    await field(page).fill('빠른 공');
    await option(page, /빠른 공 공장/).waitFor();
    expect(await option(page, /느린 공장/).count()).toBe(0);
    await page.unroute('**/api/workspace/search?*');
    await shut(page);
  });

  it('says when nothing is found, when it could not look, and looks again', async () => {
    await page.keyboard.press('Control+k');
    await field(page).fill('없는 이름 없는 이름');
    await page.getByText('찾은 것이 없습니다.').waitFor();
    const failing = (route: Parameters<Parameters<Page['route']>[1]>[0]) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"status":500}' });
    await page.route('**/api/workspace/search?*', failing);
    await field(page).fill('광양');
    await page.getByRole('alert').waitFor();
    await page.unroute('**/api/workspace/search?*');
    await page.getByRole('button', { name: '다시 시도' }).click();
    await option(page, /광양 공장/).waitFor();
    await shut(page);
  });

  it('changes language and brightness', async () => {
    await page.keyboard.press('Control+k');
    await field(page).fill('어두운');
    await page.keyboard.press('Enter');
    await page.locator('html[data-theme="dark"]').waitFor();
    await page.keyboard.press('Control+k');
    await field(page).fill('english');
    await page.keyboard.press('Enter');
    await page.locator('html[lang="en"]').waitFor();
    await page.keyboard.press('Control+k');
    const english = page.getByRole('combobox', { name: 'Find anything' });
    await english.fill('한국어');
    await page.keyboard.press('Enter');
    await page.locator('html[lang="ko"]').waitFor();
  });

  it('stays shut over a form that is being filled in', async () => {
    await open(page, '/workspace/sites');
    await page.getByRole('button', { name: '사업장 등록' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: '사업장 이름' }).fill('시험');
    await page.keyboard.press('Control+k');
    expect(await field(page).count()).toBe(0);
    await page.keyboard.press('Escape');
  });

  it.each([360, 1280])('has no serious fault at %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 740 });
    await open(page, '/');
    await page.getByRole('button', { name: '무엇이든 찾기' }).click();
    await field(page).fill('공장');
    await option(page, /광양 공장/).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await shut(page);
  });

  it('leaves the console without errors but for those that the test made', () => {
    expect(visitor.complaints.filter((complaint) => !complaint.includes('/api/workspace/search'))).toEqual([]);
  });
});
