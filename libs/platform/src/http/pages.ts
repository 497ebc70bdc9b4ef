import { type CursorPart, decodeCursor, encodeCursor } from '@maru/kernel';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { invalidField } from './validation';
import { IsCursor } from './validators';

/** Query of a list that is read page by page. Described by decorators, since the compiler's plugin reads *.dto.ts files alone. */
export class PageQuery {
  /** Where the previous page ended: its `next`. */
  @ApiPropertyOptional({ description: 'Where the previous page ended: its `next`.' })
  @IsOptional()
  @IsCursor()
  cursor?: string;

  /** Items a page. */
  @ApiPropertyOptional({ description: 'Items a page; 100 when it is left out.', type: 'integer', minimum: 1, maximum: 1000 })
  @IsOptional()
  // In an address a number is text: digits and nothing that JavaScript would read as a number too.
  @Transform(({ value }) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value))
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number;
}

export const PAGE_SIZE = 100;

export interface Page<Item> {
  items: Item[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}

/** One row more than asked for was read, to know whether there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  cursor: (row: Row) => readonly CursorPart[],
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), next: rows.length > limit && last !== undefined ? encodeCursor(cursor(last)) : null };
}

/**
 * The parts of a cursor, each of the type it must have.
 * @throws Problem 400 when the cursor is of another list
 */
export function cursorParts<Parts extends CursorPart[]>(
  cursor: string | undefined,
  accepts: (parts: CursorPart[]) => parts is Parts,
): Parts | null {
  if (cursor === undefined) return null;
  const parts = decodeCursor(cursor);
  if (parts && accepts(parts)) return parts;
  throw invalidField('?cursor', 'isCursor', { ko: '이 목록의 next 값이 아닙니다.', en: 'It is not a next value of this list.' });
}
