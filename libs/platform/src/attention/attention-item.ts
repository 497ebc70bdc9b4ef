import type { AttentionItem } from './attention-source.decorator';

/** Of several things an item names the first ones and counts them all. */
export const NAMED_AT_MOST = 3;

interface Named {
  readonly id: string;
  readonly name: string;
}

/** An item about one thing or about none in particular, unless it says more. */
export function attentionItem(item: Pick<AttentionItem, 'kind' | 'severity' | 'state'> & Partial<AttentionItem>): AttentionItem {
  return { count: 1, names: [], since: null, until: null, about: null, amount: null, ...item };
}

/** What an item says of the things that it is about, the most important first: there is one at least. */
export function aboutThings(things: readonly Named[], count = things.length): Pick<AttentionItem, 'count' | 'names' | 'about'> {
  return { count, names: things.slice(0, NAMED_AT_MOST).map(({ name }) => name), about: things[0].id };
}
