import type { SiteDirectory } from '@maru/workspace/contract';

/** The names of the sites that a few meters are at. */
export async function siteNames(directory: SiteDirectory, meters: readonly { readonly siteId: string }[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const siteId of new Set(meters.map((meter) => meter.siteId))) {
    const site = await directory.find(siteId);
    if (site) names.set(siteId, site.name);
  }
  return names;
}
