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
