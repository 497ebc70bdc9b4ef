// @ts-check
// `npm run generate`: the API's description from the built api, and the web's types from that. With --check nothing is written
// and the run fails when the committed files are not what the code says.
import fs from 'node:fs';
import path from 'node:path';
import { build } from './build.mjs';
import { runNode } from './launch/node-child.mjs';
import { BUILT, inRoot } from './launch/paths.mjs';
import { Halt, say, sayFailure } from './launch/say.mjs';

const DESCRIPTION = inRoot('docs/openapi.json');
const TYPES = inRoot('apps/web/src/api/generated/schema.d.ts');
const OPENAPI_TYPESCRIPT = inRoot('node_modules/openapi-typescript/bin/cli.js');

async function main() {
  await build();
  const description = await runNode('openapi', [BUILT.openapi], process.env);
  const unfinished = inRoot('dist', 'openapi.json');
  fs.writeFileSync(unfinished, description);
  const types = await runNode('openapi-typescript', [OPENAPI_TYPESCRIPT, unfinished], process.env);
  const files = { [DESCRIPTION]: description, [TYPES]: types };
  const different = Object.entries(files).filter(([file, text]) => !fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text);
  if (process.argv.includes('--check')) {
    if (different.length === 0) return;
    const names = different.map(([file]) => path.relative(inRoot(), file)).join(', ');
    throw new Halt(
      `코드와 다릅니다: ${names}. 다시 만드십시오: npm run generate`,
      `Not what the code says: ${names}. Run: npm run generate`,
    );
  }
  for (const [file, text] of different) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    say(`썼습니다: ${path.relative(inRoot(), file)}`, 'Written.');
  }
}

main().catch((error) => {
  sayFailure(error);
  process.exitCode = 1;
});
