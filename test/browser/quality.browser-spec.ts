import type { Browser, Page } from 'playwright-core';
import { eventually } from '../../libs/platform/src/testing/eventually';
import { seriousFaults } from './accessibility';
import { ask, newFactory, newPoint } from './factory';
import { cutOff, newVisitor, open, openBrowser, settled, signIn, type Visitor } from './visitor';

const quarterMs = 15 * 60_000;
/** Time for some reloads of the page. */
const followedWithinMs = 30_000;

/** An energy manager asks whether the figures can be trusted. */
describe('data quality', () => {
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;
  let pointId: string;
  let sourceId: string;
  const firstMs = Date.parse('2026-03-01T00:00:00+09:00');

  const send = (quarters: number[], value: string, reason?: string) =>
    ask(page, 'POST', '/api/fems/readings', {
      sourceId,
      reason,
      readings: quarters.map((quarter) => ({ pointId, at: new Date(firstMs + quarter * quarterMs).toISOString(), value })),
    });
  const day = (number: number) => Array.from({ length: 96 }, (_, quarter) => (number - 1) * 96 + quarter);
  const card = (name: string) => page.getByRole('region', { name, exact: true });

  beforeAll(async () => {
    browser = await openBrowser();
    const email = await newFactory(browser);
    visitor = await newVisitor(browser);
    ({ page } = visitor);
    await signIn(page, email);
    await open(page, '/fems/quality');
  });
  afterAll(() => browser.close());

  it('leads on where nothing is measured yet, and where nothing has come', async () => {
    await page.getByText('확인할 계측 항목이 아직 없습니다.').waitFor();
    expect(await page.getByRole('link', { name: '계량기와 계측 항목으로 가기' }).count()).toBe(1);
    pointId = await newPoint(page);
    sourceId = (await ask(page, 'POST', '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' })).id as string;
    await open(page, '/fems/quality');
    await page.getByText('검침값이 없습니다.').waitFor();
  });

  it('opens on the newest month with readings and says what is missing, from when to when', async () => {
    // The third day lacks its morning, the fourth is not there at all.
    await send([...day(1), ...day(2), ...day(3).slice(48), ...day(5)], '1.5');
    // What the points have sent follows the ledger by a moment.
    const heading = page.getByText('2026년 3월 수집률');
    await eventually(async () => {
      await open(page, '/fems/quality');
      return heading.isVisible();
    }, followedWithinMs);
    await page.getByText('계측 항목 1개 모두 빠진 값이 있습니다.').waitFor();
    await page.getByText('빠진 값은 추정하지 않고 비워 둡니다.').waitFor();
    const strip = page.getByRole('article', { name: '유효전력량(수전)' });
    // Old readings that have just come: their device is late, and has been heard of.
    await strip.getByText('늦음').waitFor();
    await strip.getByRole('link', { name: '3월 3일: 96개 가운데 48개 (50 %)' }).waitFor();
    await strip.getByRole('link', { name: '3월 4일: 96개 가운데 0개 (0 %)' }).waitFor();
    const rows = await card('빠진 구간').getByRole('row').allTextContents();
    expect(rows[1]).toContain('이후 계속 없음');
    expect(rows[2]).toMatch(/2026년 3월 4일 .*00:00.*2026년 3월 4일 .*24:00.*24시간.*96/);
    expect(rows[3]).toMatch(/2026년 3월 3일 .*00:00.*2026년 3월 3일 .*12:00.*12시간.*48/);
    expect(await seriousFaults(page)).toEqual([]);
  });

  it('shows by itself a correction that somebody makes, with who, why and all that was said before', async () => {
    await page.getByText('이 기간의 값은 정정된 적이 없습니다.').waitFor();
    await send([4], '2.25', '계기 교정');
    const row = card('정정 기록').getByRole('row').filter({ hasText: '계기 교정' });
    await row.waitFor();
    expect(await row.textContent()).toMatch(/01:00–01:15.*1\.5 → 2\.25 kWh대표.*계기 교정수집 장치/);
    await send([4], '2.5', '다시 읽음');
    await card('정정 기록')
      .getByRole('row')
      .filter({ hasText: '다시 읽음' })
      .getByRole('link', { name: /정정 내역$/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('지금 쓰는 값').waitFor();
    const versions = await dialog.getByRole('listitem').allTextContents();
    expect(versions.map((text) => text.match(/^[\d.]+ kWh/)?.[0])).toEqual(['1.5 kWh', '2.25 kWh', '2.5 kWh']);
    expect(versions[2]).toContain('다시 읽음');
    // It is named by the address: a reload brings it back, and closing it leads back to the page without it.
    await page.reload();
    await dialog.getByText('지금 쓰는 값').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(new URL(page.url()).searchParams.has('history')).toBe(false);
  });

  it('keeps its filters in the address, and leads from a gap to the load around it', async () => {
    await page.locator('.load-filters').getByText('연', { exact: true }).click();
    await page.getByText('2026년 수집률').waitFor();
    await settled(page);
    expect(new URL(page.url()).searchParams.get('by')).toBe('year');
    await page.getByRole('link', { name: /^3월:/ }).click();
    await page.getByText('2026년 3월 수집률').waitFor();
    await settled(page);
    await card('빠진 구간').getByRole('row').filter({ hasText: '3월 3일' }).getByRole('link', { name: '부하 곡선 보기' }).click();
    await page.waitForURL((url) => url.pathname === '/fems/load');
    expect(new URL(page.url()).searchParams.get('on')).toBe('2026-03-03');
    await settled(page);
    await page.goBack();
    await page.getByText('2026년 3월 수집률').waitFor();
  });

  it('says what each source sends and when it was last seen', async () => {
    const row = card('출처별 수집').getByRole('row').filter({ hasText: '수집 장치' });
    // The activity of sources follows the ledger by a moment.
    const text = await eventually(async () => {
      await open(page, '/fems/quality');
      const said = await row.textContent();
      return said?.includes('336') && said;
    }, followedWithinMs);
    expect(await cutOff(page, '출처별 수집')).toBe(0);
    expect(text).toMatch(/구간 시작.*부터보통 .*95 %가 .* 안2026년 3월 5일 .*24:00.*336/);
  });

  it('is one read of the person for a visit', async () => {
    await open(page, '/');
    const causes: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/fems/')) causes.push(request.headers()['maru-cause']);
    });
    await page.getByRole('navigation').getByRole('link', { name: '데이터 품질' }).click();
    await page.getByText('2026년 3월 수집률').waitFor();
    await settled(page);
    expect(causes.filter((cause) => cause === 'input')).toHaveLength(1);
    expect(visitor.complaints).toEqual([]);
  });
});

