import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Whose key it is: a sealed key that was put in another's row does not open. */
export interface KeyPlace {
  readonly tenantId: number;
  readonly siteId: string;
}

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + IV_BYTES + TAG_BYTES;
const CIPHER = 'aes-256-gcm';

/** Sealed by AES-256-GCM: version, initialisation vector, tag, and the key's octets. @param secret of the installation */
export function sealKey(secret: string, place: KeyPlace, key: string): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, sealingKey(secret), iv).setAAD(aboutPlace(place));
  const sealed = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), sealed]);
}

/** @returns null for what was sealed under another secret, for another place, or was altered */
export function openKey(secret: string, place: KeyPlace, sealed: Uint8Array): string | null {
  if (sealed.length <= HEAD_BYTES || sealed[0] !== VERSION) return null;
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv(CIPHER, sealingKey(secret), iv, { authTagLength: TAG_BYTES })
    .setAAD(aboutPlace(place))
    .setAuthTag(sealed.subarray(1 + IV_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

function sealingKey(secret: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', 'maru programme portal-key v1', 32));
}

function aboutPlace({ tenantId, siteId }: KeyPlace): Buffer {
  return Buffer.from(`${tenantId}\0${siteId}`);
}
