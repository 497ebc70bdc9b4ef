// @ts-check
// The order of a start and of its end. Runs under Node 24 with the packages installed.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { build } from '../build.mjs';
import { sendDemoReadings } from '../demo-readings.mjs';
import { takeLock } from './lock.mjs';
import { runNode, startNode } from './node-child.mjs';
import { BUILT, inRoot } from './paths.mjs';
import { freePort, tryPort } from './ports.mjs';
import { endLeftovers, forget, remember } from './processes.mjs';
import { Halt, say, sayFailure, warn } from './say.mjs';
import { beginDatabase, beginRedis, withoutAccount } from './servers.mjs';
import { kept, openState, readablePassword } from './state.mjs';
import { Supervisor } from './supervisor.mjs';

/** How long a start waits for another one that is about to end: npm may have been killed and its child be closing. */
const ENDING_MS = { unannounced: 1_500, announced: 60_000 };
const STOPPING = 'stopping';

/** @returns {Promise<number>} exit code, once everything that was started has ended */
export async function startMaru() {
  const state = openState();
  const lock = await takeLock(
    path.join(state.runFolder, 'start.lock'),
    ({ note }, waitedMs) => waitedMs < (note === STOPPING ? ENDING_MS.announced : ENDING_MS.unannounced),
  );
  if ('heldBy' in lock) {
    const { pid, note } = lock.heldBy;
    warn(
      `이미 이 폴더에서 실행 중입니다 (pid ${pid}${note ? `, ${note}` : ''}). 먼저 그것을 Ctrl-C로 끝내십시오.`,
      `Already running in this folder (pid ${pid}${note ? `, ${note}` : ''}). End that one with Ctrl-C first.`,
    );
    return 1;
  }
  const supervisor = new Supervisor(state.runFolder);
  /** @type {unknown} */
  let failure = null;
  /** @type {Promise<void>} */
  const stopped = new Promise((resolve) => {
    const stop = () => {
      if (supervisor.stopping) return;
      lock.note(STOPPING);
      resolve(supervisor.stop());
    };
    const stopAsked = () => {
      if (!supervisor.stopping) say('모두 순서대로 멈춥니다.', 'Stopping everything in order.');
      stop();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stopAsked);
    const fail = (/** @type {unknown} */ error) => {
      // What fails because everything is being stopped is no news.
      if (!supervisor.stopping) failure = error;
      stop();
    };
    bringUp(state, supervisor).then((address) => {
      if (supervisor.stopping) return;
      lock.note(address);
      supervisor.watch(fail);
    }, fail);
  });
  await stopped;
  lock.release();
  if (failure !== null) {
    sayFailure(explained(failure, state));
    return 1;
  }
  say('멈췄습니다.', 'Stopped.');
  return 0;
}

/**
 * @param {import('./state.mjs').State} state
 * @param {Supervisor} supervisor
 * @returns {Promise<string>} the address
 */
async function bringUp(state, supervisor) {
  const since = Date.now();
  const address = addressFrom(process.env);
  // Those that write to the database go first.
  const left = await endLeftovers(state.runFolder, ['migrate', 'demo', 'api', 'worker', 'log-centre', 'redis']);
  if (left.length > 0)
    say(`지난번 실행이 남긴 프로세스를 정리했습니다: ${left.join(', ')}`, `Ended what an earlier start left behind: ${left.join(', ')}`);
  await requireFreePort(address);
  await build();
  const log = (/** @type {string} */ name) => path.join(state.logFolder, `${name}.log`);
  const databaseUrl = process.env.DATABASE_URL || (await beginDatabase(state, supervisor));
  /** @type {NodeJS.ProcessEnv} */
  const env = {
    ...process.env,
    HOST: address.host,
    PORT: String(address.port),
    MARU_SECRET: process.env.MARU_SECRET || kept(state, 'secret', () => randomBytes(48).toString('base64url')),
    DATABASE_URL: withoutAccount(databaseUrl),
    REDIS_URL: process.env.REDIS_URL || (await beginRedis(state, supervisor)),
    SHUTDOWN_DELAY_MS: process.env.SHUTDOWN_DELAY_MS ?? '0',
    MARU_FILES: process.env.MARU_FILES || path.join(state.folder, 'files'),
    // Four processes load the same packages; what V8 made of them the last time takes a third off each.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? path.join(state.folder, 'compile-cache'),
  };
  const once = async (/** @type {string} */ name, /** @type {string} */ file, /** @type {NodeJS.ProcessEnv} */ own = {}) => {
    await runNode(name, [file], { ...env, ...own }, (pid) => remember(state.runFolder, name, pid, file));
    forget(state.runFolder, name);
    haltIfStopping(supervisor);
  };
  haltIfStopping(supervisor);
  env.MARU_LOG_CENTRE_SIMULATOR_URL ||= await beginLogCentre(log('log-centre'), supervisor);
  haltIfStopping(supervisor);
  await once('migrate', BUILT.migrate, { DATABASE_URL: databaseUrl });
  const withDemo = process.env.MARU_DEMO !== '0';
  if (withDemo) {
    env.MARU_DEMO_PASSWORD = process.env.MARU_DEMO_PASSWORD || kept(state, 'demo-password', readablePassword);
    await once('demo', BUILT.demo);
  }
  const service = (/** @type {'api' | 'worker'} */ name, /** @type {NodeJS.ProcessEnv} */ own, /** @type {string} */ url) =>
    supervisor.begin({
      name,
      stage: 2,
      marker: BUILT[name],
      log: log(name),
      begin: (begun) => startNode({ name, file: BUILT[name], log: log(name), env: { ...env, ...own }, begun, ready: () => isReady(url) }),
    });
  const workerHealth = await workerHealthFrom(env);
  await Promise.all([service('worker', workerHealth.env, workerHealth.url), service('api', {}, address.url)]);
  haltIfStopping(supervisor);
  say(
    `서비스가 준비되었습니다 (${((Date.now() - since) / 1000).toFixed(1)} s): ${address.url}`,
    `The service is ready: ${address.url} (logs: ${state.logFolder})`,
  );
  const password = withDemo ? (env.MARU_DEMO_PASSWORD ?? null) : null;
  if (password) await fillDemo(address.url, password, supervisor);
  haltIfStopping(supervisor);
  announce(address.url, password);
  return address.url;
}

