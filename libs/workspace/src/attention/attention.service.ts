import {
  ATTENTION_TOPIC,
  type AttentionItem,
  AttentionSources,
  currentPerson,
  currentScope,
  Database,
  invalidField,
  type KnownAttentionSource,
  LiveSignal,
  Subscriptions,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { PersonDirectory } from '../contract';
import type { AcknowledgementBody, AcknowledgementResult, AttentionAnswer, AttentionEntry, AttentionNote } from './attention.dto';
import { countsOf, fingerprintOf, ordered, secondsUntil } from './attention-order';

interface NoteRow {
  kind: string;
  fingerprint: string;
  acknowledged_at: Date;
  acknowledged_by: string;
}

/** 처리할 일: asks those who can tell, in turn, what needs the person, and knows what somebody has taken note of. */
@Injectable()
export class AttentionService {
  constructor(
    private readonly sources: AttentionSources,
    private readonly subscriptions: Subscriptions,
    private readonly database: Database,
    private readonly people: PersonDirectory,
    private readonly live: LiveSignal,
  ) {}

  async answer(): Promise<AttentionAnswer> {
    const now = new Date();
    const items: AttentionItem[] = [];
    const changesAt: (Date | null)[] = [];
    for (const source of this.sources.all) {
      if (!(await this.isTold(source, now))) continue;
      const found = await source.finder.find(now);
      items.push(...found.items);
      changesAt.push(found.changesAt);
    }
    const entries = await this.entriesOf(items);
    return { items: ordered(entries), counts: countsOf(entries), changesInSeconds: secondsUntil(changesAt, now) };
  }

  /** @throws Problem 400 for a kind that the person is not told of */
  async acknowledge({ kind, fingerprint }: AcknowledgementBody): Promise<AcknowledgementResult> {
    const source = this.sources.ofKind(kind);
    if (!source || !(await this.isTold(source, new Date())))
      throw invalidField('/kind', 'unknown-kind', { ko: '확인할 수 있는 일이 아닙니다.', en: 'It is nothing that you can take note of.' });
    // Of two who take note at the same time the first one counts.
    await this.database.execute(
      `insert into workspace.attention_acknowledgement (tenant_id, kind, fingerprint, acknowledged_by) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [kind, fingerprint, currentPerson().personId],
    );
    const [{ acknowledged_at: at }] = await this.notes([{ kind, fingerprint }]);
    const { tenantId } = currentScope().tenant;
    currentScope().afterCommit(() => this.live.raise(tenantId, ATTENTION_TOPIC, kind));
    return { kind, fingerprint, acknowledgedAt: at.toISOString() };
  }

  private async isTold({ permission, module }: KnownAttentionSource, now: Date): Promise<boolean> {
    const { permissions, tenant } = currentPerson();
    return (
      permissions.has(permission) && (module.alwaysOn === true || (await this.subscriptions.isSubscribed(tenant.tenantId, module.id, now)))
    );
  }

  private async entriesOf(items: readonly AttentionItem[]): Promise<AttentionEntry[]> {
    const marked = items.map(({ state, ...item }) => ({
      ...item,
      names: [...item.names],
      fingerprint: fingerprintOf({ kind: item.kind, state }),
    }));
    const rows = marked.length === 0 ? [] : await this.notes(marked);
    const people = await this.people.names(rows.map((row) => row.acknowledged_by));
    const notes = new Map(
      rows.map((row): [string, AttentionNote] => [
        row.fingerprint,
        { acknowledgedAt: row.acknowledged_at.toISOString(), acknowledgedBy: people.get(row.acknowledged_by) ?? null },
      ]),
    );
    return marked.map((item) => ({ ...item, note: notes.get(item.fingerprint) ?? null }));
  }

  private notes(items: readonly { kind: string; fingerprint: string }[]): Promise<NoteRow[]> {
    return this.database.query<NoteRow>(
      `select noted.kind, noted.fingerprint, acknowledged_at, acknowledged_by
       from unnest($2::text[], $3::text[]) as asked (kind, fingerprint)
       join workspace.attention_acknowledgement noted
         on noted.tenant_id = $1 and noted.kind = asked.kind and noted.fingerprint = asked.fingerprint`,
      [items.map(({ kind }) => kind), items.map(({ fingerprint }) => fingerprint)],
    );
  }
}
