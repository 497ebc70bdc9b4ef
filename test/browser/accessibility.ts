import { source } from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * What axe finds serious or critical on a page, a line a rule with the elements that break it. Axe is brought into the document
 * once and asked in it for no more than this: the audit takes half a second, and carrying its whole report out took three.
 */
export async function seriousFaults(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const faults = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    return serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
  return faults.map((fault) => `${page.url()}: ${fault}`);
}
