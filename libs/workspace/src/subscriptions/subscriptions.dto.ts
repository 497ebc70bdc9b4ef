import { IsInstant, Omittable } from '@maru/platform';
import { IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';

export class ModuleName {
  ko: string;
  en: string;
}

export class SubscriptionIntervalItem {
  from: string;
  /** Null while it goes on. */
  to: string | null;
}

export class SubscriptionItem {
  /** Id of the module. */
  module: string;
  name: ModuleName;
  summary: ModuleName;
  /** Modules it cannot work without, beside those that are always there. */
  requires: string[];
  /** Modules that add something when both are subscribed. */
  links: string[];
  /** Modules that need it and are subscribed: they end before it. */
  neededBy: string[];
  /** Pages that it brings. */
  pages: ModuleName[];
  /** What devices do with it by their keys. */
  deviceActions: ModuleName[];
  /** Now. */
  subscribed: boolean;
  /** Oldest first; never rewritten. */
  intervals: SubscriptionIntervalItem[];
}

export class SubscriptionList {
  items: SubscriptionItem[];
}

export class SubscriptionChangeBody {
  /** Id of the module. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(30)
  module: string;

  @IsIn(['start', 'end'])
  kind: 'start' | 'end';

  /** From when; at once when it is left out. Never in the past. */
  @Omittable()
  @IsInstant()
  effectiveAt?: string;
}

export class SubscriptionChangeResult {
  module: string;
  kind: 'start' | 'end';
  effectiveAt: string;
}

export class SuggestionSite {
  id: string;
  name: string;
  ksicCode: string;
}

export class SuggestionReason {
  /** Two digits of the Korean Standard Industrial Classification. */
  division: string;
  divisionName: ModuleName;
  reason: ModuleName;
  /** Sites of this division. */
  sites: SuggestionSite[];
}

export class SuggestedModuleItem {
  module: string;
  name: ModuleName;
  summary: ModuleName;
  subscribed: boolean;
  reasons: SuggestionReason[];
}

export class SuggestedModuleList {
  /** Modules that suit what the company makes; those that exist alone. */
  items: SuggestedModuleItem[];
  /** How many sites have no classification code, so that nothing can be said of them. */
  sitesWithoutCode: number;
  /** Edition of the suggestions. */
  version: string;
  /** The classification that they go by. */
  classification: ModuleName;
}
