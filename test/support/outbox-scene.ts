import { Events, IdentityDatabase, Tenancy, type TenantIdentity } from '@maru/platform';
import { newTenant, somebodyIn, type TestDatabase } from '@maru/platform/testing';
import { SubscriptionsService } from '../../libs/workspace/src/subscriptions/subscriptions.service';
import { asAdmin, WorkerUnderTest } from './house-under-test';
import type { ThingMade } from './probe';

export interface OutboxRow {
  readonly event_id: string;
  readonly attempts: number;
  readonly closed: boolean;
}

/** Organisations that publish events of the probe module, and what became of them, seen from outside. */
export class OutboxScene {
  constructor(
    readonly database: TestDatabase,
    readonly worker: WorkerUnderTest,
  ) {}

  async tenant({ subscribed = true } = {}): Promise<TenantIdentity> {
    const tenant = await newTenant(this.worker.get(IdentityDatabase));
    if (subscribed) await this.subscription(tenant, 'start');
    return tenant;
  }

  async subscription(tenant: TenantIdentity, kind: 'start' | 'end'): Promise<void> {
    await this.within(tenant, () => this.worker.get(SubscriptionsService).change({ module: 'probe', kind }));
  }

  within<T>(tenant: TenantIdentity, work: () => Promise<T>): Promise<T> {
    return this.worker.get(Tenancy).run(somebodyIn(tenant), work);
  }

  publish(tenant: TenantIdentity, payload: ThingMade, type = 'probe.thing-made.v1'): Promise<void> {
    return this.within(tenant, async () => this.worker.get(Events).publish({ type, payload }));
  }

  /** Many at once, as one transaction of an import would leave them. */
  async publishMany(tenant: TenantIdentity, count: number, payload: Omit<ThingMade, 'mark'> = {}): Promise<void> {
    await asAdmin(this.database, (client) =>
      client.query(
        `insert into platform.outbox (tenant_id, event_id, type, payload)
         select $1, gen_random_uuid(), 'probe.thing-made.v1', $3::jsonb || jsonb_build_object('mark', 'many ' || n) from generate_series(1, $2) n`,
        [tenant.tenantId, count, JSON.stringify(payload)],
      ),
    );
  }

  outbox(tenant: TenantIdentity): Promise<OutboxRow[]> {
    return this.rows(
      'select event_id, attempts, closed_at is not null as closed from platform.outbox where tenant_id = $1 order by event_id',
      tenant,
    );
  }

  async open(tenant: TenantIdentity): Promise<number> {
    return (await this.outbox(tenant)).filter(({ closed }) => !closed).length;
  }

  /** How often each consumer came to its end, by mark: `count-things a` twice is two entries. */
  async effects(tenant: TenantIdentity): Promise<string[]> {
    const rows = await this.rows<{ effect: string }>(
      "select replace(consumer, 'probe.', '') || ' ' || mark as effect from probe.effect where tenant_id = $1 order by 1",
      tenant,
    );
    return rows.map(({ effect }) => effect);
  }

  /** Lets the pause of every open event be over, as if the time had passed. */
  async skipPause(tenant: TenantIdentity): Promise<void> {
    await this.rows('update platform.outbox set next_attempt_at = now() where tenant_id = $1 and closed_at is null returning 1', tenant);
  }

  private rows<Row>(text: string, tenant: TenantIdentity): Promise<Row[]> {
    return asAdmin(this.database, async (client) => (await client.query(text, [tenant.tenantId])).rows as Row[]);
  }
}
