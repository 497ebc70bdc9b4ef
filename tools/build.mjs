// @ts-check
// Builds api, worker and web when their sources changed since the last whole build. `node tools/build.mjs` or `npm run build`.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { takeLock } from './launch/lock.mjs';
import { runNode } from './launch/node-child.mjs';
import { BUILT, inRoot } from './launch/paths.mjs';
import { endLeftovers, forget, remember } from './launch/processes.mjs';
import { Halt, say, sayFailure } from './launch/say.mjs';

const STAMP = inRoot('dist', '.sources');
const RUN_FOLDER = inRoot('.maru', 'run');
const SOURCES = ['apps', 'libs', 'package-lock.json', 'tsconfig.json', 'nest-cli.json'];
const NEST = inRoot('node_modules/@nestjs/cli/bin/nest.js');
const VITE = inRoot('node_modules/vite/bin/vite.js');

/** @type {Record<string, string[]>} */
const STEPS = {
  api: [NEST, 'build', 'api'],
  worker: [NEST, 'build', 'worker'],
  web: [VITE, 'build', inRoot('apps/web'), '--logLevel', 'warn', '--configLoader', 'runner'],
};

/** @returns {Promise<boolean>} whether there was something to build */
export async function build() {
  if (upToDate()) return false;
  const lock = await takeLock(path.join(RUN_FOLDER, 'build.lock'), () => true);
  if ('heldBy' in lock) return false;
  try {
    const wanted = sourceHash();
    if (upToDate()) return false;
    const since = Date.now();
    say('프로그램을 빌드합니다.', 'Building the programs.');
    await endLeftovers(
      RUN_FOLDER,
      Object.keys(STEPS).map((name) => `build-${name}`),
    );
    // Without the stamp a build that is killed from here on is begun again by the next start.
    fs.rmSync(STAMP, { force: true });
    await Promise.all(Object.entries(STEPS).map(([name, command]) => step(name, command)));
    const missing = Object.values(BUILT).filter((file) => !fs.existsSync(file));
    if (missing.length > 0) throw new Halt(`빌드 결과가 없습니다: ${missing.join(', ')}`, `The build did not make ${missing.join(', ')}`);
    // The hash is of what was there at the beginning: a file saved meanwhile is built next time.
    fs.writeFileSync(STAMP, wanted);
    say(`빌드를 마쳤습니다 (${seconds(since)}).`, `Built in ${seconds(since)}.`);
    return true;
  } finally {
    lock.release();
  }
}

function upToDate() {
  return (
    fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === sourceHash() && Object.values(BUILT).every((file) => fs.existsSync(file))
  );
}

/**
 * @param {string} name
 * @param {string[]} command
 */
async function step(name, command) {
  const record = `build-${name}`;
  await runNode(`build ${name}`, command, { ...process.env, NODE_ENV: 'production' }, (pid) => {
    const [file = ''] = command;
    remember(RUN_FOLDER, record, pid, path.basename(file));
  });
  forget(RUN_FOLDER, record);
}

/** By content, since a fresh clone and a changed branch give new times to old files. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const source of SOURCES) addTo(hash, inRoot(source), source);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} file
 * @param {string} name
 */
function addTo(hash, file, name) {
  if (!fs.statSync(file).isDirectory()) {
    hash.update(`${name}\0`).update(fs.readFileSync(file)).update('\0');
    return;
  }
  for (const entry of fs.readdirSync(file).sort()) {
    if (entry !== 'node_modules') addTo(hash, path.join(file, entry), `${name}/${entry}`);
  }
}

/** @param {number} since */
function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  build().then(
    (built) => built || say('바뀐 것이 없습니다.', 'Nothing changed.'),
    (error) => {
      sayFailure(error);
      process.exitCode = 1;
    },
  );
}
