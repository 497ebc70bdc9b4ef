// @ts-check
// Installs the packages of the lockfile when they are absent or others. Runs before anything is installed: Node alone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { takeLock } from './lock.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { endLeftovers, forget, remember } from './processes.mjs';
import { Halt, say, showProgress } from './say.mjs';

const STAMP = inRoot('node_modules', '.maru-installed');
const RUN_FOLDER = inRoot('.maru', 'run');
const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET_TIMEOUT|network/;

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/** Installs what is missing; returns at once when nothing is. */
export async function ensurePackages() {
  const wanted = fingerprint();
  if (installed() === wanted) return;
  const lock = await takeLock(path.join(RUN_FOLDER, 'install.lock'), sayWaiting());
  if ('heldBy' in lock) return;
  try {
    // Another start may have installed everything while this one waited, and a person may have run `npm ci` by hand.
    if (installed() === wanted) return;
    if (!completeAlready()) {
      await endLeftovers(RUN_FOLDER, ['install']);
      await install();
    }
    fs.writeFileSync(STAMP, wanted);
  } finally {
    lock.release();
  }
}

/** Asked again and again while another process installs; says so once. */
function sayWaiting() {
  let said = false;
  return () => {
    if (!said) say('다른 실행이 패키지를 설치하고 있어 기다립니다.', 'Another run is installing the packages; waiting for it.');
    said = true;
    return true;
  };
}

function fingerprint() {
  const lockfile = fs.readFileSync(inRoot('package-lock.json'));
  return createHash('sha256').update(lockfile).update(`${process.platform} ${process.arch}`).digest('hex');
}

function installed() {
  try {
    return fs.readFileSync(STAMP, 'utf8');
  } catch {
    return null;
  }
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage>}
 */
function packagesIn(file) {
  const { packages } = JSON.parse(fs.readFileSync(file, 'utf8'));
  return Object.fromEntries(Object.entries(packages).filter(([key]) => key !== ''));
}

/** npm writes node_modules/.package-lock.json as the last act of an installation, so it tells of a whole one. */
function completeAlready() {
  const done = inRoot('node_modules', '.package-lock.json');
  if (!fs.existsSync(done)) return false;
  const there = packagesIn(done);
  return Object.entries(packagesIn(inRoot('package-lock.json'))).every(([key, entry]) => {
    const found = there[key];
    return found ? found.version === entry.version : !belongsHere(entry);
  });
}

/**
 * An optional package is for certain here only where it names the machine: others come with one that may be for another.
 * @param {LockedPackage} entry
 */
function belongsHere(entry) {
  return !entry.optional || (entry.os !== undefined && fitsThisMachine(entry));
}

/** @param {LockedPackage} entry */
function fitsThisMachine(entry) {
  const fits = (/** @type {string[] | undefined} */ list, /** @type {string} */ own) => !list || list.includes(own);
  return fits(entry.os, process.platform) && fits(entry.cpu, process.arch) && (entry.libc === undefined || fits(entry.libc, libc()));
}

/** @returns {'glibc' | 'musl'} the C library of a Linux; each has packages of its own */
function libc() {
  const musl = fs.existsSync('/lib') && fs.readdirSync('/lib').some((name) => name.startsWith('ld-musl-'));
  return musl ? 'musl' : 'glibc';
}

async function install() {
  say(
    '패키지를 설치합니다. 처음 한 번만 걸립니다 (보통 1분 이내).',
    'Installing packages. This happens once and mostly takes less than a minute.',
  );
  const expected = Object.entries(packagesIn(inRoot('package-lock.json')))
    .filter(([, entry]) => belongsHere(entry))
    .map(([key]) => inRoot(key, 'package.json'));
  const since = Date.now();
  const endProgress = showProgress(() => {
    const count = expected.filter((file) => fs.existsSync(file)).length;
    return `${count} / ${expected.length} · ${Math.round((Date.now() - since) / 1000)} s`;
  });
  const { code, output } = await npmCi();
  endProgress();
  if (code === 0) return;
  if (OFFLINE.test(output))
    throw new Halt(
      '패키지 저장소에 연결할 수 없습니다. 인터넷(또는 프록시) 연결을 확인한 뒤 다시 실행하십시오: npm ci',
      'The package registry cannot be reached. Check the network (or proxy) and run again: npm ci',
    );
  const last = output.trim().split('\n').slice(-15).join('\n');
  throw new Halt(`패키지를 설치하지 못했습니다 (npm ci, ${code}):\n${last}`, 'The packages could not be installed; npm said the above.');
}

/** @returns {Promise<{ code: number | null, output: string }>} */
function npmCi() {
  // npm names itself to the scripts it starts; that very npm is used, since another one on PATH may be of another age.
  const own = process.env.npm_execpath ?? '';
  const [command, first] = path.basename(own).startsWith('npm-cli') ? [process.execPath, [own]] : ['npm', []];
  // Exactly the lockfile: settings of the calling npm, such as --omit=dev, would leave the builders out.
  const args = [...first, 'ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const retries = ['--fetch-retries=3', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000'];
  return new Promise((resolve) => {
    const child = spawn(command, [...args, ...retries], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    // An installer that outlives a killed start would write into the folder that the next one fills.
    if (child.pid) remember(RUN_FOLDER, 'install', child.pid, 'npm');
    let output = '';
    const keep = (/** @type {Buffer} */ data) => {
      output = (output + data).slice(-20_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: String(error) }));
    child.on('close', (code) => {
      forget(RUN_FOLDER, 'install');
      resolve({ code, output });
    });
  });
}
