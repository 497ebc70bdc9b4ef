import { type AttentionItem, currentPerson, Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { partFingerprintOf } from './attention-order';

interface Note {
  readonly at: Date;
  /** A person's id. */
  readonly by: string;
}

/** 확인: what people have taken note of, part by part: an item that has lost some of them since holds nothing new. */
@Injectable()
export class AttentionNotes {
  constructor(private readonly database: Database) {}

  /** Of the items, by their place, that have no part which nobody has taken note of: the newest note. */
  async of(items: readonly AttentionItem[]): Promise<Map<number, Note>> {
    const asked = items.flatMap(({ kind, parts }, item) => parts.map((part) => ({ item, kind, part })));
    if (asked.length === 0) return new Map();
    const rows = await this.database.query<{ item: number; noted_at: Date; noted_by: string }>(
      `select item, max(acknowledged_at) as noted_at, (array_agg(acknowledged_by order by acknowledged_at desc))[1] as noted_by
       from unnest($2::integer[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[]) as asked (item, kind, fingerprint, since, until)
       left join lateral (
         select acknowledged_at, acknowledged_by from workspace.attention_acknowledgement noted
         where noted.tenant_id = $1 and noted.kind = asked.kind and noted.fingerprint = asked.fingerprint
           and noted.since <= coalesce(asked.since, '-infinity') and noted.until >= coalesce(asked.until, 'infinity')
         order by acknowledged_at limit 1
       ) first_note on true
       group by item
       having count(acknowledged_at) = count(*)`,
      [
        asked.map(({ item }) => item),
        asked.map(({ kind }) => kind),
        asked.map(({ kind, part }) => partFingerprintOf(kind, part)),
        asked.map(({ part }) => timeOf(part.stretchMs?.from)),
        asked.map(({ part }) => timeOf(part.stretchMs?.to)),
      ],
    );
    return new Map(rows.map((row) => [row.item, { at: row.noted_at, by: row.noted_by }]));
  }

  /** @returns when note was taken of the last of its parts: of two who do so at the same time the first one counts */
  async take(item: AttentionItem): Promise<Date> {
    const { kind, parts } = item;
    await this.database.execute(
      `insert into workspace.attention_acknowledgement (tenant_id, kind, fingerprint, since, until, acknowledged_by)
       select $1, $2, fingerprint, coalesce(since, '-infinity'), coalesce(until, 'infinity'), $3
       from unnest($4::text[], $5::timestamptz[], $6::timestamptz[]) as part (fingerprint, since, until)
       on conflict do nothing`,
      [
        kind,
        currentPerson().personId,
        parts.map((part) => partFingerprintOf(kind, part)),
        parts.map(({ stretchMs }) => timeOf(stretchMs?.from)),
        parts.map(({ stretchMs }) => timeOf(stretchMs?.to)),
      ],
    );
    return ((await this.of([item])).get(0) as Note).at;
  }
}

const timeOf = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
