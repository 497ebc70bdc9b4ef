import { createHmac, hkdfSync } from 'node:crypto';

/** No letters that are taken for digits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const LETTERS = 12;

/**
 * What the portal knows a person by who has not consented to be known by their employee number: always the same for one person of one
 * organisation, and nothing to anybody who does not have the secret.
 */
export function pseudonymOf(secret: string, organisationId: string, personId: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'maru programme user-code v1', 32));
  const digest = createHmac('sha256', key).update(`${organisationId}\0${personId}`).digest();
  return `u${[...digest.subarray(0, LETTERS)].map((octet) => ALPHABET[octet % ALPHABET.length]).join('')}`;
}
