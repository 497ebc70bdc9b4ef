import type { UsageKind } from '@maru/evidence';
import { SetMetadata } from '@nestjs/common';

export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'permission'; readonly permission: string };

export const ACCESS = 'maru:access';
export const USAGE_KIND = 'maru:usage-kind';
export const IDENTITY_CHANGE = 'maru:identity-change';
export const SECRET_REPLY = 'maru:secret-reply';

/** The permission without which the route answers 403. A route that names no access at all is refused at boot. */
export const Permission = (permission: string) => SetMetadata(ACCESS, { kind: 'permission', permission } satisfies Access);
/** Open to a stranger: sign-in, health, the API's own description. */
export const Public = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);
/** Open to any person who is signed in, about that person alone. */
export const SignedIn = () => SetMetadata(ACCESS, { kind: 'signed-in' } satisfies Access);
/** Says what kind of action the route is, where its method does not say it or it is public; null where it is no action at all. */
export const Usage = (kind: UsageKind | null) => SetMetadata(USAGE_KIND, kind);
/** The route changes people, sessions or keys, which belong to no tenant: its transaction is the identity role's. */
export const IdentityChange = () => SetMetadata(IDENTITY_CHANGE, true);
/** The reply holds a secret that is shown once, so it is not kept for a repeated Idempotency-Key. */
export const SecretReply = () => SetMetadata(SECRET_REPLY, true);

const KIND_OF_METHOD: Readonly<Record<string, UsageKind>> = {
  GET: 'read',
  POST: 'create',
  PUT: 'update',
  PATCH: 'update',
  DELETE: 'delete',
};

/** What a request of this method is in the usage log. @param declared by `@Usage`, undefined where the route says nothing */
export function usageKindOf(declared: UsageKind | null | undefined, method: string): UsageKind | null {
  return declared === undefined ? (KIND_OF_METHOD[method] ?? null) : declared;
}
