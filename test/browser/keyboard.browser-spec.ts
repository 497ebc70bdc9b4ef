import type { Browser, Page } from 'playwright-core';
import { newVisitor, open, openBrowser, signIn } from './visitor';

const isFocused = (page: Page, selector: string) => page.locator(selector).evaluate((element) => element === document.activeElement);

describe('by the keyboard alone', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page } = await newVisitor(browser));
    await signIn(page, 'owner@steel.example');
  });
  afterAll(() => browser.close());

  it('the first key leads past the menu to the content', async () => {
    await open(page, '/workspace/sites');
    await page.keyboard.press('Tab');
    expect(await isFocused(page, '.skip')).toBe(true);
    await page.keyboard.press('Enter');
    expect(await isFocused(page, 'main')).toBe(true);
  });

  it('the focus is back where it was when the menu of a narrow screen closes, by Escape and by its key', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, '/workspace/sites');
    for (const close of ['Escape', 'Enter']) {
      await page.locator('.menu-key').focus();
      await page.keyboard.press('Enter');
      await page.locator('.menu-drawer').waitFor();
      await page.locator('.menu-close').focus();
      await page.keyboard.press(close);
      await page.locator('.menu-drawer').waitFor({ state: 'detached' });
      expect(await isFocused(page, '.menu-key')).toBe(true);
    }
  });

  it('the page that is shown is marked in the menu', async () => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await open(page, '/workspace/sites');
    const current = page.getByRole('navigation').locator('[aria-current="page"]');
    expect(await current.allTextContents()).toEqual(['사업장']);
  });
});
