import { createHash, randomBytes } from 'node:crypto';

/** Without I, L, O and U, which are misread: people copy a code from paper. */
const SYMBOLS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16;

/** A new code: 80 random bits, in four groups of four symbols. */
export function newOneTimeCode(): string {
  const symbols = Array.from(randomBytes(LENGTH), (byte) => SYMBOLS[byte % SYMBOLS.length]).join('');
  return symbols.replace(/.{4}(?=.)/g, '$&-');
}

/** What is kept of a code, however it was typed: blanks, hyphens and case do not count, O is 0, I and L are 1. Null for what is no code. */
export function oneTimeCodeHash(typed: string): Buffer | null {
  const symbols = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  if (symbols.length !== LENGTH || [...symbols].some((symbol) => !SYMBOLS.includes(symbol))) return null;
  return createHash('sha256').update(symbols).digest();
}
