import { unknownReference } from '@maru/platform';
import type { SiteDirectory, SiteSummary } from '@maru/workspace/contract';

/**
 * The site that a question is about: the one it names, else the organisation's first.
 * @returns null as long as the organisation has none
 * @throws Problem 404 naming ?siteId
 */
export async function askedSite(sites: SiteDirectory, siteId: string | undefined): Promise<SiteSummary | null> {
  if (siteId === undefined) return sites.main();
  const site = await sites.find(siteId.toLowerCase());
  if (!site) throw unknownReference('?siteId', { ko: '이런 사업장이 없습니다.', en: 'There is no such site.' });
  return site;
}