/** A file of another factory was imported and taken back: nobody is told that nothing ever came. */
describe('data quality of a point whose every reading was taken back', () => {
  let browser: Browser;
  let email: string;

  beforeAll(async () => {
    browser = await openBrowser();
    email = await newFactory(browser);
  });
  afterAll(() => browser.close());

  it('is told so at home, and opens where it was taken back, by whom and why', async () => {
    const { page, complaints } = await newVisitor(browser);
    await signIn(page, email);
    await newPoint(page);
    await ask(page, 'POST', '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' });
    await open(page, '/fems/import');
    const rows = Array.from({ length: 96 }, (_, quarter) =>
      new Date(Date.UTC(2026, 2, 4) + quarter * quarterMs).toISOString().slice(0, 16),
    );
    const content = ['일시,사용량(kWh)', ...rows.map((at) => `${at.replace('T', ' ')},1.25`)].join('\n');
    await page.locator('input[type="file"]').setInputFiles({ name: '남의 공장.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await page.getByRole('button', { name: '96개 반영' }).click();
    await page.getByText('파일을 반영했습니다.').waitFor();
    await page.getByRole('button', { name: '되돌리기' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: '되돌리는 사유' }).fill('다른 공장의 파일');
    await dialog.getByRole('button', { name: '되돌리기' }).click();
    await page.getByText('이 가져오기는 되돌렸습니다.').waitFor();

    await open(page, '/');
    const item = page
      .getByRole('main')
      .getByRole('region', { name: '지금 처리할 일' })
      .getByRole('listitem')
      .filter({ hasText: '모두 되돌림' });
    await item.getByText(/들어온 값을 모두 되돌려 남은 값이 없습니다/).waitFor();
    expect(await page.getByText('아직 들어온 값이 없습니다').count()).toBe(0);
    await item.getByRole('link', { name: '정정 기록 보기' }).click();
    await page.getByText('2026년 3월 수집률').waitFor();
    const strip = page.getByRole('article', { name: '유효전력량(수전)' });
    await strip.getByText(/들어온 값을 모두 되돌려 남은 값이 없습니다.*마지막 수신/).waitFor();
    expect(await page.getByText('아직 들어온 값이 없습니다').count()).toBe(0);
    const record = page.getByRole('region', { name: '정정 기록', exact: true }).getByRole('row').filter({ hasText: '다른 공장의 파일' });
    expect(await record.first().textContent()).toMatch(/1\.25 → 값 없음 kWh대표/);
    // It is the same page that the menu leads to.
    await open(page, '/fems/quality');
    await record.first().waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
