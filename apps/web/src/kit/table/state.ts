import { useState } from 'react';
import { type AddressChanges, useAddress } from '../address';
import type { Wanted } from './arrange';

/** All rows on one page. */
export const endless = Number.MAX_SAFE_INTEGER;
export const pageSizes = [20, 50, 100, 200] as const;

export interface TableState extends Wanted {
  /** From one. */
  page: number;
  pageSize: number;
}

type Get = (name: string) => string | null;

/** The state as the parameters say it; what is absent or no state of a table has its default. Names are told by their columns' keys. */
export function stateIn(get: Get, choiceKeys: readonly string[], usualSize: number): TableState {
  const whole = (text: string | null) => (text !== null && /^[1-9]\d{0,6}$/.test(text) ? Number(text) : null);
  const sort = get('sort');
  const chosen = choiceKeys.map((key) => [key, get(`is.${key}`)] as const).filter(([, value]) => value !== null);
  return {
    find: get('find') ?? '',
    choices: Object.fromEntries(chosen) as Record<string, string>,
    sort: sort ? { key: sort.replace(/^-/, ''), isDescending: sort.startsWith('-') } : null,
    page: whole(get('page')) ?? 1,
    pageSize: pageSizes.find((size) => size === whole(get('size'))) ?? usualSize,
  };
}

export interface StateChange {
  find?: string;
  /** Null for any value. */
  choices?: Record<string, string | null>;
  sort?: TableState['sort'];
  page?: number;
  pageSize?: number;
}

/** The parameters that a change writes; defaults are left out. Whatever shows other rows begins at their first page. */
export function parametersOf({ find, choices = {}, sort, page, pageSize }: StateChange, usualSize: number): AddressChanges {
  const changes: AddressChanges = { page: page === undefined || page === 1 ? null : String(page) };
  if (find !== undefined) changes.find = find || null;
  if (sort !== undefined) changes.sort = sort && `${sort.isDescending ? '-' : ''}${sort.key}`;
  if (pageSize !== undefined) changes.size = pageSize === usualSize ? null : String(pageSize);
  for (const [key, value] of Object.entries(choices)) changes[`is.${key}`] = value;
  return changes;
}

interface Stateful {
  /** Short name of the table: what its parameters begin with, since one address can hold several tables. */
  id: string | undefined;
  choiceKeys: readonly string[];
  usualSize: number;
}

/**
 * What a person has made of a table. It lies in the address, so that it comes back with the back key and a reload and can be sent;
 * of a table without a name, which the address could not tell from another, it lasts as long as the page.
 */
export function useTableState({ id, choiceKeys, usualSize }: Stateful) {
  const address = useAddress();
  const [memory, setMemory] = useState<AddressChanges>({});
  const get: Get = id === undefined ? (name) => memory[name] ?? null : (name) => address.get(`${id}.${name}`);
  const state = stateIn(get, choiceKeys, usualSize);
  const change = (wanted: StateChange) => {
    const parameters = parametersOf(wanted, usualSize);
    if (id === undefined) return setMemory((former) => ({ ...former, ...parameters }));
    const named = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`${id}.${name}`, value]));
    // While somebody types, the back key leads to before the first letter and not from letter to letter.
    address.set(named, { replace: Boolean(wanted.find && state.find) });
  };
  const clear = () => change({ find: '', choices: Object.fromEntries(choiceKeys.map((key) => [key, null])) });
  return { state, change, clear };
}
