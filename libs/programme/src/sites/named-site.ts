import { invalidField, unknownReference } from '@maru/platform';
import type { SiteDirectory, SiteSummary } from '@maru/workspace/contract';

/**
 * The site that a question is about: the one it names, else the only one of the organisation.
 * @param pointer the field in which it is named
 * @returns null as long as the organisation has none
 * @throws Problem 404 naming the field with a site that the organisation does not have · 400 where it has several and none is named
 */
export async function namedSite(sites: SiteDirectory, siteId: string | undefined, pointer: string): Promise<SiteSummary | null> {
  if (siteId !== undefined) {
    const site = await sites.find(siteId.toLowerCase());
    if (!site) throw unknownReference(pointer, { ko: '이런 사업장이 없습니다.', en: 'There is no such site.' });
    return site;
  }
  const all = await sites.list();
  if (all.length > 1)
    throw invalidField(pointer, 'missing', {
      ko: '사업장이 여럿입니다. 어느 사업장인지 정해 주세요.',
      en: 'There are several sites: name the one that is meant.',
    });
  return all.at(0) ?? null;
}
