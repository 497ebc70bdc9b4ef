// @ts-check
// Where the cluster lies. Beside everything else in the state folder, unless root starts in a place that PostgreSQL's user
// cannot enter (root's home, say): then in a system folder that belongs to this state folder.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stopPostgres } from '../embedded-postgres.mjs';
import { reachable, serverUser } from './postgres-binaries.mjs';
import { Halt, say } from './say.mjs';

/** The first lasts; the second is emptied by some systems when they start, but can be written everywhere. */
const SYSTEM_FOLDERS =
  process.platform === 'win32' ? [] : ['/var/lib/maru', path.join(os.tmpdir(), 'maru-databases'), '/tmp/maru-databases'];

/**
 * @param {import('./state.mjs').State} state
 * @returns {Promise<string>} the cluster's folder
 */
export async function clusterFolder(state) {
  const wanted = path.join(state.folder, 'postgres');
  const user = serverUser(path.join(wanted, 'data'));
  if (reachable(state.folder, user)) return wanted;
  const system = SYSTEM_FOLDERS.find((folder) => ownFolder(folder) && reachable(folder, user));
  if (!system)
    throw new Halt(
      `PostgreSQL 사용자가 ${state.folder}에 들어갈 수 없습니다. 다른 폴더에서 실행하거나 일반 사용자로 실행하거나 DATABASE_URL을 지정하십시오.`,
      `PostgreSQL's user cannot enter ${state.folder}. Run from another folder, as an ordinary user, or set DATABASE_URL.`,
    );
  const folder = path.join(system, await nameFor(state, system));
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'state-folder'), state.folder);
  say(
    `root 전용 폴더라서 데이터베이스 파일은 여기에 둡니다: ${folder} (${state.folder}을(를) 지우면 함께 새로 시작합니다)`,
    `Only root can enter this folder, so the database files are in ${folder}. Deleting ${state.folder} starts them afresh too.`,
  );
  return folder;
}

/**
 * Made for root alone to write: in a folder that all may write, someone else could have put one of the same name there first.
 * @param {string} folder
 */
function ownFolder(folder) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    const found = fs.lstatSync(folder);
    if (!found.isDirectory() || found.uid !== process.getuid?.()) return false;
    fs.chmodSync(folder, 0o755);
    return true;
  } catch {
    return false;
  }
}

/**
 * A name is drawn once and kept in the state folder, so that the state folder may be moved. A copied state folder is told by
 * the original's still being where the cluster was last used from, and gets a cluster of its own.
 * @param {import('./state.mjs').State} state
 * @param {string} system
 */
async function nameFor(state, system) {
  const file = path.join(state.folder, 'postgres-name');
  const name = readText(file);
  const usedFrom = name && readText(path.join(system, name, 'state-folder'));
  const copied = usedFrom && usedFrom !== state.folder && readText(path.join(usedFrom, 'postgres-name')) === name;
  if (name && !copied) return name;
  await removeAbandoned(state, system);
  const drawn = randomBytes(8).toString('hex');
  fs.writeFileSync(file, drawn);
  return drawn;
}

/**
 * Whoever deletes the state folder asks for a fresh start; what it had outside goes with it.
 * @param {import('./state.mjs').State} state
 * @param {string} system
 */
async function removeAbandoned(state, system) {
  for (const name of fs.readdirSync(system)) {
    const folder = path.join(system, name);
    if (readText(path.join(folder, 'state-folder')) !== state.folder) continue;
    await stopPostgres(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} file */
function readText(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : '';
}
