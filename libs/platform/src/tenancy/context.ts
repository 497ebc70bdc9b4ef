import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '@maru/kernel';
import type { UsageDraft } from '../usage/usage-draft';
import type { Scope } from './scope';
import type { TenantIdentity } from './tenant-identity';

/** Who acts. Permissions are those held in the organisation of `tenant`. */
export type Principal =
  | {
      readonly kind: 'person';
      readonly personId: string;
      readonly sessionId: string;
      readonly tenant: TenantIdentity;
      readonly roles: readonly string[];
      readonly permissions: ReadonlySet<string>;
      readonly viaCookie: boolean;
      /** Ids of the organisation's sites. */
      readonly sites: readonly string[];
    }
  | {
      readonly kind: 'device';
      readonly deviceKeyId: string;
      readonly tenant: TenantIdentity;
      readonly permissions: ReadonlySet<string>;
      /** Ids of the companies that a key of an office is narrowed to; null where it is not. */
      readonly companies: ReadonlySet<string> | null;
    }
  | {
      readonly kind: 'job';
      readonly name: string;
      readonly tenant: TenantIdentity;
      readonly permissions: ReadonlySet<string>;
      /** Who asked for it, where a person did: what it writes is that person's doing. */
      readonly personId?: string;
    };

export type PersonPrincipal = Extract<Principal, { kind: 'person' }>;

/** What is known of the work at hand, for the time of one request or job. */
export interface WorkContext {
  readonly requestId: string;
  readonly language: Language;
  readonly address: string | null;
  principal: Principal | null;
  scope: Scope | null;
  /** The usage event that this request becomes when it succeeds. */
  usage: UsageDraft | null;
}

const storage = new AsyncLocalStorage<WorkContext>();

export function currentContext(): WorkContext | undefined {
  return storage.getStore();
}

export function runInContext<T>(context: WorkContext, work: () => T): T {
  return storage.run(context, work);
}

/** @throws Error where no signed-in person stands behind the work: a programming error, not an answer for a client */
export function currentPerson(): PersonPrincipal {
  const principal = currentContext()?.principal;
  if (principal?.kind !== 'person') throw new Error('no person is signed in here');
  return principal;
}

/** @throws Error where nobody stands behind the work */
export function currentPrincipal(): Principal {
  const principal = currentContext()?.principal;
  if (!principal) throw new Error('nobody acts here');
  return principal;
}

/** @throws Error outside a scope */
export function currentScope(): Scope {
  const scope = currentContext()?.scope;
  if (!scope) throw new Error('the database was used outside a tenant scope');
  return scope;
}
