import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

export type Language = 'ko' | 'en';

export interface VisitorOptions {
  language?: Language;
  /** Of the person's computer; what is shown must not depend on it. */
  timezoneId?: string;
  width?: number;
  height?: number;
  /** Whether the device shows things dark. */
  colorScheme?: 'light' | 'dark';
}

/** A person at a browser: the page, and what the browser had to complain about. */
export interface Visitor {
  page: Page;
  /** Errors in the console and exceptions, in the order of their appearance. */
  complaints: string[];
  close: () => Promise<void>;
}

export const accounts = [
  'owner@steel.example',
  'owner@parts.example',
  'operator@parts.example',
  'officer@programme.example',
  'owner@supplier.example',
  'admin@maru.example',
] as const;

function setting(name: 'MARU_URL' | 'MARU_DEMO_PASSWORD'): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the browser tests need a running service with the demo`);
  return value;
}

export const address = (path: string): string => new URL(path, setting('MARU_URL')).href;

/** The browser of the machine: MARU_CHROMIUM, or where Debian and others put it. */
function chromiumPath(): string {
  const places = [
    process.env.MARU_CHROMIUM,
    '/usr/bin/chromium-headless-shell',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = places.find((place) => place && existsSync(place));
  if (!found)
    throw new Error(
      'There is no Chromium. Install it (Debian: apt-get install chromium-headless-shell fonts-noto-cjk) or set MARU_CHROMIUM to its path',
    );
  return found;
}

export function openBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'];
  return chromium.launch({ executablePath: chromiumPath(), args });
}

export async function newVisitor(browser: Browser, options: VisitorOptions = {}): Promise<Visitor> {
  const { language = 'ko', timezoneId = 'Asia/Seoul', width = 1280, height = 800, colorScheme = 'light' } = options;
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
  // What fades is what it will be at once: a test that looks at colours would else see them on their way.
  const context = await browser.newContext({ locale, timezoneId, viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints, close: () => context.close() };
}

/** Waits until the page shows what it has to show: nothing is loading, being replaced or yet to be painted. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('.spinner, [aria-busy="true"], [data-painted="false"]'));
}

export async function open(page: Page, path: string): Promise<void> {
  await page.goto(address(path));
  await settled(page);
}

/** Has a session from here on, as after the form: `sign-in.browser-spec.ts` goes through that. */
export async function haveSession(page: Page, email: string): Promise<void> {
  const answer = await page.request.post(address('/api/sessions'), { data: { email, password: setting('MARU_DEMO_PASSWORD') } });
  if (!answer.ok()) throw new Error(`${email} cannot sign in: ${answer.status()} ${await answer.text()}`);
}

/** Is signed in, and at the page that was wanted. */
export async function signIn(page: Page, email: string, wanted = '/'): Promise<void> {
  await haveSession(page, email);
  await open(page, wanted);
}

/** By how many pixels a table is wider than its frame, with what is cut off there only seen by scrolling sideways. */
export const cutOff = (page: Page, table: string): Promise<number> =>
  page.locator(`.data-table[aria-label="${table}"]`).evaluate((frame) => frame.scrollWidth - frame.clientWidth);

/** The text of a key figure, by its label. */
export const figure = (page: Page, label: string) => page.getByRole('region', { name: label, exact: true });
