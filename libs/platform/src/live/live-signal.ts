import { Injectable } from '@nestjs/common';
import { Notifications } from '../database/notifications';

export const LIVE_TOPIC = 'live';
const GATHER_MS = 100;
/** PostgreSQL carries 8,000 bytes in a notification. */
const MESSAGE_BYTES_MAX = 7_000;
/** More than these of one kind at a time are told as "everything of it". */
const KEYS_MAX = 50;

/** Something of a tenant's is no longer as it was shown: which kind of thing, and its id, or `*`. */
export type LiveChange = readonly [tenantId: number, topic: string, key: string];

/**
 * Tells open screens, on every replica, that something has changed: ids and no data. Sent after the commit and gathered, because a NOTIFY
 * inside makes committing transactions wait for each other. A hint and no more: a screen that lost its connection reads everything again.
 */
@Injectable()
export class LiveSignal {
  private readonly changes = new Map<string, { tenantId: number; topic: string; keys: Set<string> }>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly notifications: Notifications) {}

  raise(tenantId: number, topic: string, key: string): void {
    const place = `${tenantId}/${topic}`;
    let change = this.changes.get(place);
    if (!change) {
      change = { tenantId, topic, keys: new Set() };
      this.changes.set(place, change);
    }
    change.keys.add(key);
    this.timer ??= setTimeout(() => this.send(), GATHER_MS);
  }

  private send(): void {
    this.timer = null;
    const changes = [...this.changes.values()].flatMap(({ tenantId, topic, keys }) =>
      (keys.size > KEYS_MAX ? ['*'] : [...keys]).map((key): LiveChange => [tenantId, topic, key]),
    );
    this.changes.clear();
    let message: LiveChange[] = [];
    let bytes = 0;
    for (const change of changes) {
      const size = JSON.stringify(JSON.stringify(change)).length;
      if (bytes + size > MESSAGE_BYTES_MAX) {
        this.notifications.send({ topic: LIVE_TOPIC, key: JSON.stringify(message) });
        message = [];
        bytes = 0;
      }
      message.push(change);
      bytes += size;
    }
    if (message.length > 0) this.notifications.send({ topic: LIVE_TOPIC, key: JSON.stringify(message) });
  }

  /** Sends what is gathered, ahead of the connection's end. */
  close(): void {
    if (!this.timer) return;
    clearTimeout(this.timer);
    this.send();
  }
}
