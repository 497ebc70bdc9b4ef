import { Injectable } from '@nestjs/common';
import { Notifications } from '../database/notifications';

const GATHER_MS = 50;
export const OUTBOX_TOPIC = 'outbox';

/**
 * Wakes the relay after a commit. It is a hint and no more: what it loses, the sweep finds. Sent outside the transaction and
 * gathered, because a NOTIFY inside makes committing transactions wait for each other.
 */
@Injectable()
export class OutboxSignal {
  private readonly tenants = new Set<number>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly notifications: Notifications) {}

  raise(tenantId: number): void {
    this.tenants.add(tenantId);
    this.timer ??= setTimeout(() => this.send(), GATHER_MS);
  }

  private send(): void {
    this.timer = null;
    const tenants = [...this.tenants];
    this.tenants.clear();
    this.notifications.send({ topic: OUTBOX_TOPIC, key: tenants.join(',') });
  }

  /** Sends what is gathered, ahead of the connection's end. */
  close(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.send();
  }
}
