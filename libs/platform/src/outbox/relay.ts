import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config/config';
import { Notifications } from '../database/notifications';
import { RolePool } from '../database/role-pool';
import type { TenantIdentity } from '../tenancy/tenant-identity';
import { Consumers } from './consumers';
import { EventQueue } from './event-queue';
import { OUTBOX_TOPIC } from './outbox-signal';

/** Events of one tenant under way at a time: the others wait in their own line, so that nobody waits behind a tenant's backlog. */
export const IN_FLIGHT_MAX = 50;
const SWEEP_MS = 5_000;

interface ClaimedEvent {
  event_id: string;
  type: string;
  attempts: number;
}

/**
 * Carries events from the outbox to the queue. It takes the tenants with open events in turn and claims per tenant; an
 * event stays open until the inbox row of every consumer exists, and an open one is enqueued again after a while, so
 * that an emptied queue costs time and nothing else.
 */
@Injectable()
export class Relay {
  private readonly logger = new Logger(Relay.name);
  private readonly pool: RolePool;
  private readonly ready = new Set<number>();
  private running: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    config: Config,
    private readonly notifications: Notifications,
    private readonly consumers: Consumers,
    private readonly queue: EventQueue,
  ) {
    this.pool = new RolePool(config, 'maru_relay', 4);
  }

  start(): void {
    this.notifications.on(OUTBOX_TOPIC, (key) => this.wake(key.split(',').map(Number)));
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS);
    void this.sweep();
  }

  /** Dispatches the events of these tenants soon. */
  wake(tenants: readonly number[]): void {
    for (const tenant of tenants) this.ready.add(tenant);
    if (this.stopped) return;
    this.running ??= this.rounds().finally(() => {
      this.running = null;
    });
  }

  /** Looks at every tenant: for what a lost hint or an emptied queue left behind. */
  async sweep(): Promise<void> {
    try {
      const tenants = await this.pool.query<{ tenant_id: number }>('select tenant_id from platform.tenant order by tenant_id');
      this.wake(tenants.map((row) => row.tenant_id));
      await this.running;
    } catch (error) {
      this.logger.error(`the sweep failed and comes again: ${(error as Error).message}`);
    }
  }

  private async rounds(): Promise<void> {
    while (this.ready.size > 0 && !this.stopped) {
      const round = [...this.ready];
      this.ready.clear();
      for (const tenantId of round) {
        try {
          await this.dispatch(tenantId);
        } catch (error) {
          this.logger.error(`events of tenant ${tenantId} wait for the sweep: ${(error as Error).message}`);
        }
      }
    }
  }

  private async dispatch(tenantId: number): Promise<void> {
    const claimed = await this.pool.transaction(async (transaction) => {
      const [{ open }] = await transaction.query<{ open: boolean }>(
        'select exists (select from platform.outbox where tenant_id = $1 and closed_at is null) as open',
        [tenantId],
      );
      if (!open) return [];
      await transaction.execute(CLOSE_DONE, [tenantId, JSON.stringify(this.consumers.table())]);
      return transaction.query<ClaimedEvent>(CLAIM, [tenantId, IN_FLIGHT_MAX]);
    }, tenantId);
    await this.queue.add(
      claimed.flatMap((event) =>
        this.consumers.namesOf(event.type).map((consumer) => ({ tenantId, eventId: event.event_id, consumer, attempt: event.attempts })),
      ),
    );
  }

  /** Called when a consumer is done: closes the event when it was the last one, and makes room for the tenant's next. */
  async finished(tenantId: number, eventId: string): Promise<void> {
    await this.pool.transaction(
      (transaction) =>
        transaction.execute(`${CLOSE_DONE} and o.event_id = $3`, [tenantId, JSON.stringify(this.consumers.table()), eventId]),
      tenantId,
    );
    this.wake([tenantId]);
  }

  /** Called when a consumer could not do its part: the event waits for its next try and stands in nobody's way meanwhile. */
  async postponed(tenantId: number, eventId: string): Promise<void> {
    await this.pool.transaction(
      (transaction) =>
        transaction.execute('update platform.outbox set under_way = false where tenant_id = $1 and event_id = $2 and closed_at is null', [
          tenantId,
          eventId,
        ]),
      tenantId,
    );
    this.wake([tenantId]);
  }

  async tenant(tenantId: number): Promise<TenantIdentity | null> {
    const [row] = await this.pool.query<{ organisation_id: string; kind: TenantIdentity['kind']; simulated: boolean }>(
      'select organisation_id, kind, simulated from platform.tenant where tenant_id = $1',
      [tenantId],
    );
    return row ? { tenantId, organisationId: row.organisation_id, kind: row.kind, simulated: row.simulated } : null;
  }

  /** Forgets closed events and kept answers of a month ago; what they did is in the ledgers. */
  async forgetOld(): Promise<void> {
    const tenants = await this.pool.query<{ tenant_id: number }>('select tenant_id from platform.tenant order by tenant_id');
    for (const { tenant_id: tenantId } of tenants) {
      if (this.stopped) return;
      try {
        await this.pool.transaction(async (transaction) => {
          for (const statement of FORGET) await transaction.execute(statement, [tenantId]);
        }, tenantId);
      } catch (error) {
        this.logger.error(`what is old of tenant ${tenantId} is forgotten next time: ${(error as Error).message}`);
      }
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  async close(): Promise<void> {
    await this.pool.close();
  }
}

const FORGET = [
  "delete from platform.outbox where tenant_id = $1 and closed_at < now() - interval '30 days'",
  "delete from platform.idempotency_key where tenant_id = $1 and created_at < now() - interval '30 days'",
];

/** $2: event type to consumers. An event without consumers is done at once. */
const CLOSE_DONE = `
update platform.outbox o set closed_at = now()
where o.tenant_id = $1 and o.closed_at is null
  and not exists (
    select from jsonb_array_elements_text($2::jsonb -> o.type) as wanted (consumer)
    where not exists (select from platform.inbox i where i.tenant_id = $1 and i.event_id = o.event_id and i.consumer = wanted.consumer))`;

/** The longer an event fails, the longer it waits: from half a minute to an hour. It is never given up, and while it waits it takes nobody's place. */
const CLAIM = `
update platform.outbox o
set attempts = o.attempts + 1, under_way = true, next_attempt_at = now() + least(interval '1 hour', interval '30 seconds' * power(2, least(o.attempts, 10)))
where o.tenant_id = $1 and o.event_id in (
  select event_id from platform.outbox
  where tenant_id = $1 and closed_at is null and next_attempt_at <= now()
  order by next_attempt_at
  limit greatest(0, $2 - (select count(*) from platform.outbox where tenant_id = $1 and closed_at is null and under_way and next_attempt_at > now()))
  for update skip locked)
returning o.event_id, o.type, o.attempts`;
