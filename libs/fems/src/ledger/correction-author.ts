import type { CorrectionAuthor } from './readings.dto';

export interface AuthorRow {
  actor_kind: CorrectionAuthor['kind'];
  actor_id: string | null;
}

/** Ids of the people among those who made corrections. */
export function personsOf(rows: readonly AuthorRow[]): string[] {
  return rows.flatMap(({ actor_kind, actor_id }) => (actor_kind === 'person' && actor_id !== null ? [actor_id] : []));
}

export function authorOf({ actor_kind, actor_id }: AuthorRow, names: ReadonlyMap<string, string>): CorrectionAuthor {
  return { kind: actor_kind, id: actor_id, name: (actor_kind === 'person' && names.get(actor_id ?? '')) || null };
}
