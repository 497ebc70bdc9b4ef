import type { Browser, Page } from 'playwright-core';
import { newVisitor, open, openBrowser, signIn } from './visitor';

const secondMs = 1000;

interface Log {
  items: { at: string }[];
  gaps: { from: string; until: string }[];
}

/** The service as it answers after two of its processes were killed, a little before the newest event. */
async function withGaps(page: Page): Promise<void> {
  await page.route(/\/api\/workspace\/.*usage-events/, async (route) => {
    const response = await route.fetch();
    const log = (await response.json()) as Log;
    const untilMs = Date.parse(log.items[0].at);
    const gap = (beganMs: number, endedMs: number) => ({
      from: new Date(untilMs - beganMs).toISOString(),
      until: new Date(untilMs - endedMs).toISOString(),
    });
    const gaps = [gap(91 * secondMs, 0), gap(90 * secondMs, 0), gap(9e9, 8e9)];
    await route.fulfill({ response, json: { ...log, gaps } });
  });
}

describe('usage log', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  afterAll(() => browser.close());

  it.each([
    ['owner@steel.example', '/workspace/usage-events'],
    ['officer@programme.example', '/workspace/granted-companies'],
  ])('says to %s where reads may be missing, at the time at which they may', async (account, path) => {
    const { page, complaints } = await newVisitor(browser, { width: 360 });
    await withGaps(page);
    await signIn(page, account, path);
    if (path.endsWith('companies')) await page.getByRole('row').filter({ hasText: '제강 공장' }).getByRole('link').click();
    const rows = page.locator('section[aria-label*="사용 로그"] tbody tr.ant-table-row');
    const gap = rows.filter({ hasText: '이 시간의 조회는 로그에 빠졌을 수 있습니다' });
    await gap.waitFor();
    expect(await gap.count()).toBe(1);
    expect(await rows.nth(1).textContent()).toBe(await gap.textContent());
    // In sight as a whole, although the table is wider than the screen.
    const { x = -1, width = 0 } = (await gap.locator('div').boundingBox()) ?? {};
    expect([x >= 0, x + width <= 360]).toEqual([true, true]);
    expect(complaints).toEqual([]);
  });

  it('says it in English too', async () => {
    const { page } = await newVisitor(browser, { language: 'en' });
    await withGaps(page);
    await signIn(page, 'owner@steel.example');
    await open(page, '/workspace/usage-events');
    await page.getByText(/^The service had stopped without notice from .* to \d\d:\d\d:\d\d: reads of that time may be missing/).waitFor();
  });
});
