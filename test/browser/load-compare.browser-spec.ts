import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { steelFigures, steelYear } from './steel-year';
import { address, figure, newVisitor, open, openBrowser, signIn, type Visitor } from './visitor';

const two = (value: number) => value.toLocaleString('ko-KR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const signed = (value: number, digits: number) =>
  `${value > 0 ? '+' : ''}${value.toLocaleString('ko-KR', { minimumFractionDigits: digits, maximumFractionDigits: digits }).replace('-', '−')}`;

describe('load profile beside another period', () => {
  const year = steelYear();
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    visitor = await newVisitor(browser);
    page = visitor.page;
    await signIn(page, 'owner@steel.example', '/fems/load?on=2018-11-22');
  });

  afterAll(() => browser.close());

  const compared = () => figure(page, '기간 비교').textContent();
  const rowsOfTable = () => page.locator('tbody tr.ant-table-row');

  it('is chosen by name, kept in the address, and read as a supporting read', async () => {
    const reads: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/fems/energy')) reads.push(request.headers()['maru-cause']);
    });
    await page.getByRole('combobox', { name: '기간 비교' }).selectOption({ label: '비교: 지난주 같은 요일' });
    await page.waitForURL((url) => url.searchParams.get('with') === 'week');
    await page.locator('.load-legend').getByText('2018년 11월 15일 (목)').waitFor();
    expect(reads).toEqual([undefined]);
    page.removeAllListeners('request');
  });

  it('gives the differences of the key figures as the readings themselves do', async () => {
    await open(page, '/fems/load?on=2018-11-22&with=week');
    const shown = steelFigures(year, '2018-11-22');
    const other = steelFigures(year, '2018-11-15');
    expect([shown.readings, other.readings]).toEqual([96, 96]);
    const text = await compared();
    const energy = shown.energyKwh - other.energyKwh;
    const peak = shown.peakKw - other.peakKw;
    expect(text).toContain(`전력량${signed(energy, 2)} kWh (${signed((energy / other.energyKwh) * 100, 1)} %)`);
    expect(text).toContain(`최대수요전력${signed(peak, 2)} kW (${signed((peak / other.peakKw) * 100, 1)} %)`);
    expect(text).toContain(`이 기간 ${two(shown.energyKwh)} · 비교 ${two(other.energyKwh)} kWh`);
    expect(text).toContain('+595.70 kWh (+16.2 %)');
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('has both in the table, interval by interval', async () => {
    await open(page, '/fems/load?on=2018-11-22&with=week&view=table');
    expect(await rowsOfTable().count()).toBe(96);
    const of = (day: string) => steelFigures(year, `${day}T09:30`).energyKwh;
    const [shown, other] = [of('2018-11-22'), of('2018-11-15')];
    const cells = await rowsOfTable().nth(38).locator('td').allTextContents();
    expect(cells.slice(0, 4)).toEqual(['09:30–09:45', two(shown), two(other), signed(shown - other, 2)]);
  });

  it('compares months of different lengths by the day', async () => {
    await open(page, '/fems/load?by=month&on=2018-11-05&with=previous');
    const [shown, other] = [steelFigures(year, '2018-11'), steelFigures(year, '2018-10')];
    const difference = shown.energyKwh / 30 - other.energyKwh / 31;
    const text = await compared();
    expect(text).toContain('일수가 달라');
    expect(text).toContain(`하루 평균 전력량${signed(difference, 2)} kWh`);
    expect(text).toContain('전력량–이 기간');
  });

  it('says where there is data when the other period has none, and shows the period itself', async () => {
    await open(page, '/fems/load?on=2018-11-22&with=year');
    expect(await compared()).toContain('2017년 11월 22일 (수)에는 검침값이 없습니다. 검침값은 2018년 1월 1일 (월)부터');
    expect(await figure(page, '전력량').textContent()).toContain('4,281.03');
  });

  it('shows the period itself when the other one cannot be read, and tries that again', async () => {
    const refuse = '**/api/fems/energy?*2018-11-15T*';
    await page.route(refuse, (route) => route.fulfill({ status: 409, contentType: 'application/problem+json', body: '{"status":409}' }));
    await page.goto(address('/fems/load?on=2018-11-22&with=2018-11-15'));
    await page.getByRole('alert').getByText('비교할 기간을 읽지 못했습니다.').waitFor();
    expect(await figure(page, '전력량').textContent()).toContain('4,281.03');
    await page.unroute(refuse);
    await page.getByRole('button', { name: '다시 읽기' }).click();
    await figure(page, '기간 비교').getByText('+595.70').waitFor();
  });
});

describe('heat map', () => {
  const year = steelYear();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page } = await newVisitor(browser));
    await signIn(page, 'owner@steel.example', '/fems/load');
  });

  afterAll(() => browser.close());

  const cell = (start: string) => page.locator(`.heat a[aria-label^="${start}"]`);

  it('shows each day of a year with its figure and leads to the day at a click', async () => {
    await open(page, '/fems/load?by=year&on=2018-06-01');
    await page.getByText('히트맵', { exact: true }).click();
    await cell('11월 22일 (목)').waitFor();
    expect(await page.locator('.heat a[data-index]').count()).toBe(365);
    const { energyKwh } = steelFigures(year, '2018-11-22');
    expect(await cell('11월 22일 (목)').getAttribute('aria-label')).toBe(`11월 22일 (목) 전력량 ${two(energyKwh)} kWh`);
    expect(await page.locator('.heat .heat-step-4').count()).toBeGreaterThan(1);
    expect(await seriousFaults(page)).toEqual([]);
    await cell('11월 22일 (목)').click();
    await page.getByRole('heading', { name: '2018년 11월 22일 (목) 부하 곡선' }).waitFor();
    await page.goBack();
    await cell('11월 22일 (목)').waitFor();
  });

  it('shows the peaks of the days by choice', async () => {
    await open(page, '/fems/load?by=year&on=2018-06-01&view=heat&show=demand');
    expect(await cell('11월 22일 (목)').getAttribute('aria-label')).toBe('11월 22일 (목) 최대수요전력 628.72 kW');
  });

  it('shows the hours of a month, and moves by the arrow keys to any of them', async () => {
    await open(page, '/fems/load?by=month&on=2018-11-22&view=heat');
    await cell('11월 1일 (목) 00:00').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    const { energyKwh } = steelFigures(year, '2018-11-02T01');
    const words = `11월 2일 (금) 01:00–02:00 평균 수요전력 ${two(energyKwh)} kW`;
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(words);
    expect(await page.locator('.heat-told').textContent()).toBe(words);
    expect(await page.locator('.heat a[tabindex="0"]').count()).toBe(1);
    expect(await seriousFaults(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '2018년 11월 2일 (금) 부하 곡선' }).waitFor();
  });
});
