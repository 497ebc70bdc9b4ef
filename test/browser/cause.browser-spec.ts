import type { Browser, Page, Request } from 'playwright-core';
import { address, newVisitor, open, openBrowser, settled, signIn } from './visitor';

const energy = (request: Request) => new URL(request.url()).pathname === '/api/fems/energy';

/** The cause that the next read of the load carries, whatever it is that makes the page read. */
async function causeOf(page: Page, act: () => Promise<unknown>): Promise<string | undefined> {
  const [request] = await Promise.all([page.waitForRequest(energy), act()]);
  await (await request.response())?.finished();
  await settled(page);
  return request.headers()['maru-cause'];
}

/** The usage log counts as a person's only what follows a person's input. */
describe('cause of a request', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser();
    ({ page } = await newVisitor(browser));
    await signIn(page, 'owner@steel.example');
  });

  afterAll(() => browser.close());

  it('is input after a click in the menu, in a filter and on the back key', async () => {
    expect(await causeOf(page, () => page.getByRole('navigation').getByRole('link', { name: '부하 곡선' }).click())).toBe('input');
    expect(await causeOf(page, () => page.locator('.load-filters').getByText('연', { exact: true }).click())).toBe('input');
    expect(await causeOf(page, () => page.goBack())).toBe('input');
  });

  it('is input of one read for one click: those that fill the selectors are not the person’s', async () => {
    await open(page, '/');
    const reads = new Map<string, string | undefined>();
    const note = (request: Request) => {
      if (request.url().includes('/api/')) reads.set(new URL(request.url()).pathname, request.headers()['maru-cause']);
    };
    page.on('request', note);
    await causeOf(page, () => page.getByRole('navigation').getByRole('link', { name: '부하 곡선' }).click());
    page.off('request', note);
    expect(Object.fromEntries(reads)).toEqual({
      '/api/workspace/sites': undefined,
      '/api/fems/meters': undefined,
      '/api/fems/points': undefined,
      '/api/fems/coverage': undefined,
      '/api/fems/energy': 'input',
    });
  });

  it('is not input when a document is opened or loaded anew, until something is done in it', async () => {
    expect(await causeOf(page, () => page.goto(address('/fems/load?by=month&on=2018-05-01')))).toBeUndefined();
    expect(await causeOf(page, () => page.reload())).toBeUndefined();
    expect(await causeOf(page, () => page.getByRole('button', { name: '다음 달' }).click())).toBe('input');
  });

  it('is not input when the newest day has moved on', async () => {
    await open(page, '/');
    await causeOf(page, () => page.getByRole('navigation').getByRole('link', { name: '부하 곡선' }).click());
    await page.route('**/api/fems/coverage?*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), last: '2019-01-02T00:00:00+09:00' } });
    });
    const nextDay = page.waitForRequest((request) => energy(request) && request.url().includes('from=2019-01-01'));
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    expect((await nextDay).headers()['maru-cause']).toBeUndefined();
    await page.unroute('**/api/fems/coverage?*');
  });

  it('is not input when the window comes to the front', async () => {
    await open(page, '/fems/load?by=month&on=2018-04-01');
    const comeToFront = () => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
    expect(await causeOf(page, comeToFront)).toBeUndefined();
  });

  it('is input after the key that tries again', async () => {
    await page.route('**/api/fems/energy?*', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{"status":500}' }),
    );
    await page.goto(address('/fems/load?on=2018-10-10'));
    const again = page.getByRole('button', { name: '다시 시도' });
    await again.waitFor();
    await page.unroute('**/api/fems/energy?*');
    expect(await causeOf(page, () => again.click())).toBe('input');
  });

  it('is input of a sign-in that somebody types, and not of one that a script does: such a screen is nobody’s use', async () => {
    const [email, password] = ['owner@steel.example', process.env.MARU_DEMO_PASSWORD ?? ''];
    const signInOf = async (by: (visitor: Page) => Promise<unknown>) => {
      const visitor = await newVisitor(browser);
      const posted = visitor.page.waitForRequest((request) => request.method() === 'POST' && request.url() === address('/api/sessions'));
      const done = by(visitor.page);
      const cause = (await posted).headers()['maru-cause'];
      await done;
      await visitor.close();
      return cause;
    };
    const byPerson = async (visited: Page) => {
      await visited.goto(address('/'));
      await visited.locator('input[name="email"]').fill(email);
      await visited.locator('input[name="password"]').fill(password);
      await visited.locator('button[type="submit"]').click();
    };
    expect(await signInOf(byPerson)).toBe('input');
    const byScript = async (visited: Page) => {
      await visited.addInitScript(
        (typed: readonly string[]) => {
          const watch = new MutationObserver(() => {
            const fields = document.querySelectorAll<HTMLInputElement>('input[name="email"], input[name="password"]');
            if (fields.length < 2) return;
            watch.disconnect();
            const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') as { set: (value: string) => void };
            for (const [at, text] of typed.entries()) {
              set.call(fields[at] as HTMLInputElement, text);
              fields[at]?.dispatchEvent(new Event('input', { bubbles: true }));
            }
            document.querySelector('form')?.requestSubmit();
          });
          watch.observe(document, { subtree: true, childList: true });
        },
        [email, password],
      );
      await visited.goto(address('/'));
    };
    expect(await signInOf(byScript)).toBe('automatic');
  });

  it('is input of a change that somebody makes, and not of one that a script makes', async () => {
    const visitor = await newVisitor(browser);
    await signIn(visitor.page, 'owner@steel.example', '/fems/load?on=2018-11-22');
    await visitor.page.route('**/api/fems/reading-exports', (route) => route.abort());
    const changeBy = async (press: () => Promise<unknown>) => {
      const posted = visitor.page.waitForRequest((request) => request.url().endsWith('/api/fems/reading-exports'));
      await press();
      return (await posted).headers()['maru-cause'];
    };
    expect(await changeBy(() => visitor.page.getByRole('button', { name: 'CSV 내보내기' }).click())).toBe('input');
    await visitor.page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        const key = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'CSV 내보내기');
        if (!key) return;
        watch.disconnect();
        key.click();
      });
      watch.observe(document, { subtree: true, childList: true });
    });
    expect(await changeBy(() => visitor.page.goto(address('/fems/load?on=2018-11-22')))).toBe('automatic');
    await visitor.close();
  });

  it('is not input when a script moves on by itself', async () => {
    // In the page itself: what the test evaluates from outside counts as a gesture of the person.
    await page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        const previous =
          document.querySelector<HTMLElement>('[data-painted="true"]') && document.querySelector<HTMLElement>('.period-picker button');
        if (!previous) return;
        watch.disconnect();
        previous.click();
      });
      watch.observe(document, { subtree: true, childList: true, attributes: true });
    });
    const dayBefore = page.waitForRequest((request) => energy(request) && request.url().includes('from=2018-11-21'));
    await page.goto(address('/fems/load?on=2018-11-22'));
    expect((await dayBefore).headers()['maru-cause']).toBeUndefined();
  });
});
