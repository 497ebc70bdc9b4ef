import { type CursorPart, isId } from '@maru/kernel';
import { cursorParts, PAGE_SIZE, type Page, type PageQuery, pageOf, type TenantEntity } from '@maru/platform';
import { type FindOptionsWhere, MoreThan, type Repository } from 'typeorm';

type Identified = TenantEntity & { id: string };

const isPlace = (parts: CursorPart[]): parts is [string] => parts.length === 1 && isId(parts[0]);

/** One page of a list in the order in which it grew: ids of version 7 sort by the time they were made. */
export async function pageById<Row extends Identified, Item>(
  repository: Repository<Row>,
  { cursor, limit = PAGE_SIZE }: PageQuery,
  items: (rows: Row[]) => Promise<Item[]> | Item[],
): Promise<Page<Item>> {
  const after = cursorParts(cursor, isPlace);
  const where = (after ? { id: MoreThan(after[0]) } : {}) as FindOptionsWhere<Row>;
  const rows = await repository.find({ where, order: { id: 'ASC' } as never, take: limit + 1 });
  const shown = await items(rows.slice(0, limit));
  const page = pageOf(
    rows,
    limit,
    (row) => row,
    ({ id }) => [id],
  );
  return { items: shown, next: page.next };
}
