import type { RowColumns } from './row-columns';

/** One time of every month (of UTC, as tables are cut) in which a row lies; rows that follow each other mostly share it. */
export function* monthStarts({ start, count }: RowColumns): Generator<number> {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const at = start[i];
    if (at >= from && at < to) continue;
    const date = new Date(at);
    from = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    to = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
    yield from;
  }
}
