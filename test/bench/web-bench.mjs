// @ts-check
import { openBenchBrowser, signedInContext } from './bench-browser.mjs';
import { clientOf, openStage, signIn, startServer } from './bench-stage.mjs';

const OWNER = 'owner@steel.example';
const PAGES = ['/sign-in', '/', '/fems/load'];
/** What is loaded to draw and not before: the library of the charts, and the type, which comes after the first picture. */
const CHARTS = /\/assets\/(?:echarts|chart-engine)-/;
const TYPE = /\.woff2$/;

/** @typedef {{ page: string, beforeChart: number, charts: number, type: number }} Weight in KiB */

/**
 * KiB of the heaviest first page until its first chart is drawn: every reply that a browser which has never been here
 * asks for until then, as it comes over the wire. A text that the api does not send gzipped counts in full.
 */
export async function webFirst() {
  const stage = await openStage();
  try {
    const server = await startServer(stage.env);
    try {
      const token = await sendDay(clientOf(server.port));
      const weights = await weigh(`http://127.0.0.1:${server.port}`, token);
      for (const { page, beforeChart, charts, type } of weights)
        process.stdout.write(`  ${page.padEnd(12)} ${kib(beforeChart)}, apart: charts ${kib(charts)}, type ${kib(type)}\n`);
      return Math.max(...weights.map(({ beforeChart }) => beforeChart));
    } finally {
      await server.stop();
    }
  } finally {
    await stage.close();
  }
}

/** @param {number} size */
const kib = (size) => `${size.toFixed(1)} KiB`;

/**
 * Yesterday's readings of two points, so that the load page draws and offers the choice of a point.
 * @param {ReturnType<typeof clientOf>} call
 */
async function sendDay(call) {
  const token = await signIn(call, OWNER);
  const { items: sites } = await call('GET', '/api/workspace/sites', { token });
  const meter = await call('POST', '/api/fems/meters', { token, body: { siteId: sites[0].id, name: 'main', main: true } });
  const source = await call('POST', '/api/fems/reading-sources', { token, body: { name: 'gateway', stamp: 'intervalStart' } });
  const kind = { quantity: 'activeEnergyImport', unit: 'kWh', intervalSeconds: 900, acquisitionMode: 'automatic' };
  const day = Math.floor(Date.now() / 86_400_000) * 86_400_000 - 86_400_000;
  for (const name of ['active import', 'second feeder']) {
    const point = await call('POST', '/api/fems/points', { token, body: { meterId: meter.id, name, ...kind } });
    const at = (/** @type {number} */ interval) => new Date(day + interval * 900_000).toISOString();
    const readings = Array.from({ length: 96 }, (_, interval) => ({ pointId: point.id, at: at(interval), value: 10 + (interval % 7) }));
    await call('POST', '/api/fems/readings', { token, body: { sourceId: source.id, readings } });
  }
  return token;
}

/**
 * @param {string} address
 * @param {string} token
 */
async function weigh(address, token) {
  const browser = await openBenchBrowser();
  try {
    const weights = [];
    for (const page of PAGES) weights.push(await weighPage(browser, address, page, page === '/sign-in' ? null : token));
    return weights;
  } finally {
    await browser.close();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {string} path
 * @param {string | null} token
 * @returns {Promise<Weight>}
 */
async function weighPage(browser, address, path, token) {
  const context = await signedInContext(browser, address, token);
  try {
    const page = await context.newPage();
    /** @type {import('playwright-core').Request[]} */
    const asked = [];
    // The stream of changes stays open and weighs nothing before something changes.
    page.on('request', (request) => request.resourceType() !== 'eventsource' && asked.push(request));
    await page.goto(address + path);
    await page.locator('h1').waitFor();
    if (path === '/fems/load') await page.locator('[data-painted="true"]').waitFor();
    else await page.waitForLoadState('networkidle');
    return { page: path, ...(await sum([...asked])) };
  } finally {
    await context.close();
  }
}

/** @param {import('playwright-core').Request[]} requests */
async function sum(requests) {
  const weight = { beforeChart: 0, charts: 0, type: 0 };
  for (const request of requests) {
    const response = await request.response();
    if (!response?.ok()) throw new Error(`${request.url()} answered ${response?.status()}`);
    await response.finished();
    const kind = CHARTS.test(request.url()) ? 'charts' : TYPE.test(request.url()) ? 'type' : 'beforeChart';
    weight[kind] += (await request.sizes()).responseBodySize / 1024;
  }
  return weight;
}
