import { Problem } from '@maru/kernel';
import {
  ATTENTION_TOPIC,
  type AttentionItem,
  AttentionSources,
  currentPerson,
  currentScope,
  invalidField,
  type KnownAttentionSource,
  LiveSignal,
  Subscriptions,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { PersonDirectory } from '../contract';
import { workspaceProblems } from '../workspace.problems';
import type { AcknowledgementBody, AcknowledgementResult, AttentionAnswer, AttentionEntry } from './attention.dto';
import { AttentionNotes } from './attention-notes.query';
import { countsOf, fingerprintOf, ordered, secondsUntil } from './attention-order';

/** 처리할 일: asks those who can tell, in turn, what needs the person, and knows what somebody has taken note of. */
@Injectable()
export class AttentionService {
  constructor(
    private readonly sources: AttentionSources,
    private readonly subscriptions: Subscriptions,
    private readonly notes: AttentionNotes,
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

  /** @throws Problem 400 for a kind that the person is not told of · 409 when what is told now is another matter than the person saw */
  async acknowledge({ kind, fingerprint }: AcknowledgementBody): Promise<AcknowledgementResult> {
    const now = new Date();
    const source = this.sources.ofKind(kind);
    if (!source || !(await this.isTold(source, now)))
      throw invalidField('/kind', 'unknown-kind', { ko: '확인할 수 있는 일이 아닙니다.', en: 'It is nothing that you can take note of.' });
    const { items } = await source.finder.find(now);
    const item = items.find((told) => told.kind === kind && fingerprintOf(told) === fingerprint);
    if (!item) throw new Problem(workspaceProblems.attentionChanged);
    const at = await this.notes.take(item);
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
    const notes = await this.notes.of(items);
    const people = await this.people.names([...notes.values()].map(({ by }) => by));
    return items.map((item, at) => {
      const { parts, ...told } = item;
      const note = notes.get(at);
      return {
        ...told,
        names: [...told.names],
        fingerprint: fingerprintOf(item),
        note: note ? { acknowledgedAt: note.at.toISOString(), acknowledgedBy: people.get(note.by) ?? null } : null,
      };
    });
  }
}
