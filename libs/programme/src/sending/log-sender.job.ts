import { Config, type Loop, Notifications, type OrganisationKind, RolePool, type TenantIdentity, WorkerLoop } from '@maru/platform';
import { Injectable, Logger } from '@nestjs/common';
import { LogDelivery } from './log-delivery';
import { SiteFailed } from './log-sending';
import { PORTAL_KEY_TOPIC } from './topics';

/** Calls under way in one process: a slow log centre holds back as many keys and no more. */
const PLACES = 32;
const TICK_MS = 500;
/** How often the list of organisations is read anew. */
const LIST_MS = 60_000;
/** Nobody is left alone for longer, whatever was said of when to look again: a hint may have been lost, a clock set. */
const AGAIN_MS_MAX = 300_000;

/**
 * Sends logs for as long as the worker lives. It goes through the organisations in turn, each time for one of their sites, and knows of each
 * when it is worth looking again, so that keys that wait cost nothing; that is memory alone, and what may leave is decided in the database
 * each time. A call under way holds back nothing but its own key, which is leased meanwhile: another site of the organisation goes on.
 */
@Injectable()
@WorkerLoop()
export class LogSender implements Loop {
  private readonly logger = new Logger(LogSender.name);
  private readonly dueAt = new Map<number, number>();
  private readonly underWay = new Set<Promise<void>>();
  private tenants: readonly TenantIdentity[] = [];
  private listedAt = Number.NEGATIVE_INFINITY;
  private pool: RolePool | null = null;
  private timer: NodeJS.Timeout | null = null;
  private round: Promise<void> | null = null;
  private stopped = false;

  constructor(
    private readonly config: Config,
    private readonly delivery: LogDelivery,
    private readonly notifications: Notifications,
  ) {}

  start(): void {
    this.pool = new RolePool(this.config, 'maru_relay', 1);
    this.notifications.on(PORTAL_KEY_TOPIC, (key) => this.hear(Number(key)));
    this.timer = setInterval(() => this.begin(), TICK_MS);
    this.begin();
  }

  /** A key is set for once and all, so that the list may be read anew for it: the organisation may be a new one. */
  private hear(tenantId: number): void {
    this.dueAt.delete(tenantId);
    this.listedAt = Number.NEGATIVE_INFINITY;
  }

  private begin(): void {
    if (this.stopped) return;
    this.round ??= this.go()
      .catch((error: Error) => this.logger.error(`logs wait for the next round: ${error.message}`))
      .finally(() => {
        this.round = null;
      });
  }

  private async go(): Promise<void> {
    if (performance.now() - this.listedAt > LIST_MS) await this.list();
    for (const tenant of this.tenants) {
      if ((this.dueAt.get(tenant.tenantId) ?? 0) > performance.now()) continue;
      await this.serve(tenant);
      if (this.stopped) return;
    }
  }

  /** The keys that are due, one after another, as long as there is another: in the last minute of a day there is no later. */
  private async serve(tenant: TenantIdentity): Promise<void> {
    const { tenantId } = tenant;
    // Set first: who is told meanwhile that something has changed takes it away again.
    this.dueAt.set(tenantId, performance.now() + AGAIN_MS_MAX);
    const failed: string[] = [];
    for (let goesOn = true; goesOn; ) {
      if (this.underWay.size >= PLACES) await Promise.race(this.underWay);
      if (this.stopped) return;
      try {
        const { againMs, delivered } = await this.delivery.begin(tenant, failed);
        if (delivered) this.follow(tenantId, delivered);
        goesOn = againMs === 0;
        if (!goesOn) this.lookAgain(tenantId, againMs);
      } catch (error) {
        this.logger.error(`logs of tenant ${tenantId} wait: ${(error as Error).message}`);
        goesOn = error instanceof SiteFailed;
        if (error instanceof SiteFailed) failed.push(error.siteId);
      }
    }
  }

  private follow(tenantId: number, delivered: Promise<number | null>): void {
    const ended = delivered
      .then((againMs) => this.lookAgain(tenantId, againMs))
      .catch((error: Error) => this.logger.error(`the answer to a log of tenant ${tenantId} was not kept: ${error.message}`))
      .finally(() => this.underWay.delete(ended));
    this.underWay.add(ended);
  }

  /** Of what is known of an organisation's keys the first to fall due counts; where nothing is set it is looked at in any case. */
  private lookAgain(tenantId: number, inMs: number | null): void {
    const dueAt = this.dueAt.get(tenantId);
    if (dueAt !== undefined && inMs !== null) this.dueAt.set(tenantId, Math.min(dueAt, performance.now() + inMs));
  }

  private async list(): Promise<void> {
    const rows = await (this.pool as RolePool).query<{
      tenant_id: number;
      organisation_id: string;
      kind: OrganisationKind;
      simulated: boolean;
    }>("select tenant_id, organisation_id, kind, simulated from platform.tenant where kind = 'manufacturer' order by tenant_id");
    this.tenants = rows.map((row) => ({
      tenantId: row.tenant_id,
      organisationId: row.organisation_id,
      kind: row.kind,
      simulated: row.simulated,
    }));
    this.listedAt = performance.now();
  }

  /** Takes up nothing more and waits for the calls under way: each ends within its time. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.round;
    await Promise.all(this.underWay);
    await this.pool?.close();
  }
}
