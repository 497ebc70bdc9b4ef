import type { AttentionItem, AttentionPart } from './attention-source.decorator';

/** Of several things an item names the first ones and counts them all. */
export const NAMED_AT_MOST = 3;

interface Named {
  readonly id: string;
  readonly name: string;
}

/** An item about one thing or about none in particular, unless it says more. */
export function attentionItem(item: Pick<AttentionItem, 'kind' | 'severity'> & Partial<AttentionItem>): AttentionItem {
  return { count: 1, names: [], since: null, until: null, about: null, amount: null, parts: [wholePart('')], ...item };
}

/** What an item says of the things that it is about, the most important first: there is one at least. */
export function aboutThings(things: readonly Named[]): Pick<AttentionItem, 'count' | 'names' | 'about' | 'parts'> {
  return {
    count: things.length,
    names: things.slice(0, NAMED_AT_MOST).map(({ name }) => name),
    about: things[0].id,
    parts: things.map(({ id }) => wholePart(id)),
  };
}

const wholePart = (thing: string): AttentionPart => ({ thing, stretchMs: null });

/** A thing in which it is another matter when it is of another time. */
export const partAt = (thing: string, atMs: number): AttentionPart => ({ thing, stretchMs: { from: atMs, to: atMs } });
