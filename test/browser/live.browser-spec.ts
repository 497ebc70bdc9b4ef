import type { Browser } from 'playwright-core';
import { ask, newFactory, newPoint } from './factory';
import { figure, newVisitor, open, openBrowser, signIn, type Visitor } from './visitor';

const quarterMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;
const seenWithinMs = 2_000;
/**
 * The median of so many is held against the promise. Any one of them may meet a pause of a second or two of a machine that others
 * work on too, which says nothing of the service; a service that is too slow is so with most of them. Each has to come, all the same.
 */
const readingsTimed = 7;

const medianOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Two people at their screens, and readings that arrive meanwhile. */
describe('an open load profile', () => {
  let browser: Browser;
  let here: Visitor;
  let there: Visitor;
  let past: Visitor;
  let pointId: string;
  let sourceId: string;
  /** Readings follow one another from noon in Seoul on the day before, so that they are of one day whenever this runs. */
  const noonMs = Math.floor((Date.now() + 9 * 3_600_000) / dayMs) * dayMs - 21 * 3_600_000;
  let sent = 0;
  let sentKwh = 0;

  const send = async (at: number, value: number) => {
    const readings = [{ pointId, at: new Date(at).toISOString(), value: String(value) }];
    expect(await ask(here.page, 'POST', '/api/fems/readings', { sourceId, readings })).toMatchObject({ accepted: 1 });
  };

  /** @returns the energy of the day as it is to be shown from now on */
  const sendNext = async (value: number) => {
    await send(noonMs + sent * quarterMs, value);
    sent++;
    sentKwh += value;
    return sentKwh.toFixed(2);
  };

  /** Waits until the energy is shown. The time is far beyond the promise: whether a reading comes at all is one question, how soon another. */
  const shows = ({ page }: Visitor, energy: string) =>
    figure(page, '전력량').getByText(`${energy} kWh`, { exact: true }).waitFor({ timeout: 15_000 });

  beforeAll(async () => {
    browser = await openBrowser();
    const email = await newFactory(browser);
    here = await newVisitor(browser);
    await signIn(here.page, email);
    pointId = await newPoint(here.page);
    sourceId = (await ask(here.page, 'POST', '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' })).id as string;
    await send(noonMs - 2 * dayMs, 1);
    await sendNext(10);
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
    const seenAfterMs: number[] = [];
    for (let reading = 1; reading <= readingsTimed; reading++) {
      const sentMs = performance.now();
      const energy = await sendNext(reading);
      await Promise.all([here, there].map((visitor) => shows(visitor, energy)));
      seenAfterMs.push(performance.now() - sentMs);
    }
    expect(medianOf(seenAfterMs)).toBeLessThan(seenWithinMs);
    expect(causes.length).toBeGreaterThan(0);
    expect(new Set(causes)).toEqual(new Set([undefined]));
  });

  it('stays where it is when it shows a day of the past', async () => {
    const { page } = past;
    const day = new Date(noonMs - 2 * dayMs).toISOString().slice(0, 10);
    await open(there.page, '/fems/load');
    await open(page, `/fems/load?on=${day}`);
    const heading = await page.getByRole('heading', { level: 2 }).last().textContent();
    expect(await figure(page, '전력량').textContent()).toContain('1.00');
    const asked = page.waitForResponse((response) => response.url().includes('/api/fems/coverage'));
    const energy = await sendNext(3);
    await asked;
    await shows(there, energy);
    expect(await page.getByRole('heading', { level: 2 }).last().textContent()).toBe(heading);
    expect(await figure(page, '전력량').textContent()).toContain('1.00');
  });

  it('leaves the console without errors', () => {
    expect([here, there, past].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
