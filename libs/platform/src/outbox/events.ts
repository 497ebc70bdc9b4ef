import { newId } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { currentScope } from '../tenancy/context';
import { OutboxSignal } from './outbox-signal';

/** Something that happened, as a module's contract declares it. The payload is JSON and part of the contract. */
export interface DomainEvent {
  /** `module.name.vN` */
  readonly type: string;
  readonly payload: object;
}

/** Tells other modules what happened: the event is written in the transaction of the change, so one is never without the other. */
@Injectable()
export class Events {
  constructor(
    private readonly database: Database,
    private readonly signal: OutboxSignal,
  ) {}

  async publish(event: DomainEvent): Promise<void> {
    const scope = currentScope();
    await this.database.execute(
      'insert into platform.outbox (tenant_id, event_id, type, payload) values ($1, $2, $3, $4)',
      [newId(), event.type, JSON.stringify(event.payload)],
      'outbox_insert',
    );
    scope.afterCommit(() => this.signal.raise(scope.tenant.tenantId));
  }
}
