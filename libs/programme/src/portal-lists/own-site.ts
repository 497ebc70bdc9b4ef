import { unknownReference } from '@maru/platform';
import type { SiteDirectory } from '@maru/workspace/contract';

/** @throws Problem 404 naming the field with a site that the organisation does not have */
export async function ownSite(sites: SiteDirectory, siteId: string, pointer: string): Promise<string> {
  const site = await sites.find(siteId.toLowerCase());
  if (!site) throw unknownReference(pointer, { ko: '이런 사업장이 없습니다.', en: 'There is no such site.' });
  return site.id;
}
