// @ts-check
import fs from 'node:fs';
import { gunzipSync } from 'node:zlib';
import pg from 'pg';
import { inRoot } from '../../tools/launch/paths.mjs';
import { openBenchBrowser, signedInContext } from './bench-browser.mjs';
import { clientOf, openStage, signIn, startServer } from './bench-stage.mjs';
import { median, percentile95 } from './run-bench.mjs';

const VIEWS = 40;
const LIVE_READINGS = 60;
const BATCH = 5000;
const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
const YEAR_BEGINS = Date.UTC(2017, 11, 31, 15);
const YEAR = 'from=2018-01-01T00%3A00%3A00%2B09%3A00&to=2019-01-01T00%3A00%3A00%2B09%3A00&bucket=quarter-hour';

/** @typedef {(name: string, value: number, unit: string, target: number, atMost?: boolean) => void} Record_ */
/** @typedef {Awaited<ReturnType<typeof openStage>>} Stage */
/** @typedef {Awaited<ReturnType<typeof plantOf>>} Plant */

/**
 * @param {(name: string) => boolean} wanted
 * @param {Record_} record
 */
export async function benchFems(wanted, record) {
  if (!wanted('fems.year_view') && !wanted('fems.live')) return;
  const stage = await openStage();
  try {
    const servers = [await startServer(stage.env), await startServer(stage.env)];
    const browser = await openBenchBrowser();
    try {
      const ports = servers.map(({ port }) => port);
      const plant = await plantOf(/** @type {number} */ (ports[0]));
      if (wanted('fems.year_view')) await benchYear(stage, browser, plant, record);
      if (wanted('fems.live')) await benchLive(stage, browser, plant, /** @type {number} */ (ports[1]), record);
    } finally {
      await browser.close();
      for (const server of servers) await server.stop();
    }
  } finally {
    await stage.close();
  }
}

/**
 * A company that measures, and what it sends with.
 * @param {number} port
 */
async function plantOf(port) {
  const call = clientOf(port);
  const token = await signIn(call);
  const { items: sites } = await call('GET', '/api/workspace/sites', { token });
  const meter = await call('POST', '/api/fems/meters', { token, body: { siteId: sites[0].id, name: 'views', main: false } });
  const source = await call('POST', '/api/fems/reading-sources', { token, body: { name: 'views', stamp: 'intervalStart' } });
  const kind = { meterId: meter.id, quantity: 'activeEnergyImport', unit: 'kWh', intervalSeconds: 900, acquisitionMode: 'automatic' };
  return {
    address: `http://127.0.0.1:${port}`,
    token,
    /** @param {string} name @returns {Promise<string>} */
    point: async (name) => (await call('POST', '/api/fems/points', { token, body: { ...kind, name } })).id,
    /** @param {{ pointId: string, at: string, value: number }[]} readings @param {number} [through] the port of another replica */
    send: (readings, through = port) => clientOf(through)('POST', '/api/fems/readings', { token, body: { sourceId: source.id, readings } }),
  };
}

/**
 * The steel plant's year in its 35,040 quarter-hours, as the page shows it at its finest: from the page's request to the painted chart, in a
 * document that has just been opened. Beside it what no page could be faster than: the same answer fetched and the same numbers drawn by the
 * charts' library, loaded before, on a page with nothing else; and the time in which PostgreSQL alone gives the rows.
 * @param {Stage} stage
 * @param {import('playwright-core').Browser} browser
 * @param {Plant} plant
 * @param {Record_} record
 */
async function benchYear({ database }, browser, plant, record) {
  const pointId = await plant.point('steel');
  const readings = steelReadings(pointId);
  for (let from = 0; from < readings.length; from += BATCH) await plant.send(readings.slice(from, from + BATCH));
  await database.query('vacuum analyze fems.reading');
  const context = await signedInContext(browser, plant.address, plant.token);
  try {
    const page = await context.newPage();
    await page.addInitScript(notePainted);
    const bare = await context.newPage();
    await bare.route('**/blank', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<div id="chart" style="width:60rem;height:20rem">' }),
    );
    const question = `/api/fems/energy?pointId=${pointId}&${YEAR}`;
    /** @type {Record<'shown' | 'opened' | 'bare' | 'rows', number[]>} */
    const times = { shown: [], opened: [], bare: [], rows: [] };
    for (let view = -1; view < VIEWS; view++) {
      const { shown, opened } = await yearShown(
        page,
        `${plant.address}/fems/load?point=${pointId}&by=year&on=2018-07-01&bucket=quarter-hour&show=demand`,
      );
      const drawn = await yearDrawn(bare, `${plant.address}/blank`, question);
      const rows = await rowsOf(database, pointId);
      if (view < 0) continue; // files are cached and code is compiled here
      times.shown.push(shown);
      times.opened.push(opened);
      times.bare.push(drawn);
      times.rows.push(rows);
    }
    print('the page, from request to painted chart', times.shown);
    print('the page, from its address to painted chart', times.opened);
    print('bare fetch and ECharts', times.bare);
    print('PostgreSQL, the rows alone', times.rows);
    // The limit is what fetch and ECharts alone take in the same run, twice.
    record('fems.year_view', percentile95(times.shown), 'ms', Math.round(2 * percentile95(times.bare)), true);
  } finally {
    await context.close();
  }
}

