import { readFile } from 'node:fs/promises';
import { Workbook } from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { ask, newFactory, newPoint } from './factory';
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
    expect(await rows.first().locator('td').allTextContents()).toEqual(['00:00–00:15', '3.17', '12.68', '1', '1']);
    expect(await rows.last().locator('td').allTextContents()).toEqual(['23:45–24:00', '3.42', '13.68', '1', '1']);
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

  it('gives the readings of the period as a file, as CSV and as a workbook, marked 모의 in name and rows', async () => {
    const { page } = visitor;
    await open(page, '/fems/load?by=month&on=2018-01-15');
    const fileOf = async (key: string) => {
      // The newest entry is the one that was started, once the tray holds one entry more than there were tasks before.
      const { items } = await ask<{ items: { kind: string }[] }>(page, 'GET', '/api/workspace/tasks?limit=20');
      const before = items.filter(({ kind }) => kind === 'fems.reading-export').length;
      await page.getByRole('button', { name: key }).click();
      await page.getByText('2018년 1월 검침값 파일을 만들고 있습니다.').waitFor();
      await page.getByRole('button', { name: '작업 보기' }).click();
      const tasks = page.getByRole('listitem').filter({ hasText: '검침값 내보내기' });
      await tasks.nth(before).waitFor();
      const task = tasks.first();
      await task.getByText('끝남').waitFor();
      const [download] = await Promise.all([page.waitForEvent('download'), task.getByRole('button', { name: '파일 받기' }).click()]);
      await page.keyboard.press('Escape');
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
    };
    const totalOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0).toFixed(2);
    const csv = await fileOf('CSV 내보내기');
    expect(csv.name).toMatch(/^모의_검침값_.*_2018-01-01_2018-01-31\.csv$/);
    const rows = csv.bytes
      .toString()
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(','));
    expect([rows.length, totalOf(rows.map((cells) => Number(cells[4])))]).toEqual([2_976, '126238.29']);
    expect(new Set(rows.map((cells) => cells.at(-1)))).toEqual(new Set(['모의']));
    const xlsx = await fileOf('엑셀(XLSX) 내보내기');
    expect(xlsx.name).toBe(csv.name.replace(/csv$/, 'xlsx'));
    const workbook = new Workbook();
    await workbook.xlsx.load(xlsx.bytes as unknown as ArrayBuffer);
    const values: number[] = [];
    const marks = new Set<unknown>();
    workbook.worksheets[0].eachRow((row, number) => {
      if (number === 1) return;
      values.push(Number(row.getCell(5).value));
      marks.add(row.getCell(10).value);
    });
    expect([values.length, totalOf(values), [...marks]]).toEqual([2_976, '126238.29', ['모의']]);
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

describe('time-of-use periods behind the load of a day', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    const email = await newFactory(browser);
    ({ page } = await newVisitor(browser));
    await signIn(page, email, '/fems/load');
    const pointId = await newPoint(page);
    const { id: sourceId } = await ask(page, 'POST', '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' });
    // A Thursday of the terms that may be put off, and the last day of which nothing is known.
    const readings = ['2026-08-27', '2024-10-23'].flatMap((day) =>
      Array.from({ length: 96 }, (_, index) => {
        const at = new Date(Date.parse(`${day}T00:00:00+09:00`) + index * 900_000).toISOString();
        return { pointId, at, value: String(20 + (index % 60)) };
      }),
    );
    await ask(page, 'POST', '/api/fems/readings', { sourceId, readings });
  });

  afterAll(() => browser.close());

  const choice = () => page.getByRole('combobox', { name: '계시별 시간대' });
  const legend = () => page.getByRole('list', { name: '계시별 시간대' });

  it('are not shown before they are chosen; then by name and hours, kept in the address, by a read beside the main one', async () => {
    const causes: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/fems/time-of-use')) causes.push(request.headers()['maru-cause']);
    });
    await open(page, '/fems/load?on=2026-08-27');
    expect([await choice().inputValue(), await legend().count(), causes]).toEqual(['none', 0, []]);
    await choice().selectOption({ label: '계시별 시간대: 산업용(을)' });
    await page.waitForURL((url) => url.searchParams.get('tariff') === 'industrial-b');
    await legend().waitFor();
    expect(await legend().getByRole('listitem').allTextContents()).toEqual([
      '경부하 00:00–08:00, 22:00–24:00',
      '중간부하 08:00–15:00, 21:00–22:00',
      '최대부하 15:00–21:00',
    ]);
    expect(causes).toHaveLength(1);
    await page.getByText('육지 기준').waitFor();
    await page.getByText('2026년 9월 30일 (수)까지는').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('are a column of the table, row by row, beside another day too', async () => {
    const periodsIn = async (address: string) => {
      await open(page, address);
      const titles = await page.locator('thead th').allTextContents();
      const column = titles.findIndex((title) => title.includes('계시별 시간대'));
      return page.locator(`tbody tr.ant-table-row td:nth-child(${column + 1})`).allTextContents();
    };
    const ofHours = [
      ...Array(8).fill('경부하'),
      ...Array(7).fill('중간부하'),
      ...Array(6).fill('최대부하'),
      '중간부하',
      ...Array(2).fill('경부하'),
    ];
    const shown = '/fems/load?on=2026-08-27&tariff=industrial-b&view=table';
    expect(await periodsIn(`${shown}&bucket=hour`)).toEqual(ofHours);
    expect(await periodsIn(shown)).toEqual(ofHours.flatMap((name) => Array(4).fill(name)));
    expect(await periodsIn(`${shown}&bucket=hour&with=2024-10-23`)).toEqual(ofHours);
  });

  it('are said to be unknown where they are, and nothing is drawn', async () => {
    await open(page, '/fems/load?on=2024-10-23&tariff=industrial-b');
    await page.getByText('2024년 10월 23일 (수)의 계시별 시간대는 알려져 있지 않아').waitFor();
    expect(await legend().count()).toBe(0);
  });

  it('are no choice for a month', async () => {
    await open(page, '/fems/load?by=month&on=2026-08-27&tariff=industrial-b');
    expect([await choice().count(), await legend().count()]).toEqual([0, 0]);
  });

  it('leave the load as it is when they cannot be read, and are tried again', async () => {
    await page.route('**/api/fems/time-of-use?*', (route) =>
      route.fulfill({ status: 409, contentType: 'application/problem+json', body: '{"status":409}' }),
    );
    await page.goto(address('/fems/load?on=2026-08-27&tariff=industrial-b'));
    await page.getByRole('alert').getByText('계시별 시간대를 읽지 못했습니다.').waitFor();
    expect(await figure(page, '검침값').textContent()).toContain('96 / 96');
    await page.unroute('**/api/fems/time-of-use?*');
    await page.getByRole('button', { name: '다시 읽기' }).click();
    await legend().waitFor();
  });
});
