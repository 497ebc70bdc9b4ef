import { newId } from '@maru/kernel';
import { currentScope, Database, type EventHandler, On } from '@maru/platform';
import { Injectable } from '@nestjs/common';

export interface ThingMade {
  readonly mark: string;
  /** The second handler fails on it, always. */
  readonly poison?: boolean;
}

/** What handlers did, in the order in which they did it; tests of one process look here, all others in the table. */
@Injectable()
export class ProbeRecord {
  readonly handled: { readonly tenantId: number; readonly consumer: string; readonly mark: string }[] = [];
  /** While it is there, the first handler waits for it in the middle of its work. */
  gate: Promise<void> | null = null;
  waiting = 0;
}

@Injectable()
@On({ event: 'probe.thing-made.v1', consumer: 'probe.count-things' })
export class CountThings implements EventHandler {
  constructor(
    private readonly database: Database,
    private readonly record: ProbeRecord,
  ) {}

  async handle(payload: unknown): Promise<void> {
    const { mark } = payload as ThingMade;
    this.record.waiting++;
    await this.record.gate;
    await this.database.execute('insert into probe.effect (tenant_id, effect_id, consumer, mark) values ($1, $2, $3, $4)', [
      newId(),
      'probe.count-things',
      mark,
    ]);
    this.record.handled.push({ tenantId: currentScope().tenant.tenantId, consumer: 'probe.count-things', mark });
  }
}

@Injectable()
@On({ event: 'probe.thing-made.v1', consumer: 'probe.taste-things' })
export class TasteThings implements EventHandler {
  constructor(private readonly database: Database) {}

  async handle(payload: unknown): Promise<void> {
    const { mark, poison } = payload as ThingMade;
    await this.database.execute('insert into probe.effect (tenant_id, effect_id, consumer, mark) values ($1, $2, $3, $4)', [
      newId(),
      'probe.taste-things',
      mark,
    ]);
    if (poison) throw new Error('poison');
  }
}
