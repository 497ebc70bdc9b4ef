// @ts-check
// What a start keeps between runs: .maru/, or the folder that MARU_STATE names.
import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './paths.mjs';
import { Halt } from './say.mjs';

/**
 * @typedef {object} State
 * @property {string} folder
 * @property {string} runFolder    one record per process that a start began
 * @property {string} logFolder
 */

/** @returns {State} */
export function openState() {
  const folder = path.resolve(ROOT, process.env.MARU_STATE || '.maru');
  const state = { folder, runFolder: path.join(folder, 'run'), logFolder: path.join(folder, 'log') };
  try {
    fs.mkdirSync(state.runFolder, { recursive: true, mode: 0o755 });
    fs.mkdirSync(state.logFolder, { recursive: true, mode: 0o700 });
    fs.accessSync(folder, fs.constants.W_OK);
    // PostgreSQL's user passes through here when root starts; what is secret in here is so file by file.
    if (process.getuid?.() === fs.statSync(folder).uid) fs.chmodSync(folder, 0o755);
  } catch (error) {
    throw new Halt(
      `상태 폴더에 쓸 수 없습니다: ${folder} (${/** @type {Error} */ (error).message}). 소유자를 바꾸거나 MARU_STATE로 다른 폴더를 지정하십시오.`,
      `The state folder cannot be written: ${folder}. Change its owner, or name another folder in MARU_STATE.`,
    );
  }
  return state;
}

/**
 * A secret text that is made once and stays.
 * @param {State} state
 * @param {string} name
 * @param {() => string} make
 */
export function kept(state, name, make) {
  const file = path.join(state.folder, name);
  const found = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim() : '';
  if (found) return found;
  const made = make();
  const unfinished = `${file}.unfinished`;
  fs.writeFileSync(unfinished, `${made}\n`, { mode: 0o600 });
  fs.renameSync(unfinished, file);
  return made;
}

/** A password that a person can read from a screen and type: no letters that look alike, 79 bits. */
export function readablePassword() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}
