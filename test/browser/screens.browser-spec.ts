import type { Browser } from 'playwright-core';
import { keepPicture, writeGallery } from './pictures';
import { address, type Language, newVisitor, open, openBrowser, signIn } from './visitor';

/** A desk has its pictures from pages.browser-spec.ts, which opens every page. */
const screens: { width: number; height: number; language: Language }[] = [
  { width: 360, height: 740, language: 'ko' },
  { width: 768, height: 1024, language: 'en' },
  { width: 1280, height: 800, language: 'ko' },
  { width: 2560, height: 1440, language: 'ko' },
];
/** One page of each kind: figures and lists of things to do, charts by their length, tables, cards, forms, work in steps. */
const pages = {
  home: '/',
  overview: '/fems/overview',
  'load-day': '/fems/load?on=2018-11-22',
  'load-month': '/fems/load?by=month&on=2018-11-22',
  'load-year': '/fems/load?by=year&on=2018-11-22',
  'load-table': '/fems/load?by=year&on=2018-11-22&view=table',
  'load-compared': '/fems/load?on=2018-11-22&with=week',
  'load-heat-year': '/fems/load?by=year&on=2018-11-22&view=heat',
  'load-heat-month': '/fems/load?by=month&on=2018-11-22&view=heat',
  peaks: '/fems/peaks',
  'peaks-windows': '/fems/peaks?by=month&on=2018-11-22&list=windows&window=30',
  statements: '/fems/peaks?tab=statements',
  meters: '/fems/meters',
  import: '/fems/import',
  quality: '/fems/quality?by=month&on=2018-11-22',
  sites: '/workspace/sites',
  subscriptions: '/workspace/subscriptions',
  'usage-log': '/workspace/usage-events',
  password: '/workspace/password',
};

describe.each(screens)('screens of $width x $height in $language', ({ width, height, language }) => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(async () => {
    await browser.close();
    writeGallery();
  });

  it('fit their width and are kept as pictures', async () => {
    const account = 'owner@steel.example';
    const { page } = await newVisitor(browser, { width, height, language });
    await page.goto(address('/sign-in'));
    await page.locator('form').waitFor();
    await keepPicture(page, { page: 'sign-in', language });
    await signIn(page, account);
    for (const [name, path] of Object.entries(pages)) {
      await open(page, path);
      await keepPicture(page, { page: name, account, language });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect({ name, beyond: Math.max(0, beyond) }).toEqual({ name, beyond: 0 });
    }
  });
});
