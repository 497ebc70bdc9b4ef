import { useSearchParams } from 'react-router';

/** What is to change in the address: a filter by its name there; null takes one out. */
export type AddressChanges = Record<string, string | null>;

export interface Address {
  get: (name: string) => string | null;
  /** Replaces the entry of the browser's history where the change only goes on with the one before, such as the next letter. */
  set: (changes: AddressChanges, options?: { replace?: boolean }) => void;
  /** The address as it would be, for a link. */
  to: (changes: AddressChanges) => string;
}

function changed(search: URLSearchParams, changes: AddressChanges): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/**
 * Filters live in the address, so that a page can be sent to a colleague, comes back with the back key and survives a
 * reload. A filter at its default is left out of the address.
 */
export function useAddress(): Address {
  const [search, setSearch] = useSearchParams();
  return {
    get: (name) => search.get(name),
    set: (changes, options) => setSearch((former) => changed(former, changes), options),
    to: (changes) => `?${changed(search, changes)}`,
  };
}

/** A filter of the address that is one of a few words; anything else in the address counts as the default. */
export function oneOf<T extends string>(value: string | null, words: readonly T[], byDefault: T): T {
  return words.find((word) => word === value) ?? byDefault;
}
