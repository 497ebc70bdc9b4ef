import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Notifications } from '../database/notifications';
import { Lifecycle } from '../health/lifecycle';
import { LIVE_TOPIC, type LiveChange } from './live-signal';

/** An open screen. */
export interface LiveListener {
  readonly tenantId: number;
  readonly sessionId: string;
  /** Something has changed; `*` for a topic: everything may have. */
  change(topic: string, key: string): void;
  /** No more will come. */
  end(): void;
}

/** Open screens of this replica, told what any replica changed. */
@Injectable()
export class LiveHub implements OnModuleInit {
  private readonly listeners = new Map<number, Set<LiveListener>>();

  constructor(
    private readonly notifications: Notifications,
    private readonly lifecycle: Lifecycle,
  ) {}

  onModuleInit(): void {
    this.notifications.on(LIVE_TOPIC, (key) => {
      for (const [tenantId, topic, changed] of JSON.parse(key) as LiveChange[])
        for (const listener of this.listeners.get(tenantId) ?? []) listener.change(topic, changed);
    });
    // What was missed is not sent again: whoever looks reads everything anew.
    this.notifications.onReset(() => this.all((listener) => listener.change('*', '*')));
    // An open stream would hold a stopping process for ever.
    this.lifecycle.onStop(() => this.all((listener) => listener.end()));
  }

  /** @returns what closes it again */
  open(listener: LiveListener): () => void {
    const { tenantId } = listener;
    const others = this.listeners.get(tenantId) ?? new Set();
    this.listeners.set(tenantId, others.add(listener));
    if (this.lifecycle.isStopping) listener.end();
    return () => {
      others.delete(listener);
      if (others.size === 0 && this.listeners.get(tenantId) === others) this.listeners.delete(tenantId);
    };
  }

  /** The session's screens are told no more. */
  endSession(sessionId: string): void {
    this.all((listener) => {
      if (listener.sessionId === sessionId) listener.end();
    });
  }

  private all(tell: (listener: LiveListener) => void): void {
    for (const listeners of this.listeners.values()) for (const listener of [...listeners]) tell(listener);
  }
}
