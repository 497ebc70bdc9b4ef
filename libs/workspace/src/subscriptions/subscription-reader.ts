import { IdentityDatabase, Notifications, Subscriptions } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { intervalsOf, isSubscribedAt, type SubscriptionInterval } from './subscription-history';

export const SUBSCRIPTION_TOPIC = 'subscription';

type ByModule = ReadonlyMap<string, readonly SubscriptionInterval[]>;

/**
 * Answers for the guard of every request and job. Kept in memory and forgotten the moment any replica commits a change;
 * while such news cannot be heard, the database is asked each time. A scheduled end needs no news: the interval knows it.
 */
@Injectable()
export class SubscriptionReader extends Subscriptions {
  private readonly kept = new Map<number, ByModule>();
  private heard = 0;

  constructor(
    private readonly identity: IdentityDatabase,
    private readonly notifications: Notifications,
  ) {
    super();
    notifications.on(SUBSCRIPTION_TOPIC, (key) => {
      this.heard++;
      this.kept.delete(Number(key));
    });
    notifications.onReset(() => {
      this.heard++;
      this.kept.clear();
    });
  }

  async isSubscribed(tenantId: number, module: string, at: Date): Promise<boolean> {
    const known = this.notifications.connected ? this.kept.get(tenantId) : undefined;
    return isSubscribedAt((known ?? (await this.load(tenantId))).get(module) ?? [], at);
  }

  private async load(tenantId: number): Promise<ByModule> {
    const { heard } = this;
    const rows = await this.identity.ofTenant<{ module: string; kind: 'start' | 'end'; effective_at: Date }>(
      tenantId,
      'select module, kind, effective_at from workspace.subscription_change where tenant_id = $1 order by module, sequence',
    );
    const grouped = Map.groupBy(rows, (row) => row.module);
    const byModule = new Map(
      [...grouped].map(([module, changes]) => [
        module,
        intervalsOf(changes.map((row) => ({ kind: row.kind, effectiveAt: row.effective_at }))),
      ]),
    );
    // News that came while the database answered may be about this very tenant.
    if (this.notifications.connected && heard === this.heard) this.kept.set(tenantId, byModule);
    return byModule;
  }
}
