import { Catalogue, type ModuleManifest } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { SitesService } from '../sites/sites.service';
import type { SuggestedModuleList, SuggestionReason, SuggestionSite } from './subscriptions.dto';
import { SubscriptionsService } from './subscriptions.service';
import { divisionOf, type IndustryDivision, SUGGESTION_CLASSIFICATION, SUGGESTION_VERSION } from './suggested-modules';

interface DivisionSites {
  readonly division: IndustryDivision;
  readonly sites: SuggestionSite[];
}

/** What suits the industries of the organisation's sites, by a published list; of the modules that are in the catalogue. */
@Injectable()
export class SuggestedModulesService {
  constructor(
    private readonly sites: SitesService,
    private readonly subscriptions: SubscriptionsService,
    private readonly catalogue: Catalogue,
  ) {}

  async list(): Promise<SuggestedModuleList> {
    const sites = await this.sites.list();
    const coded = sites.flatMap(({ id, name, ksicCode }) => (ksicCode === null ? [] : [{ id, name, ksicCode }]));
    const divisions = byDivision(coded);
    const subscribed = new Set((await this.subscriptions.list()).filter((item) => item.subscribed).map((item) => item.module));
    const ids = new Set(divisions.flatMap(({ division }) => division.modules.map(({ module }) => module)));
    return {
      items: [...ids].flatMap((id) => {
        const manifest = this.catalogue.find(id);
        return manifest ? [{ ...shown(manifest), subscribed: subscribed.has(id), reasons: reasonsFor(id, divisions) }] : [];
      }),
      sitesWithoutCode: sites.length - coded.length,
      version: SUGGESTION_VERSION,
      classification: SUGGESTION_CLASSIFICATION,
    };
  }
}

function byDivision(sites: readonly SuggestionSite[]): DivisionSites[] {
  const found = new Map<string, DivisionSites>();
  for (const site of sites) {
    const division = divisionOf(site.ksicCode);
    if (!division) continue;
    const known = found.get(division.division) ?? { division, sites: [] };
    known.sites.push(site);
    found.set(division.division, known);
  }
  return [...found.values()];
}

function shown({ id, name, summary }: ModuleManifest) {
  return { module: id, name, summary };
}

function reasonsFor(id: string, divisions: readonly DivisionSites[]): SuggestionReason[] {
  return divisions.flatMap(({ division, sites }) =>
    division.modules
      .filter(({ module }) => module === id)
      .map(({ reason }) => ({ division: division.division, divisionName: division.name, reason, sites: [...sites] })),
  );
}
