import type { UsageCause, UsageKind } from '@maru/evidence';

/** What a request will have been, once it succeeds. */
export interface UsageDraft {
  readonly kind: UsageKind;
  readonly cause: UsageCause;
  readonly module: string;
  /** The route's template below /api, such as `fems/meters/:id`. */
  readonly resource: string;
  /** The site that is worked for; null where it is not known. */
  readonly site: string | null;
  /** Octets of the request body of a change; a read's reply is counted when it has been sent. */
  bytes: number;
}
