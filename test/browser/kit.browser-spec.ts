import type { Browser, Page } from 'playwright-core';
import en from '../../apps/web/src/showcase/en.json';
import ko from '../../apps/web/src/showcase/ko.json';
import { componentNames } from '../support/kit-components';
import { seriousFaults } from './accessibility';
import { address, newVisitor, open, openBrowser, signIn } from './visitor';

function keysOf(messages: object, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) => {
    const whole = path ? `${path}.${key}` : key;
    return typeof value === 'object' ? keysOf(value as object, whole) : [whole];
  });
}

/** The page shows what loads as well, so it is there when its last part is and its chart is painted. */
async function openKit(page: Page): Promise<void> {
  await page.goto(address('/kit'));
  await page.locator('[data-specimen="TaskFile"] button').waitFor();
  await page.locator('[data-painted="true"]').waitFor();
}

describe('the page of all components', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  it.each([['ko', ko] as const, ['en', en] as const])(
    'opens in %s without a complaint, a raw key or a serious fault, and asks the server for nothing',
    async (language, messages) => {
      const { page, complaints } = await newVisitor(browser, { language });
      await signIn(page, 'owner@steel.example');
      const asked = new Set<string>();
      page.on('request', (request) => {
        const { pathname } = new URL(request.url());
        if (pathname.startsWith('/api/')) asked.add(pathname);
      });
      await open(page, '/no-such-page');
      const byShell = [...asked];
      await openKit(page);
      await page.getByRole('heading', { level: 1, name: messages.title }).waitFor();
      const text = (await page.locator('main').textContent()) ?? '';
      expect(keysOf(messages).filter((key) => key.includes('.') && text.includes(key))).toEqual([]);
      expect([...asked].filter((path) => !byShell.includes(path))).toEqual([]);
      expect(await seriousFaults(page)).toEqual([]);
      expect(complaints).toEqual([]);
    },
  );

  it('shows every component that the kit has', async () => {
    const { page } = await newVisitor(browser);
    await signIn(page, 'owner@steel.example');
    await openKit(page);
    const shown = await page
      .locator('[data-specimen]')
      .evaluateAll((all) => all.flatMap((each) => each.getAttribute('data-specimen')?.split(' ')));
    expect(componentNames().filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('fits a phone and a wall', async () => {
    for (const width of [360, 2560]) {
      const { page, close } = await newVisitor(browser, { width, height: 740 });
      await signIn(page, 'owner@steel.example');
      await openKit(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      await close();
    }
  });

  it('shows a refusal beside its field, with the focus in the first one', async () => {
    const { page } = await newVisitor(browser);
    await signIn(page, 'owner@steel.example');
    await openKit(page);
    const form = page.locator('[data-specimen="ProblemForm"]');
    await form.getByRole('button', { name: ko.forms.submit }).click();
    await form.locator('.ant-form-item', { hasText: ko.sample.name }).getByText(ko.forms.nameTaken).waitFor();
    await form.locator('.ant-form-item', { hasText: ko.forms.count }).getByText(ko.forms.countTooHigh).waitFor();
    expect(await form.getByRole('textbox', { name: ko.sample.name }).evaluate((field) => field === document.activeElement)).toBe(true);
  });
});
