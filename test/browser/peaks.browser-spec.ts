import type { Browser, Page, Request } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { ask, newFactory, newPoint } from './factory';
import { address, figure, newVisitor, open, openBrowser, settled, signIn, type Visitor } from './visitor';

const quarterMs = 15 * 60_000;
const dayMs = 24 * 3_600_000;
const seoulMs = 9 * 3_600_000;

const rowsOf = (page: Page, table: string) => page.getByRole('region', { name: table, exact: true }).locator('tbody tr.ant-table-row');

/** The year of a real plant: 35,040 readings of 2018 in Asia/Seoul. */
describe.each(['Asia/Seoul', 'America/New_York'])('peak demand on a computer in %s', (timezoneId) => {
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await newVisitor(browser, { timezoneId });
    page = visitor.page;
    await signIn(page, 'owner@steel.example');
  });
  afterAll(() => browser.close());

  const textOf = (label: string) => figure(page, label).textContent();

  it('opens from the menu on the newest year with its highest demand, load factor and hours', async () => {
    await page.getByRole('navigation').getByRole('link', { name: '수요전력' }).click();
    await page.waitForURL(address('/fems/peaks'));
    await settled(page);
    expect(await textOf('최대수요전력')).toContain('628.72 kW');
    expect(await textOf('최대수요전력')).toContain('2018년 11월 22일 (목) 09:45');
    expect(await textOf('부하율')).toContain('17.42 %');
    expect(await textOf('부하율')).toContain('109.55 kW');
    expect(await textOf('최대의 90 % 이상')).toContain('565.85 kW');
    expect(await textOf('수요 구간')).toContain('35,040');
  });

  it('has the ten peaks in a table behind the chart, and says what surrounded the one that is picked', async () => {
    await page.getByRole('heading', { name: '2018년 가장 높았던 피크 10건' }).waitFor();
    expect(await rowsOf(page, '수요전력').count()).toBe(10);
    await page.getByRole('heading', { name: '1위 · 2018년 11월 22일 (목) 09:30–09:45 · 628.72 kW' }).waitFor();
    const second = rowsOf(page, '수요전력').nth(1).getByRole('button');
    const when = await second.textContent();
    await second.click();
    await page.waitForURL((url) => url.searchParams.has('peak'));
    await page.getByRole('heading', { name: `2위 · ${when}` }).waitFor();
    await settled(page);
    await page.goBack();
    await page.getByRole('heading', { name: /^1위 · / }).waitFor();
    await page.getByRole('link', { name: '그날의 부하 곡선 보기' }).click();
    await page.getByRole('heading', { name: '2018년 11월 22일 (목) 부하 곡선' }).waitFor();
  });

  it('says for how long the demand was how high, wherever the cursor is', async () => {
    await open(page, '/fems/peaks');
    const said = page.locator('output');
    expect(await said.textContent()).toContain('상위 1 % 시간(87.75시간)에');
    const cursor = page.getByRole('slider', { name: '시간의 비율' });
    await cursor.press('Home');
    expect(await said.textContent()).toBe('상위 0.00285 % 시간(0.25시간)에 628.72 kW 이상');
    await cursor.press('End');
    expect(await said.textContent()).toBe('상위 100 % 시간(8,760시간)에 0.00 kW 이상');
  });

  it('has the peak of each month', async () => {
    const texts = await rowsOf(page, '2018년 월별 최대수요전력').locator('td:nth-child(2)').allTextContents();
    expect(texts).toEqual([
      ...['612.56', '582.04', '605.24', '556.12', '560.16', '535.40'],
      ...['486.72', '534.80', '510.48', '557.72', '628.72', '596.72'],
    ]);
  });

  it.each([
    ['30분', '587.16'],
    ['60분', '564.30'],
  ])('measures by a demand window of %s: %s kW', async (window, kw) => {
    await page.getByText(window, { exact: true }).click();
    await figure(page, '최대수요전력').getByText(kw).waitFor();
    await settled(page);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('is one read of the person’s a visit, whatever else the page asks for', async () => {
    const own: string[] = [];
    const note = (request: Request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') && request.headers()['maru-cause'] === 'input') own.push(pathname);
    };
    await open(page, '/');
    page.on('request', note);
    await page.getByRole('navigation').getByRole('link', { name: '수요전력' }).click();
    await figure(page, '최대수요전력').getByText('628.72').waitFor();
    await settled(page);
    await page.getByText('고지 내역', { exact: true }).click();
    await page.getByText('가져온 고지 내역이 아직 없습니다.').waitFor();
    await settled(page);
    page.off('request', note);
    expect(own).toEqual(['/api/fems/peaks', '/api/fems/utility-months']);
  });

  it.each([360, 768])('has every figure of its tables in sight on a screen of %i px', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await open(page, '/fems/peaks');
    for (const [table, figures] of [
      ['수요전력', ['628.72', '612.56']],
      ['수요별 시간', ['7.75시간', '0.0885 %']],
      ['2018년 월별 최대수요전력', ['612.56', '11월 22일 09:45']],
    ] as const)
      for (const figure of figures) {
        const box = await rowsOf(page, table).getByText(figure, { exact: true }).first().boundingBox();
        expect([table, figure, box && box.x >= 0 && box.x + box.width <= width]).toEqual([table, figure, true]);
      }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('leaves the console without errors', () => {
    expect(visitor.complaints).toEqual([]);
  });
});

describe('peak demand of a new factory', () => {
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let send: (at: number, value: string) => Promise<unknown>;
  // The middle of yesterday in Seoul: its readings are of one month, whenever the test runs.
  const noonMs = Math.floor((Date.now() + seoulMs) / dayMs) * dayMs - dayMs / 2 - seoulMs;
  const month = new Date(noonMs + seoulMs).toISOString().slice(0, 7);

  beforeAll(async () => {
    browser = await openBrowser();
    const email = await newFactory(browser);
    visitor = await newVisitor(browser);
    page = visitor.page;
    await signIn(page, email, '/fems/peaks');
  });
  afterAll(() => browser.close());

  it('says what to do as long as there is nothing: no point, no reading, no statement', async () => {
    await page.getByText('부하를 볼 계측 항목이 아직 없습니다.').waitFor();
    const pointId = await newPoint(page);
    const { id: sourceId } = await ask(page, 'POST', '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' });
    send = (at, value) =>
      ask(page, 'POST', '/api/fems/readings', { sourceId, readings: [{ pointId, at: new Date(at).toISOString(), value }] });
    await open(page, '/fems/peaks');
    await page.getByText('검침값이 없습니다.').waitFor();
    await page.getByText('고지 내역', { exact: true }).click();
    await page.getByText('가져온 고지 내역이 아직 없습니다.').waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: '가져오기로 가기' }).click();
    await page.waitForURL((url) => url.pathname === '/fems/import');
  });

  it('says that there is less than a month, and moves when a reading arrives', async () => {
    await send(noonMs, '10');
    await open(page, '/fems/peaks');
    await page.getByText(/검침값이 아직 한 달이 되지 않습니다/).waitFor();
    await figure(page, '최대수요전력').getByText('40.00').waitFor();
    await send(noonMs + quarterMs, '12.5');
    await figure(page, '최대수요전력').getByText('50.00').waitFor();
  });

  it('shows what the utility billed beside what was measured, and its statements with the file they came by', async () => {
    const csv = `연월,계약전력,요금적용전력,사용전력량,사용일수,지상역률,진상역률,청구요금\n${month},300,120,"81,234.5",30,97,100,"12,345,678"\n`;
    await open(page, '/fems/import');
    await page.locator('input[type="file"]').setInputFiles({ name: '고지.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    await page.getByRole('heading', { name: /확인 결과/ }).waitFor();
    await page.getByRole('button', { name: '1개월 반영' }).click();
    await page.getByText('파일을 반영했습니다.').waitFor();
    await open(page, '/fems/peaks?tab=statements');
    const cells = await rowsOf(page, '월별 고지 내역').first().locator('td').allTextContents();
    expect(cells.slice(1, 9)).toEqual(['300', '120', '81,234.5', '30', '97', '100', '12,345,678', '고지.csv']);
    expect(cells.at(-1)).toBe('없음');
    await open(page, '/fems/peaks');
    const row = rowsOf(page, `${month.slice(0, 4)}년 월별 최대수요전력`).nth(Number(month.slice(5)) - 1);
    await row.getByRole('cell', { name: '120.00' }).waitFor();
    const figures = await row.locator('td').allTextContents();
    expect([figures[1], ...figures.slice(3)]).toEqual(['50.00', '120.00', '70.00', '300.00']);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('leaves the console without errors', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
