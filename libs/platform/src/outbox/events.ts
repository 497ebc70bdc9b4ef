import { newId } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import { currentScope } from '../tenancy/context';
import { OutboxSignal } from './outbox-signal';

/** Something that happened, as a module's contract declares it. The payload is JSON and part of the contract. */
export interface DomainEvent {
  /** `module.name.vN` */
  readonly type: string;
  readonly payload: object;
}

/** Tells other modules what happened: the event is written with the COMMIT of the change, so one is never without the other. */
@Injectable()
export class Events {
  constructor(private readonly signal: OutboxSignal) {}

  publish(event: DomainEvent): void {
    const scope = currentScope();
    scope.atCommit({
      text: 'insert into platform.outbox (tenant_id, event_id, type, payload) values ($1, $2, $3, $4)',
      values: [scope.tenant.tenantId, newId(), event.type, JSON.stringify(event.payload)],
      name: 'outbox_insert',
    });
    scope.afterCommit(() => this.signal.raise(scope.tenant.tenantId));
  }
}
