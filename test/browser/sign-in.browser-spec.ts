import type { Browser, Page } from 'playwright-core';
import { address, newVisitor, openBrowser, settled, signIn, type Visitor } from './visitor';

async function signInAtForm(page: Page, email: string): Promise<void> {
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(process.env.MARU_DEMO_PASSWORD ?? '');
  await page.locator('button[type="submit"]').click();
  await page.waitForURL((url) => url.pathname !== '/sign-in');
  await settled(page);
}

describe('sign-in', () => {
  let browser: Browser;
  let visitor: Visitor;

  beforeAll(async () => {
    browser = await openBrowser();
  });

  beforeEach(async () => {
    visitor = await newVisitor(browser);
  });

  afterEach(() => visitor.close());
  afterAll(() => browser.close());

  it('comes back to where the person wanted to go', async () => {
    const { page } = visitor;
    await page.goto(address('/fems/load?by=year'));
    await page.waitForURL((url) => url.pathname === '/sign-in');
    await signInAtForm(page, 'owner@steel.example');
    expect(page.url()).toBe(address('/fems/load?by=year'));
  });

  it('says that it did not work, then for how long it is locked, without telling who exists', async () => {
    const { page } = visitor;
    await page.goto(address('/sign-in'));
    await page.locator('input[name="email"]').fill(`nobody-${Date.now()}@nowhere.example`);
    await page.locator('input[name="password"]').fill('a wrong password');
    await page.locator('button[type="submit"]').click();
    await page.getByRole('alert').getByText('로그인할 수 없습니다.').waitFor();
    const locked = page.getByRole('alert').getByText(/뒤에 다시 시도할 수 있습니다\./);
    for (let tries = 1; tries < 12 && !(await locked.isVisible()); tries++) {
      const answer = page.waitForResponse((response) => new URL(response.url()).pathname === '/api/sessions');
      await page.locator('button[type="submit"]').click();
      await (await answer).finished();
      await page.locator('button[type="submit"]:enabled').waitFor();
    }
    await locked.waitFor();
  });

  it('shows beside the field what the server refuses about it', async () => {
    const { page } = visitor;
    await page.goto(address('/sign-in'));
    await page.locator('form').evaluate((form: HTMLFormElement) => {
      form.noValidate = true;
    });
    await page.locator('input[name="email"]').fill('not an address');
    await page.locator('input[name="password"]').fill('a wrong password');
    await page.locator('button[type="submit"]').click();
    await page.locator('.field:has(input[name="email"]) .field-errors').waitFor();
    expect(await page.locator('input[name="email"]').getAttribute('aria-invalid')).toBe('true');
  });

  it('takes whoever is signed out at work to the sign-in page and back', async () => {
    const { page } = visitor;
    await signIn(page, 'owner@steel.example', '/fems/load');
    await page.context().clearCookies();
    await page.locator('.load-filters').getByText('연', { exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/sign-in');
    const wanted = new URL(page.url()).searchParams.get('next');
    expect(wanted).toContain('/fems/load?by=year');
  });

  it('ends with signing out, and gives the browser nothing to complain about from the first visit on', async () => {
    const { page, complaints } = visitor;
    const isAtSignIn = (url: URL) => url.pathname === '/sign-in';
    await page.goto(address('/'));
    await page.waitForURL(isAtSignIn);
    await signInAtForm(page, 'owner@steel.example');
    await page.getByRole('button', { name: /내 메뉴/ }).click();
    await page.getByRole('button', { name: '로그아웃' }).click();
    await page.waitForURL(isAtSignIn);
    await page.goto(address('/'));
    await page.waitForURL(isAtSignIn);
    await page.waitForLoadState('networkidle');
    expect(complaints).toEqual([]);
  });

  it('asks once who is there when the session has ended by itself', async () => {
    const { page, complaints } = visitor;
    await page.context().addCookies([{ name: 'maru_signed_in', value: '1', url: address('/') }]);
    for (const visit of ['first', 'second']) {
      await page.goto(address('/'));
      await page.waitForURL((url) => url.pathname === '/sign-in');
      await page.waitForLoadState('networkidle');
      expect([visit, complaints]).toEqual([visit, [expect.stringContaining('/api/me')]]);
    }
  });

  it('can be done with the keyboard alone', async () => {
    const { page } = visitor;
    await page.goto(address('/sign-in'));
    await page.locator('input[name="email"]').focus();
    await page.keyboard.type('owner@steel.example');
    await page.keyboard.press('Tab');
    await page.keyboard.type(process.env.MARU_DEMO_PASSWORD ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL(address('/'));
    await settled(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('본문으로 건너뛰기');
  });
});
