import type { OrganisationKind } from '../module/manifest';

/** The organisation that a request or job acts in. The number is known only inside the database; the world sees the id. */
export interface TenantIdentity {
  readonly tenantId: number;
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  /** Everything in it is replayed or simulated, and marked 모의 wherever it is shown. */
  readonly simulated: boolean;
}
