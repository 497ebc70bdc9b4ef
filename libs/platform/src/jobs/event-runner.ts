import { Injectable } from '@nestjs/common';
import { Subscriptions } from '../access/authenticator';
import { Database } from '../database/database';
import { Metrics } from '../health/metrics';
import { Catalogue } from '../module/catalogue';
import { type Consumer, Consumers } from '../outbox/consumers';
import { type EventJob, EventQueue } from '../outbox/event-queue';
import { Relay } from '../outbox/relay';
import { Tenancy } from '../tenancy/tenancy';

/** Runs event handlers in their tenant's scope: delivered at least once, effective once. */
@Injectable()
export class EventRunner {
  constructor(
    private readonly queue: EventQueue,
    private readonly relay: Relay,
    private readonly consumers: Consumers,
    private readonly catalogue: Catalogue,
    private readonly subscriptions: Subscriptions,
    private readonly tenancy: Tenancy,
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  start(): void {
    this.queue.start((job) => this.run(job));
    this.relay.start();
  }

  async run(job: EventJob): Promise<void> {
    const { tenantId, eventId, consumer: name } = job;
    const consumer = this.consumers.find(name);
    if (!consumer || !Number.isInteger(tenantId)) throw new Error(`job without a known consumer or tenant: ${name}`);
    const tenant = await this.relay.tenant(tenantId);
    if (!tenant) throw new Error(`job of an unknown tenant ${tenantId}`);
    // A module that is not subscribed does not work for the tenant. The event stays open and is tried again later.
    const module = this.catalogue.find(consumer.module);
    if (!module?.alwaysOn && !(await this.subscriptions.isSubscribed(tenantId, consumer.module, new Date()))) {
      this.count(name, 'not-subscribed');
      return this.relay.postponed(tenantId, eventId);
    }
    try {
      const effective = await this.tenancy.run({ kind: 'job', name, tenant, permissions: new Set() }, () =>
        this.handleOnce(consumer, eventId),
      );
      this.count(name, effective ? 'handled' : 'repeated');
    } catch (error) {
      this.count(name, 'failed');
      // Where the database is away this fails too; the failure to tell is the first one.
      await this.relay.postponed(tenantId, eventId).catch(() => undefined);
      throw error;
    }
    await this.relay.finished(tenantId, eventId);
  }

  /** The inbox row and what the handler does are one transaction; a second delivery finds the row and does nothing. */
  private async handleOnce(consumer: Consumer, eventId: string): Promise<boolean> {
    const taken = await this.database.execute(
      'insert into platform.inbox (tenant_id, event_id, consumer) values ($1, $2, $3) on conflict do nothing',
      [eventId, consumer.name],
    );
    if (taken === 0) return false;
    const [event] = await this.database.query<{ payload: unknown }>(
      'select payload from platform.outbox where tenant_id = $1 and event_id = $2',
      [eventId],
    );
    await consumer.handler.handle(event.payload);
    return true;
  }

  private count(consumer: string, outcome: string): void {
    this.metrics.events.inc({ consumer, outcome });
  }

  /** Takes no more jobs, waits for those that run, leaves the rest to the next process. */
  async stop(): Promise<void> {
    await this.relay.stop();
    await this.queue.drain();
    await this.relay.close();
  }
}
