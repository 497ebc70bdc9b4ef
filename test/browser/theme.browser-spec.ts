import type { Browser, Page } from 'playwright-core';
import { eventually } from '../../libs/platform/src/testing/eventually';
import { address, newVisitor, open, openBrowser, settled, signIn } from './visitor';

const [white, dark] = ['rgb(245, 247, 248)', 'rgb(14, 25, 32)'];
const ground = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const menu = async (page: Page) => {
  await page.getByRole('button', { name: /내 메뉴/ }).click();
  return page.getByRole('group', { name: '화면 밝기' });
};
const choose = async (page: Page, name: string) => {
  await (await menu(page)).getByText(name, { exact: true }).click();
  await page.keyboard.press('Escape');
};

/** Of the dot that marks the peak. */
const peak = { light: [180, 83, 31], dark: [243, 154, 102] };

/** Waits until the chart's picture has a colour in it. */
const shows = (page: Page, colour: readonly number[]) =>
  page.waitForFunction(([red, green, blue]) => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-painted="true"] canvas');
    if (!canvas) return false;
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, at) => at % 4 === 0 && value === red && data[at + 1] === green && data[at + 2] === blue);
  }, colour);

describe('light and dark', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  it('follow the device until somebody chooses, and the choice survives a reload', async () => {
    const { page, complaints } = await newVisitor(browser);
    await signIn(page, 'owner@steel.example');
    expect(await ground(page)).toBe(white);
    await page.emulateMedia({ colorScheme: 'dark' });
    await eventually(async () => (await ground(page)) === dark);
    await choose(page, '밝게');
    await eventually(async () => (await ground(page)) === white);
    await page.reload();
    await settled(page);
    expect(await ground(page)).toBe(white);
    await choose(page, '기기 설정');
    await eventually(async () => (await ground(page)) === dark);
    expect(complaints).toEqual([]);
  });

  it('are there before anything is painted', async () => {
    const { page } = await newVisitor(browser);
    await page.goto(address('/sign-in'));
    await page.evaluate(() => localStorage.setItem('maru.theme', 'dark'));
    // Without the program the page stays as it is first painted.
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.goto(address('/sign-in'));
    expect(await ground(page)).toBe(dark);
  });

  it('are chosen by the keys alone', async () => {
    const { page } = await newVisitor(browser);
    await signIn(page, 'owner@steel.example');
    await page.getByRole('button', { name: /내 메뉴/ }).focus();
    await page.keyboard.press('Enter');
    const chosen = page.getByRole('radio', { name: '기기 설정' });
    for (let tab = 0; tab < 8 && !(await chosen.evaluate((radio) => radio === document.activeElement)); tab++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowLeft');
    expect(await page.getByRole('radio', { name: '어둡게' }).isChecked()).toBe(true);
    expect(await ground(page)).toBe(dark);
  });

  it('change the colours of a chart that is open, and of one in another window', async () => {
    const { page } = await newVisitor(browser);
    await signIn(page, 'owner@steel.example');
    await open(page, '/fems/load?on=2018-11-22');
    await shows(page, peak.light);
    const second = await page.context().newPage();
    await open(second, '/fems/load?on=2018-11-22');
    await choose(page, '어둡게');
    await shows(page, peak.dark);
    await shows(second, peak.dark);
    await choose(page, '밝게');
    await shows(page, peak.light);
  });
});
