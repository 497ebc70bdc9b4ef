// @ts-check
// The files of a PostgreSQL cluster: its folder, how it is made, and the notes that lie beside it (port and password).
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { findBinaries, reachable } from './postgres-binaries.mjs';
import { Halt } from './say.mjs';

/**
 * @typedef {import('./postgres-binaries.mjs').ServerUser} ServerUser
 * @typedef {{ port: number, password: string }} ClusterNotes
 */

/**
 * @param {string} folder
 * @param {ServerUser} user
 */
export function prepareFolder(folder, user) {
  fs.mkdirSync(folder, { recursive: true });
  // The folder stays its maker's and the data alone is the server's; a strict umask must not shut the server out.
  if (user) fs.chmodSync(folder, 0o755);
  if (!reachable(folder, user))
    throw new Halt(
      `PostgreSQL 사용자(uid ${user?.uid})가 이 폴더에 들어갈 수 없습니다: ${folder}`,
      `PostgreSQL's user (uid ${user?.uid}) cannot enter this folder: ${folder}`,
    );
  const data = path.join(folder, 'data');
  const owner = fs.statSync(data, { throwIfNoEntry: false })?.uid;
  if (process.getuid && process.getuid() !== 0 && owner !== undefined && owner !== process.getuid())
    throw new Halt(
      `데이터베이스 파일이 다른 사용자(uid ${owner})의 것입니다. 그 사용자로 실행하거나 소유자를 바꾸십시오: sudo chown -R $(id -u):$(id -g) ${folder}`,
      `The database files belong to another user (uid ${owner}). Run as that user, or: sudo chown -R $(id -u):$(id -g) ${folder}`,
    );
}

/**
 * The cluster is made beside its place and moved there, so that one that was interrupted is never taken for whole.
 * @param {string} folder
 * @param {ServerUser} user
 * @param {boolean} throwaway
 */
export function makeCluster(folder, user, throwaway) {
  const unfinished = path.join(folder, 'data.unfinished');
  const passwordFile = path.join(folder, 'password.unfinished');
  const password = randomBytes(24).toString('base64url');
  const { folder: bin, major } = findBinaries(folder, user, null);
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.rmSync(passwordFile, { force: true });
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  if (user) {
    fs.chownSync(unfinished, user.uid, user.gid);
    fs.chownSync(passwordFile, user.uid, user.gid);
  }
  // The built-in provider came with 17; before it, C sorts by code point alike and runs everywhere.
  const locale = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
  const args = ['-D', unfinished, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', ...locale];
  const made = spawnSync(path.join(bin, process.platform === 'win32' ? 'initdb.exe' : 'initdb'), throwaway ? [...args, '-N'] : args, {
    ...user,
    cwd: folder,
    env: serverEnv(),
    encoding: 'utf8',
    windowsHide: true,
  });
  fs.rmSync(passwordFile, { force: true });
  if (made.status !== 0)
    throw new Halt(
      `데이터베이스를 만들지 못했습니다 (initdb):\n${made.error ?? made.stderr}`,
      'The database could not be made; initdb said the above.',
    );
  writeNotes(folder, { port: 0, password });
  fs.renameSync(unfinished, path.join(folder, 'data'));
}

/** The caller's PG* variables and locale are not the server's. */
export function serverEnv() {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'].filter((name) => process.env[name] !== undefined);
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), LC_ALL: 'C', TZ: 'UTC' };
}

/** @param {string} folder */
function notesFile(folder) {
  return path.join(folder, 'cluster.json');
}

/**
 * @param {string} folder
 * @returns {ClusterNotes}
 */
export function readNotes(folder) {
  try {
    return JSON.parse(fs.readFileSync(notesFile(folder), 'utf8'));
  } catch (error) {
    throw new Halt(
      `데이터베이스의 접속 정보를 읽을 수 없습니다: ${notesFile(folder)} (${error})`,
      `The database's notes cannot be read: ${notesFile(folder)}`,
    );
  }
}

/**
 * @param {string} folder
 * @param {ClusterNotes} notes
 */
export function writeNotes(folder, notes) {
  const unfinished = `${notesFile(folder)}.unfinished`;
  fs.writeFileSync(unfinished, JSON.stringify(notes), { mode: 0o600 });
  fs.renameSync(unfinished, notesFile(folder));
}
