import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { address, type Language, newVisitor, open, openBrowser, signIn } from './visitor';

const folder = join(__dirname, '..', '..', 'dist', 'screenshots');
const screens: { width: number; height: number; language: Language }[] = [
  { width: 360, height: 740, language: 'ko' },
  { width: 768, height: 1024, language: 'en' },
  { width: 1280, height: 800, language: 'ko' },
  { width: 1280, height: 800, language: 'en' },
  { width: 2560, height: 1440, language: 'ko' },
];
const pages = {
  home: '/',
  'load-day': '/fems/load?on=2018-11-22',
  'load-month': '/fems/load?by=month&on=2018-11-22',
  'load-year': '/fems/load?by=year&on=2018-11-22',
  'load-table': '/fems/load?by=year&on=2018-11-22&view=table',
  meters: '/fems/meters',
  sites: '/workspace/sites',
  subscriptions: '/workspace/subscriptions',
  'usage-log': '/workspace/usage-events',
};

describe.each(screens)('screens of $width x $height in $language', ({ width, height, language }) => {
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  it('fit their width and are kept as pictures', async () => {
    const { page } = await newVisitor(browser, { width, height, language });
    const keep = (name: string) => page.screenshot({ path: join(folder, `${name}-${width}-${language}.png`) });
    await page.goto(address('/sign-in'));
    await page.locator('form').waitFor();
    await keep('sign-in');
    await signIn(page, 'owner@steel.example');
    for (const [name, path] of Object.entries(pages)) {
      await open(page, path);
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await keep(name);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ name, beyond: Math.max(0, beyond) }).toEqual({ name, beyond: 0 });
    }
  });
});