/** @param {string} pointId */
function steelReadings(pointId) {
  const csv = gunzipSync(fs.readFileSync(inRoot('samples/steel-industry/steel-industry-2018.csv.gz'))).toString('utf8');
  const lines = csv.trim().split(/\r?\n/).slice(1);
  return lines.map((line, at) => ({
    pointId,
    at: new Date(YEAR_BEGINS + at * QUARTER_MS).toISOString(),
    value: Number(line.split(',')[1]),
  }));
}

/** In the page: the moment at which the first chart was whole on the screen. */
function notePainted() {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('.chart[data-painted="true"]')) return;
    watch.disconnect();
    Object.assign(window, { paintedAt: performance.now() });
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-painted'] });
}

/** @param {import('playwright-core').Page} page @param {string} address */
async function yearShown(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => 'paintedAt' in window);
  return page.evaluate(() => {
    const [asked] = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/fems/energy'));
    const { paintedAt } = /** @type {Window & { paintedAt: number }} */ (/** @type {unknown} */ (window));
    return { shown: paintedAt - /** @type {PerformanceEntry} */ (asked).startTime, opened: paintedAt };
  });
}

/** @param {import('playwright-core').Page} page @param {string} address @param {string} question */
async function yearDrawn(page, address, question) {
  await page.goto(address);
  await page.addScriptTag({ path: inRoot('node_modules/echarts/dist/echarts.min.js') });
  return page.evaluate(async (path) => {
    const { echarts } = /** @type {any} */ (window);
    const chart = echarts.init(document.getElementById('chart'));
    const begun = performance.now();
    const { items } = await (await fetch(path)).json();
    const data = items.map((/** @type {{ peakDemandKw: number }} */ { peakDemandKw }, /** @type {number} */ index) => [
      index,
      peakDemandKw,
    ]);
    const finished = new Promise((resolve) => chart.on('finished', resolve));
    chart.setOption({
      animation: false,
      xAxis: { type: 'value', max: data.length },
      yAxis: { type: 'value' },
      series: [{ type: 'line', symbol: 'none', sampling: 'minmax', data }],
    });
    await finished;
    return performance.now() - begun;
  }, question);
}

/** @param {import('pg').Client} database @param {string} pointId */
async function rowsOf(database, pointId) {
  const begun = performance.now();
  const { rowCount } = await database.query(
    `select r.interval_start, r.value from fems.reading r join fems.meter_point p using (tenant_id, point_number)
     where p.point_id = $1 order by r.interval_start`,
    [pointId],
  );
  if (rowCount !== 35_040) throw new Error(`${rowCount} rows`);
  return performance.now() - begun;
}

/**
 * From the moment that one replica has accepted a reading to the chart's having moved in a browser at the other. Beside it how long PostgreSQL
 * takes from a commit to the notification at another connection; the rest is gathering, so that a burst of readings is one refresh.
 * @param {Stage} stage
 * @param {import('playwright-core').Browser} browser
 * @param {Plant} plant
 * @param {number} otherPort
 * @param {Record_} record
 */
async function benchLive({ database, env }, browser, plant, otherPort, record) {
  const pointId = await plant.point('live');
  const first = Math.floor(Date.now() / DAY_MS - 2) * DAY_MS - 9 * 3_600_000;
  const reading = (/** @type {number} */ number) => ({ pointId, at: new Date(first + number * QUARTER_MS).toISOString(), value: 1 });
  await plant.send([reading(0)]);
  const context = await signedInContext(browser, plant.address, plant.token);
  const listener = new pg.Client({ connectionString: env.DATABASE_URL });
  await listener.connect();
  try {
    const page = await context.newPage();
    await page.goto(`${plant.address}/fems/load?point=${pointId}`);
    await page.evaluate(chartSays, '1.00');
    await listener.query('listen bench');
    /** @type {{ moved: number[], notified: number[] }} */
    const { moved, notified } = { moved: [], notified: [] };
    for (let number = 1; number <= LIVE_READINGS; number++) {
      const seen = page.evaluate(chartSays, `${number + 1}.00`);
      await plant.send([reading(number)], otherPort);
      const accepted = performance.now();
      await seen;
      moved.push(performance.now() - accepted);
      notified.push(await commitToNotification(database, listener));
    }
    print('chart moved', moved);
    print('PostgreSQL, commit to notification', notified);
    record('fems.live', percentile95(moved), 'ms', 2000, true);
  } finally {
    await listener.end();
    await context.close();
  }
}

/**
 * In the page: waits until the chart on the screen is one of so many kWh.
 * @param {string} energy
 * @returns {Promise<void>}
 */
function chartSays(energy) {
  return new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(`.chart[data-painted="true"][aria-label*=" ${energy} kWh"]`)) return;
      watch.disconnect();
      resolve();
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-painted', 'aria-label'] });
    look();
  });
}

/** @param {import('pg').Client} sender @param {import('pg').Client} listener */
async function commitToNotification(sender, listener) {
  await sender.query('begin');
  await sender.query("select pg_notify('bench', '')");
  const heard = new Promise((resolve) => listener.once('notification', resolve));
  const begun = performance.now();
  await sender.query('commit');
  await heard;
  return performance.now() - begun;
}

/** @param {string} what @param {number[]} times */
function print(what, times) {
  process.stdout.write(`  ${what.padEnd(44)} median ${median(times).toFixed(1)} ms, 95 % within ${percentile95(times).toFixed(1)} ms\n`);
}
