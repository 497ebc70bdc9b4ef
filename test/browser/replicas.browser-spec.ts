import type { Browser } from 'playwright-core';
import { ask, newFactory, newPoint } from './factory';
import { beginReplica, type Replica } from './replica';
import { address, haveSession, newVisitor, openBrowser, settled, type Visitor } from './visitor';

const quarterMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** Two apis on one database, each with a person's screen, and readings that arrive at one of them. */
describe('load profiles open at two replicas', () => {
  let browser: Browser;
  let replica: Replica;
  let here: Visitor;
  let there: Visitor;
  let pointId: string;
  let sourceId: string;
  let sent = 0;
  /** In the morning of a day that is over. */
  const firstMs = (Math.floor(Date.now() / dayMs) - 2) * dayMs;

  /** One interval more, of 10 kWh, to the api at this address. */
  const send = (url: string) => {
    const readings = [{ pointId, at: new Date(firstMs + sent++ * quarterMs).toISOString(), value: '10' }];
    return ask<{ accepted: number }>(here.page, 'POST', new URL('/api/fems/readings', url).href, { sourceId, readings });
  };
  /** The curve as it is painted, by what it says of itself. */
  const curve = ({ page }: Visitor, kwh: number) =>
    page.locator(`.chart[data-painted="true"][aria-label*="전력량 ${kwh}.00 kWh"]`).waitFor({ timeout: 15_000 });

  beforeAll(async () => {
    replica = await beginReplica();
    browser = await openBrowser();
    const email = await newFactory(browser);
    [here, there] = [await newVisitor(browser), await newVisitor(browser)];
    for (const { page } of [here, there]) await haveSession(page, email);
    pointId = await newPoint(here.page);
    sourceId = (await ask(here.page, 'POST', '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' })).id as string;
    await send(address('/'));
    for (const [{ page }, url] of [
      [here, address('/')],
      [there, replica.url],
    ] as const) {
      await page.goto(new URL(`/fems/load?point=${pointId}`, url).href);
      await settled(page);
    }
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await replica?.stop();
  });

  it.each([
    ['the first', () => address('/')],
    ['the other', () => replica.url],
  ])('both move when a reading arrives at %s', async (_, url) => {
    await Promise.all([here, there].map((visitor) => curve(visitor, sent * 10)));
    expect(await send(url())).toMatchObject({ accepted: 1 });
    await Promise.all([here, there].map((visitor) => curve(visitor, sent * 10)));
  });

  it('leave the console without errors', () => {
    expect([here, there].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
});