/**
 * The log centre that simulated organisations send to; real ones never do.
 * @param {string} log
 * @param {Supervisor} supervisor
 * @returns {Promise<string>} where logs are sent to
 */
async function beginLogCentre(log, supervisor) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const file = inRoot('tools/log-centre.mjs');
  const env = { ...process.env, LOG_CENTRE_PORT: String(port) };
  await supervisor.begin({
    name: 'log-centre',
    stage: 1,
    marker: file,
    log,
    begin: (begun) => startNode({ name: 'log-centre', file, log, env, begun, ready: () => isReady(url) }),
  });
  return `${url}/apisvc/sendLogData.json`;
}

/**
 * Files that root made are the usual reason why an ordinary user's start is not let in.
 * @param {unknown} error
 * @param {import('./state.mjs').State} state
 */
function explained(error, state) {
  const { code, path: file } = /** @type {NodeJS.ErrnoException} */ (error);
  if ((code !== 'EACCES' && code !== 'EPERM') || !file?.startsWith(state.folder)) return error;
  return new Halt(
    `${file}에 접근할 수 없습니다. 다른 사용자(root 등)가 만든 파일이면 소유자를 바꾸십시오: sudo chown -R $(id -u):$(id -g) ${state.folder}`,
    `${file} may not be used. If another user (root, say) made it: sudo chown -R $(id -u):$(id -g) ${state.folder}`,
  );
}

/** @param {Supervisor} supervisor */
function haltIfStopping(supervisor) {
  if (supervisor.stopping) throw new Halt('중단했습니다.', 'Interrupted.');
}

/** @param {NodeJS.ProcessEnv} env */
function addressFrom(env) {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Halt(
      `PORT는 1부터 65535까지의 정수여야 합니다: "${env.PORT}"`,
      `PORT must be a whole number from 1 to 65535; it is "${env.PORT}".`,
    );
  const host = env.HOST || '127.0.0.1';
  const everywhere = host === '0.0.0.0' || host === '::';
  const shown = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return { host, port, url: `http://${shown}:${port}` };
}

/**
 * Where the worker says that it is ready: as WORKER_PORT wants it, else for this launcher alone.
 * @param {NodeJS.ProcessEnv} env
 */
async function workerHealthFrom(env) {
  if (env.WORKER_PORT) return { env: {}, url: addressFrom({ HOST: env.HOST, PORT: env.WORKER_PORT }).url };
  const port = await freePort();
  return { env: { HOST: '127.0.0.1', WORKER_PORT: String(port) }, url: `http://127.0.0.1:${port}` };
}

/** @param {{ host: string, port: number }} address */
async function requireFreePort({ host, port }) {
  const answer = await tryPort(port, host);
  if ('port' in answer) return;
  const command = `PORT=${port + 1 > 65_535 ? port - 1 : port + 1} npm start`;
  if (answer.code === 'EADDRINUSE')
    throw new Halt(
      `포트 ${port}을(를) 다른 프로그램이 쓰고 있습니다. 그 프로그램을 끝내거나 다른 포트로 시작하십시오: ${command}`,
      `Port ${port} is used by another program. End that program, or start on another port: ${command}`,
    );
  throw new Halt(
    `${host}의 포트 ${port}을(를) 열 수 없습니다 (${answer.code}). HOST와 PORT를 확인하십시오.`,
    `Port ${port} on ${host} cannot be opened (${answer.code}). Check HOST and PORT.`,
  );
}

/** @param {string} url */
async function isReady(url) {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

/**
 * The service is useful without the sample readings, and the next start sends what is missing.
 * @param {string} url
 * @param {string} password
 * @param {Supervisor} supervisor
 */
async function fillDemo(url, password, supervisor) {
  try {
    await sendDemoReadings({ url, password });
  } catch (error) {
    if (supervisor.stopping) return;
    sayFailure(error);
    warn(
      '견본 측정값을 다 보내지 못했습니다. 다음 npm start에서 이어집니다.',
      'Not all sample readings were sent; the next npm start goes on with them.',
    );
  }
}

/**
 * @param {string} url
 * @param {string | null} password null without a demo
 */
function announce(url, password) {
  const accounts = [
    ['owner@steel.example', '철강 공장 (FEMS) · steel plant (FEMS)'],
    ['owner@parts.example', '기계 가공 공장, 대표 · machining plant, owner'],
    ['operator@parts.example', '기계 가공 공장, 작업자 · machining plant, operator'],
    ['owner@mould.example', '금형 공장, 여섯 달째 사용 · mould maker, half a year of use'],
    ['officer@programme.example', '사업 관리 기관 · programme office'],
    ['owner@supplier.example', '공급 기업 · supplier'],
    ['admin@maru.example', '서비스 운영 · provider'],
  ];
  const demo = password
    ? [
        '',
        '  데모 계정 · demo accounts',
        ...accounts.map(([email = '', who]) => `    ${email.padEnd(28)}${who}`),
        `  비밀번호 · password    ${password}`,
      ]
    : [];
  process.stdout.write(
    ['', `  마루 · Maru    ${url}`, ...demo, '', '  Ctrl-C 로 모두 멈춥니다 · Ctrl-C stops everything', '', ''].join('\n'),
  );
}
