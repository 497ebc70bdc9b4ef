// @ts-check
// What the tests need beyond npm packages: Redis, and Chromium with Korean letters. Found, or installed where that is allowed.
import { execFile, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { findRedis } from '../embedded-redis.mjs';
import { say } from './say.mjs';

// The shell without a window first: it starts and paints in a third of the time that the whole browser takes.
const BROWSERS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC_BROWSERS = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** @returns {string | null} */
function findChromium() {
  const named = process.env.MARU_CHROMIUM;
  if (named) return fs.existsSync(named) ? named : null;
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = [...BROWSERS.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...MAC_BROWSERS];
  return candidates.find((file) => fs.existsSync(file) && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0) ?? null;
}

/** Without them every Korean letter on a screenshot is the same empty box. */
function hasKoreanLetters() {
  if (process.platform !== 'linux') return true;
  const answer = spawnSync('fc-list', [':lang=ko'], { encoding: 'utf8' });
  return answer.status === 0 && answer.stdout.trim() !== '';
}

/**
 * @returns {Promise<{ redis: string | null, chromium: string | null, missing: string[] }>} `missing` says what is not there and how to get it
 */
export async function ensureTestTools() {
  // What is tried in turn: not every distribution has the shell without a window, and Ubuntu's chromium is none for root.
  const wanted = [
    { choices: [['redis-server']], there: () => findRedis() !== null, words: 'Redis' },
    { choices: [['chromium-headless-shell'], ['chromium']], there: () => findChromium() !== null, words: 'Chromium' },
    { choices: [['fonts-noto-cjk', 'fontconfig']], there: hasKoreanLetters, words: 'Korean fonts' },
  ];
  const absent = wanted.filter(({ there }) => !there());
  if (absent.length > 0 && mayInstall()) {
    await aptGet('update');
    for (const { choices, there } of absent)
      for (const packages of choices) if (!there()) await aptGet('install', '-y', '--no-install-recommends', ...packages);
  }
  const missing = absent
    .filter(({ there }) => !there())
    .map(({ words, choices }) => `${words} (${choices.map((packages) => `sudo apt-get install ${packages.join(' ')}`).join(' / ')})`);
  return { redis: findRedis(), chromium: findChromium(), missing };
}

/** Root on Debian or one of its kind. */
function mayInstall() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

/** @param {string[]} args */
async function aptGet(...args) {
  const command = `apt-get ${args.join(' ')}`;
  say(`테스트에 필요한 것을 설치합니다: ${command}`, `Installing what the tests need: ${command}`);
  try {
    await promisify(execFile)('apt-get', args, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 600_000,
      maxBuffer: 64 * 2 ** 20,
    });
  } catch (error) {
    const { stderr } = /** @type {{ stderr?: string }} */ (error);
    const last = (stderr || String(error)).trim().split('\n').slice(-3).join('\n');
    say(`${command}이(가) 실패했습니다:\n${last}`, `${command} failed; it said the above.`);
  }
}
