// @ts-check
import http from 'node:http';
import { LogCentreRules, replyBody, storedList } from './rules.mjs';

const BODY_BYTES_MAX = 65_536;
const HOST = '127.0.0.1';

/** @typedef {import('./server.d.mts').Faults} Faults */

/** @param {number} [port] @returns {Promise<import('./server.d.mts').RunningLogCentre>} */
export async function startLogCentre(port = 0) {
  const centre = new SimulatedCentre();
  const server = http.createServer((request, response) => {
    centre.answer(request, response).catch(() => response.destroy());
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    port: address.port,
    url: `http://${HOST}:${address.port}/apisvc/sendLogData.json`,
    rules: centre.rules,
    get requests() {
      return centre.requests;
    },
    setFaults: (faults) => centre.setFaults(faults),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

class SimulatedCentre {
  rules = new LogCentreRules();
  requests = 0;
  /** @type {Faults} */
  #faults = {};
  #left = Number.POSITIVE_INFINITY;

  /** @param {Faults} faults */
  setFaults(faults) {
    this.#faults = faults;
    this.#left = faults.times ?? Number.POSITIVE_INFINITY;
  }

  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  async answer(request, response) {
    const { pathname, searchParams } = new URL(request.url ?? '/', `http://${HOST}`);
    if (pathname === '/readyz') return send(response, 200, 'application/json', '{"status":"ok"}');
    const body = await read(request);
    if (pathname === '/control/stored.csv')
      return send(response, 200, 'text/csv', storedList(this.#storedOf(searchParams.get('keyEnding'))));
    if (pathname.startsWith('/control/')) return this.#control(`${request.method} ${pathname}`, body, response);
    const parse = PARSERS[pathname];
    if (!parse || request.method !== 'POST') return send(response, 404, 'text/plain', 'not found');
    this.requests++;
    const faults = this.#left > 0 ? this.#faults : {};
    this.#left--;
    await this.#reply(parse(body, request.headers['content-type'] ?? ''), pathname.includes('XML'), { ...faults, body }, response);
  }

  /**
   * @param {import('./rules.d.mts').ReceivedLog | null} log null where it could not be read
   * @param {boolean} xml
   * @param {Faults & { body: string }} faults
   * @param {http.ServerResponse} response
   */
  async #reply(log, xml, faults, response) {
    if (faults.silent) return;
    if (faults.redirect) return response.writeHead(302, { location: faults.redirect }).end();
    if (faults.status) return send(response, faults.status, 'text/html', '<html><body>error</body></html>');
    const at = Date.now() + (faults.clockOffsetMs ?? 0);
    const reply = faults.code ? this.rules.reply(faults.code, at) : log ? this.rules.receive(log, at) : this.rules.reply('AP1023', at);
    if (faults.cut) return response.destroy();
    if (faults.slowMs) await new Promise((resolve) => setTimeout(resolve, faults.slowMs));
    if (faults.html) return send(response, 200, 'text/html', '<html><body>AP1002</body></html>');
    const detail = faults.quotes ? faults.body : '';
    send(response, 200, xml ? 'application/xml' : 'application/json', replyBody({ ...reply, detail }, xml));
  }

  /** A key itself is never in an address. @param {string | null} keyEnding of all keys where it is null */
  #storedOf(keyEnding) {
    return this.rules.stored.filter(({ key }) => keyEnding === null || key.endsWith(keyEnding));
  }

  /**
   * @param {string} wanted
   * @param {string} body
   * @param {http.ServerResponse} response
   */
  #control(wanted, body, response) {
    const json = (/** @type {unknown} */ value) => send(response, 200, 'application/json', JSON.stringify(value));
    if (wanted === 'GET /control/stored') return json(this.rules.stored.map(({ key, ...log }) => ({ ...log, keyEnding: key.slice(-4) })));
    if (wanted === 'PUT /control/faults') {
      this.setFaults(JSON.parse(body));
      return json({});
    }
    if (wanted === 'PUT /control/not-collected') {
      this.rules.notCollected = new Set(JSON.parse(body));
      return json({});
    }
    return send(response, 404, 'text/plain', 'not found');
  }
}

/** @type {Readonly<Record<string, (body: string, type: string) => import('./rules.d.mts').ReceivedLog | null>>} */
const PARSERS = {
  '/apisvc/sendLogData.json': (body, type) => (type.includes('json') ? fromJson(body) : Object.fromEntries(new URLSearchParams(body))),
  '/apisvc/sendLogDataJSON.do': (body) => fromJson(new URLSearchParams(body).get('logData') ?? ''),
  '/apisvc/sendLogDataXML.do': (body) => fromXml(new URLSearchParams(body).get('logData') ?? ''),
};

/** @param {string} text */
function fromJson(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}

/** @param {string} text */
function fromXml(text) {
  if (!/^<logData>.*<\/logData>$/s.test(text)) return null;
  const plain = (/** @type {string} */ value) => value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return Object.fromEntries([...text.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map((match) => [match[1], plain(match[2] ?? '')]));
}

/** @param {http.IncomingMessage} request */
async function read(request) {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) {
    text += part;
    if (text.length > BODY_BYTES_MAX) throw new Error('request too long');
  }
  return text;
}

/**
 * @param {http.ServerResponse} response
 * @param {number} status
 * @param {string} type
 * @param {string} body
 */
function send(response, status, type, body) {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
}
