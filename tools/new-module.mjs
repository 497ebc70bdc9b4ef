// @ts-check
// `npm run new:module NAME`: one folder in libs and one line in the catalogue, from the template beside this file.
// The name becomes a folder, a database schema, a prefix of addresses and an identifier, so it is one plain lower-case word.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { inRoot } from './launch/paths.mjs';
import { Halt, say, sayFailure } from './launch/say.mjs';

const TEMPLATE = inRoot('tools/new-module/template');
const CATALOGUE = inRoot('libs/catalog/src/index.ts');
const TSCONFIG = inRoot('tsconfig.json');
const BIOME = inRoot('node_modules/@biomejs/biome/bin/biome');

/** Taken by folders, by addresses directly below /api and by schemas that are not ours. */
const TAKEN_WORDS = (
  'api catalog edge evidence kernel platform sdk test verify web worker ' +
  'errors health livez me metrics modules openapi problems public readyz sessions ' +
  'bullmq maru postgres'
).split(' ');

/** Words that SQL keeps for itself: a schema of that name would need quotes everywhere. */
const SQL_WORDS = (
  'all analyse analyze and any array as asc asymmetric authorization between binary both case cast check collate collation column ' +
  'concurrently constraint create cross default deferrable desc distinct do else end except false fetch for foreign freeze from full ' +
  'grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime localtimestamp ' +
  'natural not notnull null offset on only or order outer overlaps placing primary references returning right select similar some ' +
  'symmetric system table tablesample then to trailing true union unique user using variadic verbose when where window with'
).split(' ');

/**
 * Why a module may not have this name, or null.
 * @param {string | undefined} name
 * @returns {Halt | null}
 */
function nameFault(name) {
  if (name === undefined) return new Halt('이름을 말해 주십시오: npm run new:module inventory', 'Say a name: npm run new:module inventory');
  if (!/^[a-z]{2,30}$/.test(name))
    return new Halt(
      `"${name}": 이름은 영문 소문자 한 단어(2~30자)입니다.`,
      `"${name}": a name is one plain lower-case word of 2 to 30 letters.`,
    );
  if (TAKEN_WORDS.includes(name) || SQL_WORDS.includes(name))
    return new Halt(`"${name}": 이미 다른 뜻으로 쓰는 이름입니다.`, `"${name}" means something else already.`);
  if (fs.existsSync(inRoot('libs', name))) return new Halt(`"${name}": 이미 있는 모듈입니다.`, `"${name}" exists already.`);
  return null;
}

/**
 * Copies the template; `{{name}}`, `{{Name}}` and `{{stamp}}` stand for the module in paths and texts alike.
 * @param {string} name
 * @returns {string[]} what was written
 */
function writeModule(name) {
  /** @type {Record<string, string>} */
  const values = { name, Name: name[0].toUpperCase() + name.slice(1), stamp: String(Date.now()) };
  const fill = (/** @type {string} */ text) => text.replace(/\{\{(\w+)\}\}/g, (_, key) => values[key]);
  const entries = fs.readdirSync(TEMPLATE, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => {
    const from = path.join(entry.parentPath, entry.name);
    const to = inRoot('libs', name, fill(path.relative(TEMPLATE, from)).replace(/\.template$/, ''));
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.writeFileSync(to, fill(fs.readFileSync(from, 'utf8')));
    return to;
  });
}

/**
 * Puts text behind what `place` finds.
 * @param {string} file
 * @param {RegExp} place
 * @param {string} text
 */
function insertInto(file, place, text) {
  const before = fs.readFileSync(file, 'utf8');
  const at = place.exec(before);
  if (!at) throw new Error(`${path.relative(inRoot(), file)} has no ${place}: has it been rewritten?`);
  const end = at.index + at[0].length;
  fs.writeFileSync(file, before.slice(0, end) + text + before.slice(end));
}

/** @param {string} name */
function register(name) {
  insertInto(CATALOGUE, /^/, `import { ${name} } from '@maru/${name}';\n`);
  insertInto(CATALOGUE, /\bmodules\b[^=]*=\s*\[(?:[^\]]*[^\],\s])?(?=,?\s*\])/, `, ${name}`);
  // The build rewrites aliases with a library that misreads a star in the middle, so every contract has its own line.
  insertInto(TSCONFIG, /"@maru\/platform\/testing": \[[^\]]*\],/, `\n      "@maru/${name}/contract": ["./libs/${name}/src/contract.ts"],`);
}

/** @param {string[]} files */
function format(files) {
  const { status, stderr } = spawnSync(process.execPath, [BIOME, 'check', '--write', ...files], { cwd: inRoot(), encoding: 'utf8' });
  if (status !== 0) throw new Error(`biome could not format the new module:\n${stderr}`);
}

function main() {
  const name = process.argv[2];
  const fault = nameFault(name);
  if (fault) throw fault;
  const files = writeModule(name);
  register(name);
  format([...files, CATALOGUE, TSCONFIG]);
  say(
    `libs/${name}을(를) 만들고 libs/catalog에 올렸습니다. libs/${name}/README.md부터 고쳐 주십시오.`,
    `libs/${name} is there and listed in libs/catalog. Begin with libs/${name}/README.md, then: npm test`,
  );
}

try {
  main();
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}
