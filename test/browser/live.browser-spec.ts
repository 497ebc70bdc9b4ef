import type { Browser } from 'playwright-core';
import { ask, newFactory, newPoint } from './factory';
import { figure, newVisitor, open, openBrowser, signIn, type Visitor } from './visitor';

const quarterMs = 15 * 60_000;
const seenWithinMs = 2_000;

/** Two people at their screens, and readings that arrive meanwhile. */
describe('an open load profile', () => {
  let browser: Browser;
  let here: Visitor;
  let there: Visitor;
  let past: Visitor;
  let pointId: string;
  let sourceId: string;
  const nowMs = Math.floor(Date.now() / quarterMs) * quarterMs;

  const send = (at: number, value: string) =>
    ask<{ accepted: number }>(here.page, 'POST', '/api/fems/readings', {
      sourceId,
      readings: [{ pointId, at: new Date(at).toISOString(), value }],
    });

  beforeAll(async () => {
    browser = await openBrowser();
    const email = await newFactory(browser);
    here = await newVisitor(browser);
    await signIn(here.page, email);
    pointId = await newPoint(here.page);
    sourceId = (await ask(here.page, 'POST', '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' })).id as string;
    await send(nowMs - 200 * quarterMs, '1');
    await send(nowMs - 3 * quarterMs, '10');
    [there, past] = [await newVisitor(browser), await newVisitor(browser)];
    await signIn(there.page, email, '/fems/load');
    await signIn(past.page, email);
  });

  afterAll(() => browser.close());

  it('shows a reading within two seconds wherever it is open, and asks for it by itself', async () => {
    const { page } = there;
    await open(here.page, '/fems/load');
    await open(page, '/fems/load');
    const causes: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/fems/energy')) causes.push(request.headers()['maru-cause']);
    });
    for (const [index, shown] of ['15.00', '22.00'].entries()) {
      const value = index === 0 ? '5' : '7';
      const sentMs = Date.now();
      expect(await send(nowMs - (2 - index) * quarterMs, value)).toMatchObject({ accepted: 1 });
      const seen = [here, there].map((visitor) => figure(visitor.page, '전력량').getByText(shown).waitFor({ timeout: 15_000 }));
      await Promise.all(seen);
      expect(Date.now() - sentMs).toBeLessThan(seenWithinMs);
    }
    expect(causes.length).toBeGreaterThan(0);
    expect(new Set(causes)).toEqual(new Set([undefined]));
  });

  it('stays where it is when it shows a day of the past', async () => {
    const { page } = past;
    const day = new Date(nowMs - 200 * quarterMs + 9 * 3_600_000).toISOString().slice(0, 10);
    await open(page, `/fems/load?on=${day}`);
    const heading = await page.getByRole('heading', { level: 2 }).last().textContent();
    expect(await figure(page, '전력량').textContent()).toContain('1.00');
    const asked = page.waitForResponse((response) => response.url().includes('/api/fems/coverage'));
    await send(nowMs - quarterMs * 4, '3');
    await asked;
    await figure(there.page, '전력량').getByText('25.00').waitFor();
    expect(await page.getByRole('heading', { level: 2 }).last().textContent()).toBe(heading);
    expect(await figure(page, '전력량').textContent()).toContain('1.00');
  });

  it('leaves the console without errors', () => {
    expect([here, there, past].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
