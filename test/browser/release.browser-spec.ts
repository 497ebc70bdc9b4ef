import type { Browser, Page } from 'playwright-core';
import { newVisitor, open, openBrowser, signIn } from './visitor';

const pageFile = '**/assets/load-profile-*.js';

/** A tab that is left open over a release asks for files of pages that are gone. */
describe('after a release', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  beforeEach(async () => {
    ({ page } = await newVisitor(browser));
    await signIn(page, 'owner@steel.example');
    await open(page, '/');
  });

  afterEach(() => page.context().close());
  afterAll(() => browser.close());

  const goToLoad = () => page.getByRole('navigation').getByRole('link', { name: '부하 곡선' }).click();

  it('an open tab loads itself anew and shows the page that was asked for', async () => {
    await page.route(pageFile, (route) => route.fulfill({ status: 404, body: '' }), { times: 1 });
    await goToLoad();
    await page.getByRole('heading', { name: '2018년 12월 31일 (월) 부하 곡선' }).waitFor();
  });

  it('an open tab loads itself anew once, and tells the person where that is no cure', async () => {
    await page.route(pageFile, (route) => route.fulfill({ status: 404, body: '' }));
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    const loadedAnew = page.waitForEvent('load');
    await goToLoad();
    await loadedAnew;
    await page.getByRole('heading', { name: '화면을 열지 못했습니다' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(loads).toBe(1);
  });
});
