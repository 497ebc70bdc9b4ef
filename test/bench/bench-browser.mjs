// @ts-check
import { chromium } from 'playwright-core';
import { Halt } from '../../tools/launch/say.mjs';
import { ensureTestTools } from '../../tools/launch/test-tools.mjs';

export async function openBenchBrowser() {
  const { chromium: executablePath } = await ensureTestTools();
  if (!executablePath)
    throw new Halt(
      'Chromium이 없습니다. 설치하거나 MARU_CHROMIUM을 지정하십시오.',
      'There is no Chromium: install it or set MARU_CHROMIUM.',
    );
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'] });
}

/**
 * A browser that has never been here, of a person who is signed in; of a stranger without a token.
 * @param {import('playwright-core').Browser} browser
 * @param {string} address
 * @param {string | null} token
 */
export async function signedInContext(browser, address, token) {
  const context = await browser.newContext({ locale: 'ko-KR', timezoneId: 'Asia/Seoul' });
  const cookies = token ? { maru_session: token, maru_signed_in: '1' } : {};
  await context.addCookies(Object.entries(cookies).map(([name, value]) => ({ name, value, url: address })));
  return context;
}
