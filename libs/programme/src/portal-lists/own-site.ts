import { Problem } from '@maru/kernel';
import { platformProblems } from '@maru/platform';
import type { SiteDirectory, SiteSummary } from '@maru/workspace/contract';
import { namedSite } from '../sites/named-site';

/** The portal's lists are of a site: as `namedSite`, and @throws Problem 404 as long as the organisation has none */
export async function ownSite(sites: SiteDirectory, siteId: string | undefined, pointer: string): Promise<SiteSummary> {
  const site = await namedSite(sites, siteId, pointer);
  if (!site) throw new Problem(platformProblems.notFound);
  return site;
}
