import type { Browser } from 'playwright-core';
import { address, figure, newVisitor, open, openBrowser, settled, signIn, type Visitor } from './visitor';

/** The year of a real plant: 35,040 readings of 2018 in Asia/Seoul. */
describe.each(['Asia/Seoul', 'America/New_York'])('load profile on a computer in %s', (timezoneId) => {
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await newVisitor(browser, { timezoneId });
    await signIn(visitor.page, 'owner@steel.example');
  });

  afterAll(() => browser.close());

  const textOf = (label: string) => figure(visitor.page, label).textContent();

  it('opens from the menu on the newest day with data', async () => {
    const { page } = visitor;
    await page.getByRole('navigation').getByRole('link', { name: '부하 곡선' }).click();
    await page.waitForURL(address('/fems/load'));
    await settled(page);
    await page.getByRole('heading', { name: '2018년 12월 31일 (월) 부하 곡선' }).waitFor();
    expect(await textOf('검침값')).toContain('96 / 96');
  });

  it('shows the year with its total, its peak and its readings', async () => {
    const { page } = visitor;
    await open(page, '/fems/load?by=year&on=2018-06-15');
    expect(await textOf('전력량')).toContain('959,636.71 kWh');
    expect(await textOf('최대수요전력')).toContain('628.72 kW');
    expect(await textOf('최대수요전력')).toContain('2018년 11월 22일 (목) 09:45');
    expect(await textOf('검침값')).toContain('35,040 / 35,040');
    expect(await page.locator('.chart').getAttribute('aria-label')).toContain('628.72 kW (2018년 11월 22일 (목) 09:45)');
  });

  it.each([
    ['2018-01-20', '126,238.29'],
    ['2018-07-01', '81,674.41'],
  ])('shows the month of %s with %s kWh', async (on, energyKwh) => {
    await open(visitor.page, `/fems/load?by=month&on=${on}`);
    expect(await textOf('전력량')).toContain(`${energyKwh} kWh`);
  });

  it('shows the day of the peak', async () => {
    await open(visitor.page, '/fems/load?on=2018-11-22');
    expect(await textOf('최대수요전력')).toContain('628.72 kW');
    expect(await textOf('최대수요전력')).toContain('2018년 11월 22일 (목) 09:45');
  });

  it('has the same figures in the table, from the first interval of a day to the last', async () => {
    const { page } = visitor;
    await open(page, '/fems/load?on=2018-01-01&view=table');
    const rows = page.locator('tbody tr.ant-table-row');
    expect(await rows.count()).toBe(96);
    expect(await rows.first().locator('td').allTextContents()).toEqual(['00:00–00:15', '3.17', '12.68', '1 / 1']);
    expect(await rows.last().locator('td').allTextContents()).toEqual(['23:45–24:00', '3.42', '13.68', '1 / 1']);
  });
});

describe('load profile', () => {
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await newVisitor(browser);
    await signIn(visitor.page, 'owner@steel.example', '/fems/load');
  });

  afterAll(() => browser.close());

  it('keeps its filters in the address, so that the back key undoes them', async () => {
    const { page } = visitor;
    await open(page, '/fems/load?on=2018-11-22');
    await page.locator('.load-filters').getByText('월', { exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('by') === 'month');
    await page.getByRole('heading', { name: '2018년 11월 부하 곡선' }).waitFor();
    await page.getByRole('button', { name: '이전 달' }).click();
    await page.getByRole('heading', { name: '2018년 10월 부하 곡선' }).waitFor();
    await page.goBack();
    await page.goBack();
    await page.getByRole('heading', { name: '2018년 11월 22일 (목) 부하 곡선' }).waitFor();
  });

  it('opens its calendar at a key, gives the focus back at Escape, and goes to the day that is picked', async () => {
    const { page } = visitor;
    await open(page, '/fems/load?on=2018-11-22');
    const field = page.getByRole('button', { name: /기간 선택/ });
    const isFocused = () => field.evaluate((button) => button === document.activeElement);
    await field.focus();
    await page.keyboard.press('Enter');
    await page.locator('.ant-picker-dropdown').waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor();
    expect(await isFocused()).toBe(true);
    await field.click();
    await page.getByTitle('2018-11-05').click();
    await page.getByRole('heading', { name: '2018년 11월 5일 (월) 부하 곡선' }).waitFor();
    expect(await isFocused()).toBe(true);
  });

  it('leads from the year to the month to the day', async () => {
    const { page } = visitor;
    await open(page, '/fems/load?by=year&view=table');
    await page.getByRole('link', { name: '2018년 11월', exact: true }).click();
    await page.getByRole('link', { name: '11월 22일 (목)', exact: true }).click();
    await page.getByRole('heading', { name: '2018년 11월 22일 (목) 부하 곡선' }).waitFor();
  });

  it('says where there is data when a period has none', async () => {
    const { page } = visitor;
    await open(page, '/fems/load?by=year&on=2016-03-01');
    await page.getByText('검침값은 2018년 1월 1일 (월)부터 2018년 12월 31일 (월)까지 있습니다.').waitFor();
    await page.getByRole('button', { name: '가장 최근 기간 보기' }).click();
    await page.getByRole('heading', { name: '2018년 부하 곡선' }).waitFor();
  });

  it('says what to do when the server fails, and tries again', async () => {
    const { page } = visitor;
    await page.route('**/api/fems/energy?*', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"status":500}' }),
    );
    await page.goto(address('/fems/load'));
    await page.getByRole('alert').getByText('서버에 문제가 생겨 처리하지 못했습니다.').waitFor();
    await page.unroute('**/api/fems/energy?*');
    await page.getByRole('button', { name: '다시 시도' }).click();
    await page.getByRole('heading', { name: '2018년 12월 31일 (월) 부하 곡선' }).waitFor();
  });
});
