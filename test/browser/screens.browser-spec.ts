import type { Browser, Page } from 'playwright-core';
import { keepPicture, writeGallery } from './pictures';
import { address, haveSession, type Language, newVisitor, open, openBrowser, settled } from './visitor';

/** A phone, a tablet, a desk and a wall. A desk has its other pictures from pages.ts, which opens every page. */
const screens: Record<Language, { width: number; height: number }[]> = {
  ko: [
    { width: 360, height: 740 },
    { width: 1280, height: 800 },
    { width: 2560, height: 1440 },
  ],
  en: [{ width: 768, height: 1024 }],
};
const widths = [360, 400, 640, 641, 768, 899, 900, 1024, 1199, 1200, 1280, 1439, 1440, 1920, 2560];
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
  duties: '/programme/duties',
  agreements: '/programme/agreements',
  calendar: '/programme/calendar',
  operating: '/programme/operating',
  sites: '/workspace/sites',
  subscriptions: '/workspace/subscriptions',
  'usage-log': '/workspace/usage-events',
  password: '/workspace/password',
};

/** Parts of the top bar that lie over another one, or whose words are broken into lines. */
const crowded = (page: Page) =>
  page.locator('.top-bar').evaluate((bar) => {
    const parts = [
      ...bar.querySelectorAll<HTMLElement>('.organisation > *, :scope > button, .language-switch button, .picker, .site-name'),
    ];
    const boxes = parts.map((part) => ({ part, box: part.getBoundingClientRect() })).filter(({ box }) => box.width > 1 && box.height > 1);
    const name = ({ part }: { part: HTMLElement }) => part.textContent?.trim() ?? '';
    // A wall's type is larger, and the bar with it.
    const lineMax = 2.75 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const broken = boxes.filter(({ box }) => box.height > lineMax).map(name);
    const across = boxes.sort((a, b) => a.box.left - b.box.left);
    const covered = across.filter(({ box }, index) => across.slice(0, index).some((other) => box.left < other.box.right - 1)).map(name);
    return { broken, covered, isOut: across.some(({ box }) => box.right > innerWidth) };
  });

describe.each<Language>(['ko', 'en'])('screens in %s', (language) => {
  const account = 'owner@steel.example';
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page } = await newVisitor(browser, { language }));
  });

  afterAll(async () => {
    await browser.close();
    writeGallery();
  });

  it('fit their width, from a phone to a wall, and are kept as pictures', async () => {
    await page.goto(address('/sign-in'));
    await page.locator('form').waitFor();
    for (const screen of screens[language]) {
      await page.setViewportSize(screen);
      await keepPicture(page, { page: 'sign-in', language });
    }
    await haveSession(page, account);
    for (const [name, path] of Object.entries(pages)) {
      await open(page, path);
      for (const screen of screens[language]) {
        await page.setViewportSize(screen);
        await settled(page);
        await keepPicture(page, { page: name, account, language });
        const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect({ name, ...screen, beyond: Math.max(0, beyond) }).toEqual({ name, ...screen, beyond: 0 });
      }
    }
  });

  it('have room for everything in the bar', async () => {
    await open(page, '/workspace/password');
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      expect({ width, ...(await crowded(page)) }).toEqual({ width, broken: [], covered: [], isOut: false });
    }
  });
});
