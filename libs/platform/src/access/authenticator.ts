import type { Principal } from '../tenancy/context';

export interface Credential {
  readonly token: string;
  readonly viaCookie: boolean;
}

/** Tells who stands behind a credential; implemented by the workspace module, which keeps sessions and device keys. */
export abstract class Authenticator {
  /** Who is known here without asking anybody; null for whoever has to be looked up. */
  abstract recall(credential: Credential): Principal | null;

  /**
   * @param admit asked before a credential is looked up that was never a good one here; what it throws ends the look
   * @returns null for a credential that is unknown, ended or revoked
   */
  abstract authenticate(credential: Credential, admit?: () => Promise<void>): Promise<Principal | null>;
}

/** Tells what an organisation subscribes to; implemented by the workspace module, which keeps the history. */
export abstract class Subscriptions {
  /** Effective at once on every replica, so nothing keeps the answer longer than the moment. */
  abstract isSubscribed(tenantId: number, module: string, at: Date): Promise<boolean>;
}
