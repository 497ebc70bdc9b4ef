import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where the pictures of a run are kept, to be looked at: `dist/screenshots/index.html`. */
const folder = join(__dirname, '..', '..', 'dist', 'screenshots');

/** What a picture shows; its file is named after it. */
export interface PictureOf {
  /** The page by a word or its path. */
  page: string;
  /** Who looks: `officer@programme.example`, or nobody on a page for whoever comes. */
  account?: string;
  language: string;
}

const asName = (text: string) => text.replace(/^\//, '').replace(/[^\p{L}\d@.-]+/gu, '-') || 'home';

/** Keeps a picture of what is on the screen. */
export async function keepPicture(page: Page, { page: shown, account = 'anybody', language }: PictureOf): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const width = page.viewportSize()?.width ?? 0;
  const parts = [asName(shown), String(width).padStart(4, '0'), asName(account), language];
  await page.screenshot({ path: join(folder, `${parts.join('_')}.png`) });
}

const figure = (file: string) => {
  const [, width, account, language] = file.replace(/\.png$/, '').split('_');
  const words = [`${Number(width)} px`, account, language].join(' · ');
  return `<figure><a href="${encodeURIComponent(file)}"><img loading="lazy" src="${encodeURIComponent(file)}" alt="${words}"></a><figcaption>${words}</figcaption></figure>`;
};

/** Writes the page on which all pictures of the folder can be looked at, a page of the product a row, narrow to wide. */
export function writeGallery(): void {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.png'))
    .sort();
  const rows = [...Map.groupBy(files, (file) => file.split('_')[0])];
  const links = rows.map(([name]) => `<a href="#${name}">${name}</a>`).join(' ');
  const sections = rows.map(([name, shown]) => `<h2 id="${name}">${name}</h2><div>${shown.map(figure).join('')}</div>`);
  const style =
    'body{font-family:sans-serif;margin:1rem}div{display:flex;gap:1rem;overflow-x:auto;align-items:flex-start}figure{margin:0}img{height:22rem;border:1px solid #ccc}nav{line-height:1.8}';
  const head = `<!doctype html><meta charset="utf-8"><title>Maru</title><style>${style}</style><h1>Maru</h1><nav>${links}</nav>`;
  writeFileSync(join(folder, 'index.html'), head + sections.join('\n'));
}
