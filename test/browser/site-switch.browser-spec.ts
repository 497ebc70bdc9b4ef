import type { Browser, Page, Request } from 'playwright-core';
import { ask, newFactory, newPoint } from './factory';
import { newVisitor, open, openBrowser, settled, signIn } from './visitor';

const quarterMs = 15 * 60_000;
const switcher = (page: Page) => page.locator('.top-bar > .site-switch').getByRole('combobox', { name: '사업장' });

/** Waits until so many meters are listed. */
const shown = (page: Page, count: number) =>
  page.waitForFunction((wanted) => document.querySelectorAll('.meter-card').length === wanted, count);

/** A factory with two sites, each with a meter and a reading. */
describe('the site switcher', () => {
  let browser: Browser;
  let page: Page;
  let email: string;
  const sites: Record<string, string> = {};
  const points: Record<string, string> = {};

  beforeAll(async () => {
    browser = await openBrowser();
    email = await newFactory(browser);
    ({ page } = await newVisitor(browser));
    await signIn(page, email);
    await newPoint(page);
  });
  afterAll(() => browser.close());

  it('names the one site that there is', async () => {
    await open(page, '/');
    await page.locator('.top-bar > .site-name', { hasText: '본사 공장' }).waitFor();
    expect(await switcher(page).count()).toBe(0);
  });

  it('is there with the second site, and filters the meters by what was chosen', async () => {
    const { id: second } = await ask(page, 'POST', '/api/workspace/sites', {
      name: '남해 공장',
      businessRegistrationNumber: '124-81-00998',
    });
    const meter = await ask(page, 'POST', '/api/fems/meters', { siteId: second, name: '남해 수전 계량기', main: true });
    const source = await ask(page, 'POST', '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' });
    const made = await ask(page, 'POST', '/api/fems/points', {
      meterId: meter.id,
      name: '유효전력량(수전)',
      quantity: 'activeEnergyImport',
      unit: 'kWh',
      intervalSeconds: 900,
      acquisitionMode: 'automatic',
    });
    const { items } = await ask<{ items: { id: string; meterId: string }[] }>(page, 'GET', '/api/fems/points');
    const first = items.find(({ id }) => id !== made.id) as { id: string };
    Object.assign(points, { first: first.id, second: made.id });
    const known = await ask<{ items: { id: string }[] }>(page, 'GET', '/api/workspace/sites');
    Object.assign(sites, { first: known.items.find(({ id }) => id !== second)?.id, second });
    const at = new Date(Math.floor(Date.now() / quarterMs) * quarterMs - 4 * quarterMs).toISOString();
    await ask(page, 'POST', '/api/fems/readings', {
      sourceId: source.id,
      readings: [first.id, made.id].map((pointId, index) => ({ pointId, at, value: String(index + 1) })),
    });
    await open(page, '/fems/meters');
    await shown(page, 2);
    await switcher(page).selectOption({ label: '남해 공장' });
    await page.waitForURL((url) => url.searchParams.get('site') === second);
    await shown(page, 1);
    expect(await page.locator('.meter-card h2').allTextContents()).toEqual([expect.stringContaining('남해 수전 계량기')]);
  });

  it('is what pages begin with, until a link says otherwise; each organisation has its own', async () => {
    await open(page, '/workspace/members');
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('navigation').getByRole('link', { name: '부하 곡선' }).click();
    await page.getByText(/남해 공장 · 남해 수전 계량기/).waitFor();
    await open(page, `/fems/load?point=${points.first}`);
    await page.getByText(/본사 공장 · 수전 계량기/).waitFor();
    await page.reload();
    await page.getByText(/본사 공장 · 수전 계량기/).waitFor();
    await open(page, '/fems/load');
    await page.getByText(/남해 공장 · 남해 수전 계량기/).waitFor();
    const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('maru.site.')));
    expect(keys).toHaveLength(1);
  });

  it('changes the picture as the person’s read, away from a point of the other site', async () => {
    await open(page, `/fems/load?point=${points.second}`);
    const energy = (request: Request) => new URL(request.url()).pathname === '/api/fems/energy';
    const [request] = await Promise.all([page.waitForRequest(energy), switcher(page).selectOption({ label: '본사 공장' })]);
    expect(request.headers()).toMatchObject({ 'maru-cause': 'input', 'maru-site': sites.first });
    expect(new URL(request.url()).searchParams.get('pointId')).toBe(points.first);
    await settled(page);
    await page.getByText(/본사 공장 · 수전 계량기/).waitFor();
  });

  it('says with what a person does for which site it is, and of none where none was chosen', async () => {
    const reads = (path: string) => page.waitForRequest((request) => new URL(request.url()).pathname === path);
    const go = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
    const [own] = await Promise.all([reads('/api/workspace/members'), go('구성원')]);
    expect(own.headers()).toMatchObject({ 'maru-cause': 'input', 'maru-site': sites.first });
    await switcher(page).selectOption({ label: '모든 사업장' });
    const [every] = await Promise.all([reads('/api/workspace/device-keys'), go('장치 키')]);
    expect(every.headers()['maru-cause']).toBe('input');
    expect(every.headers()['maru-site']).toBeUndefined();
  });

  it('leaves the address of a page that knows no site as it is', async () => {
    await open(page, '/workspace/members');
    await switcher(page).selectOption({ label: '모든 사업장' });
    expect(new URL(page.url()).search).toBe('');
    await open(page, '/fems/meters');
    await shown(page, 2);
  });

  it.each([360, 768, 1199, 1280, 2560])('fits the top bar at %i pixels with all else that is there', async (width) => {
    await page.setViewportSize({ width, height: 740 });
    await open(page, '/fems/meters');
    const beyond = await page.evaluate(() => {
      const bar = document.querySelector('.top-bar') as HTMLElement;
      const right = Math.max(
        ...[...bar.children].filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect().right),
      );
      return Math.max(0, right - window.innerWidth, document.documentElement.scrollWidth - window.innerWidth);
    });
    expect(beyond).toBe(0);
    if (width >= 900) return;
    await page.getByRole('button', { name: /내 메뉴/ }).click();
    await page.locator('#person-menu').getByRole('combobox', { name: '사업장' }).selectOption({ label: '남해 공장' });
    await shown(page, 1);
    await page.locator('#person-menu').getByRole('combobox', { name: '사업장' }).selectOption({ label: '모든 사업장' });
    await shown(page, 2);
  });
});
