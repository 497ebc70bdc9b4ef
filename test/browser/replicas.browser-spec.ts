import type { Browser } from 'playwright-core';
import { PASSWORD, RunningService } from '../faults/running-service';
import { newVisitor, openBrowser, settled, type Visitor } from './visitor';

const quarterMs = 15 * 60_000;
const dayMs = 24 * 60 * 60_000;
const seenWithinMs = 2_000;

/** Two apis on one database, each with a person's screen, and readings that arrive at one of them. */
describe('load profiles open at two replicas', () => {
  let browser: Browser;
  let service: RunningService;
  let token: string;
  let pointId: string;
  let sourceId: string;
  let sent = 0;
  /** The morning of a day that is over everywhere. */
  const firstMs = (Math.floor(Date.now() / dayMs) - 2) * dayMs;

  async function post<T = { id: string }>(url: string, path: string, body: unknown): Promise<T> {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** One interval more, of 1 kWh. */
  function send(url: string): Promise<{ accepted: number }> {
    const at = new Date(firstMs + sent++ * quarterMs).toISOString();
    return post(url, '/api/fems/readings', { sourceId, readings: [{ pointId, at, value: 1 }] });
  }

  beforeAll(async () => {
    service = await RunningService.start();
    browser = await openBrowser();
    ({ token } = await post<{ token: string }>(service.url, '/api/sessions', { email: 'owner@parts.example', password: PASSWORD }));
    const headers = { authorization: `Bearer ${token}` };
    const sites = (await (await fetch(`${service.url}/api/workspace/sites`, { headers })).json()) as { items: { id: string }[] };
    const meter = await post(service.url, '/api/fems/meters', { siteId: sites.items[0].id, name: '수전 계량기', main: false });
    const kind = { quantity: 'activeEnergyImport', unit: 'kWh', intervalSeconds: 900, acquisitionMode: 'automatic' };
    pointId = (await post(service.url, '/api/fems/points', { meterId: meter.id, name: '유효전력량', ...kind })).id;
    sourceId = (await post(service.url, '/api/fems/reading-sources', { name: '수집 장치', stamp: 'intervalStart' })).id;
    await send(service.url);
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await service?.close();
  });

  async function screenAt(url: string): Promise<Visitor> {
    const visitor = await newVisitor(browser);
    const cookies = { maru_session: token, maru_signed_in: '1' };
    await visitor.page.context().addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url })));
    await visitor.page.goto(`${url}/fems/load?point=${pointId}&on=${new Date(firstMs).toISOString().slice(0, 10)}`);
    await settled(visitor.page);
    return visitor;
  }

  it.each(['with Redis', 'without Redis'])('show within two seconds what was sent to the other one, %s', async (how) => {
    if (how === 'without Redis') {
      service.leaveRedis();
      await service.stop('api');
      await service.begin('api');
    }
    const addresses = [service.url, await service.beginReplica()];
    const screens = [await screenAt(addresses[0]), await screenAt(addresses[1])];
    for (const url of addresses) {
      const sentMs = Date.now();
      expect(await send(url)).toMatchObject({ accepted: 1 });
      const moved = `.chart[data-painted="true"][aria-label*="전력량 ${sent}.00 kWh"]`;
      await Promise.all(screens.map(({ page }) => page.locator(moved).waitFor({ timeout: 15_000 })));
      expect(Date.now() - sentMs).toBeLessThan(seenWithinMs);
    }
    expect(screens.flatMap(({ complaints }) => complaints)).toEqual([]);
    for (const { close } of screens) await close();
  });
});
