import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { seriousFaults } from './accessibility';
import { keepPicture, writeGallery } from './pictures';
import { accounts, type Language, newVisitor, open, openBrowser, settled, signIn } from './visitor';

const root = join(__dirname, '..', '..');
const switchTo: Record<Language, string> = { ko: '한국어', en: 'English' };
/** Pages that are not in the menu of the modules: the first is each one's own, the others are the same for all. */
const home = '/';
const besideMenu = ['/workspace/sessions', '/workspace/password', '/join'];

function keysOf(messages: object, path = ''): string[] {
  return Object.entries(messages).flatMap(([key, value]) => {
    const whole = path ? `${path}.${key}` : key;
    return typeof value === 'object' ? keysOf(value as object, whole) : [whole];
  });
}

/** Every message key of shell and modules that could be told from ordinary text. */
function messageKeys(): string[] {
  const folders = readdirSync(join(root, 'libs')).map((module) => join('libs', module, 'web'));
  const files = ['apps/web/src/messages', ...folders].map((folder) => join(root, folder, 'ko.json'));
  const texts = files.flatMap((file) => {
    try {
      return [readFileSync(file, 'utf8')];
    } catch {
      return [];
    }
  });
  return texts.flatMap((text) => keysOf(JSON.parse(text) as object)).filter((key) => key.includes('.'));
}

/** Goes there by the menu, as a person does. */
async function choose(page: Page, path: string): Promise<void> {
  const link = page.getByRole('navigation').locator(`a[href="${path}"]`);
  await link.click();
  await page.locator(`nav a[href="${path}"][aria-current="page"]`).first().waitFor();
  await settled(page);
}

/**
 * What every account has in its menu, one account after another. The languages differ in words alone, which axe does not read, so
 * that each of the two colour schemes is looked at in one of them: a file each, for these take longer than any other.
 */
export function pagesOpen(language: Language, colorScheme: 'light' | 'dark', ground: string): void {
  describe.each(accounts)('pages of %s', (account) => {
    let browser: Browser;
    const keys = messageKeys();

    beforeAll(async () => {
      browser = await openBrowser();
    });

    afterAll(async () => {
      await browser.close();
      writeGallery();
    });

    it(`open in ${language} on a ${colorScheme} device without an error, a raw key or a serious fault`, async () => {
      const { page, complaints } = await newVisitor(browser, { language: language === 'ko' ? 'en' : 'ko', colorScheme });
      await signIn(page, account);
      await page.getByRole('button', { name: switchTo[language] }).first().click();
      await page.locator(`html[lang="${language}"]`).waitFor();
      const inMenu = await page
        .getByRole('navigation')
        .getByRole('link')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
      expect(inMenu.length).toBeGreaterThan(1);
      for (const path of new Set([...inMenu, home, ...(account === accounts[0] ? besideMenu : [])])) {
        if (inMenu.includes(path)) await choose(page, path);
        else await open(page, path);
        await keepPicture(page, { page: path, account, language });
        const text = (await page.locator('body').textContent()) ?? '';
        expect({ path, keys: keys.filter((key) => text.includes(key)) }).toEqual({ path, keys: [] });
        expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(ground);
        expect(await seriousFaults(page)).toEqual([]);
      }
      expect(complaints).toEqual([]);
    });
  });
}
