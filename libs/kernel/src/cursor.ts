import { canonicalJson } from './json';

export type CursorPart = string | number;

const lengthMax = 2048;

/** Where a page ended, as text for the client to hand back: base64url of a canonical JSON array of texts and whole numbers. */
export function encodeCursor(parts: readonly CursorPart[]): string {
  const bytes = new TextEncoder().encode(canonicalJson([...parts]));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** What encodeCursor was given, or null for anything that it did not make. What the parts mean is for the caller to check. */
export function decodeCursor(text: string): CursorPart[] | null {
  if (text.length === 0 || text.length > lengthMax || !/^[A-Za-z0-9_-]+$/.test(text)) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const parts: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    if (!Array.isArray(parts) || !parts.every(isPart)) return null;
    return encodeCursor(parts) === text ? parts : null;
  } catch {
    return null;
  }
}

function isPart(value: unknown): value is CursorPart {
  return typeof value === 'string' || Number.isSafeInteger(value);
}
