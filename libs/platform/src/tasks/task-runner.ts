import { Problem } from '@maru/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { Subscriptions } from '../access/authenticator';
import { ATTENTION_TOPIC } from '../attention/attention-sources';
import { Config } from '../config/config';
import { Database } from '../database/database';
import { Notifications } from '../database/notifications';
import { RolePool } from '../database/role-pool';
import { isUnavailable } from '../database/sql-state';
import { platformProblems } from '../http/platform.problems';
import { LiveSignal } from '../live/live-signal';
import { Catalogue } from '../module/catalogue';
import { Relay } from '../outbox/relay';
import { Tenancy } from '../tenancy/tenancy';
import type { TenantIdentity } from '../tenancy/tenant-identity';
import { type ClaimedTask, internalProblem, RunningTask, TaskCancelled, TaskLost, TaskPaused } from './running-task';
import { type KnownTaskKind, TaskKinds } from './task-kinds';
import { TASK_TOPIC, TASK_WAKE_TOPIC } from './tasks';

/** Tasks under way in one process, and of one tenant in it: somebody else's task always finds a place soon. */
const SLOTS = 4;
const SLOTS_OF_TENANT = 2;
const SWEEP_MS = 5_000;
const LEASE_S = 30;
const HEARTBEAT_MS = 10_000;
/** Tries of a task that fails for no reason that could be told. */
const FAILURES_MAX = 5;

interface Place {
  readonly tenantId: number;
  task: RunningTask | null;
  ended: Promise<void>;
}

/**
 * Does long work. A task is claimed in PostgreSQL with a lease: who dies loses it, and the next process goes on from the last step that was
 * committed. Tenants are served in turn. It needs no queue, so an emptied Redis changes nothing.
 */
@Injectable()
export class TaskRunner {
  private readonly logger = new Logger(TaskRunner.name);
  private readonly pool: RolePool;
  private readonly ready = new Set<number>();
  private readonly places = new Set<Place>();
  private filling: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;
  private stopped = false;

  constructor(
    config: Config,
    private readonly kinds: TaskKinds,
    private readonly catalogue: Catalogue,
    private readonly subscriptions: Subscriptions,
    private readonly notifications: Notifications,
    private readonly relay: Relay,
    private readonly tenancy: Tenancy,
    private readonly database: Database,
    private readonly live: LiveSignal,
  ) {
    this.pool = new RolePool(config, 'maru_relay', 2);
  }

  start(): void {
    this.notifications.on(TASK_WAKE_TOPIC, (key) => this.wake(key.split(',').map(Number)));
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS);
    void this.sweep();
  }

  /** Looks at every tenant: for tasks whose hint was lost, and for those whose process died. */
  async sweep(): Promise<void> {
    try {
      const tenants = await this.pool.query<{ tenant_id: number }>('select tenant_id from platform.tenant order by tenant_id');
      this.wake(tenants.map((row) => row.tenant_id));
      await this.filling;
    } catch (error) {
      this.logger.error(`tasks wait for the next sweep: ${(error as Error).message}`);
    }
  }

  wake(tenants: readonly number[]): void {
    for (const tenant of tenants) this.ready.add(tenant);
    if (this.stopped) return;
    this.filling ??= this.fill().finally(() => {
      this.filling = null;
    });
  }

  private async fill(): Promise<void> {
    for (const tenantId of this.ready) {
      if (this.stopped || this.places.size >= SLOTS) return;
      // Taken out and put back at the end of the line while it has more.
      this.ready.delete(tenantId);
      if (this.countOf(tenantId) >= SLOTS_OF_TENANT) continue;
      try {
        const claimed = await this.claim(tenantId);
        if (!claimed) continue;
        this.begin(tenantId, claimed);
        this.ready.add(tenantId);
      } catch (error) {
        this.logger.error(`tasks of tenant ${tenantId} wait for the next sweep: ${(error as Error).message}`);
      }
    }
  }

  private countOf(tenantId: number): number {
    return [...this.places].filter((place) => place.tenantId === tenantId).length;
  }

  private async claim(tenantId: number): Promise<ClaimedTask | null> {
    const [row] = await this.pool.transaction(
      (transaction) =>
        transaction.query<{
          task_id: string;
          kind: string;
          attempt: number;
          failures: number;
          input: unknown;
          checkpoint: unknown;
          requested_by: string;
        }>(CLAIM, [tenantId, this.kinds.names, `${LEASE_S} seconds`]),
      tenantId,
    );
    if (!row) return null;
    const { task_id: id, requested_by: requestedBy, ...rest } = row;
    return { id, requestedBy, ...rest };
  }

  private begin(tenantId: number, claimed: ClaimedTask): void {
    const place: Place = { tenantId, task: null, ended: Promise.resolve() };
    this.places.add(place);
    place.ended = this.run(place, claimed)
      .catch((error: Error) => this.logger.error(`task ${claimed.id} is taken up again when its lease ends: ${error.message}`))
      .finally(() => {
        this.places.delete(place);
        this.wake([tenantId]);
      });
  }

  private async prepare(tenantId: number, claimed: ClaimedTask): Promise<RunningTask> {
    const tenant = (await this.relay.tenant(tenantId)) as TenantIdentity;
    const principal = { kind: 'job', name: claimed.kind, tenant, permissions: new Set<string>(), personId: claimed.requestedBy } as const;
    return new RunningTask(claimed, principal, this.tenancy, this.database, () => this.live.raise(tenantId, TASK_TOPIC, claimed.id));
  }

  private async run(place: Place, claimed: ClaimedTask): Promise<void> {
    const { tenantId } = place;
    const kind = this.kinds.find(claimed.kind) as KnownTaskKind;
    const task = await this.prepare(tenantId, claimed);
    place.task = task;
    const heartbeat = setInterval(() => void this.renew(task, claimed, tenantId), HEARTBEAT_MS);
    this.live.raise(tenantId, TASK_TOPIC, claimed.id);
    try {
      await this.refuseUnsubscribed(tenantId, kind);
      await task.finish('done', await kind.handler.run(task), null);
    } catch (error) {
      await this.settle(task, claimed, tenantId, error as Error);
    } finally {
      clearInterval(heartbeat);
      // What it made may be for a person to look at, and so may its failure.
      this.live.raise(tenantId, ATTENTION_TOPIC, claimed.id);
    }
  }

  private async refuseUnsubscribed(tenantId: number, { module: id }: KnownTaskKind): Promise<void> {
    if (this.catalogue.find(id)?.alwaysOn || (await this.subscriptions.isSubscribed(tenantId, id, new Date()))) return;
    throw new Problem(platformProblems.moduleNotSubscribed);
  }

  private async settle(task: RunningTask, claimed: ClaimedTask, tenantId: number, error: Error): Promise<void> {
    if (error instanceof TaskLost) return;
    if (error instanceof TaskPaused) return this.giveBack(claimed, tenantId, 0);
    if (error instanceof TaskCancelled) return task.finish('cancelled', null, null);
    if (error instanceof Problem && error.type.status < 500) return task.finish('failed', null, error);
    this.logger.error({ msg: 'task failed', kind: claimed.kind, taskId: claimed.id, failures: claimed.failures + 1, cause: error.stack });
    if (claimed.failures + 1 >= FAILURES_MAX && !isUnavailable(error)) return task.finish('failed', null, internalProblem());
    return this.giveBack(claimed, tenantId, 2 ** Math.min(claimed.failures + 1, 6));
  }

  /** The task waits again, for so many seconds, and goes on from its checkpoint. Zero: nothing went wrong, the process is told to end. */
  private async giveBack({ id, attempt }: ClaimedTask, tenantId: number, seconds: number): Promise<void> {
    await this.pool.transaction(
      (transaction) =>
        transaction.execute(
          `update platform.task set state = 'waiting', lease_until = now() + make_interval(secs => $4), failures = failures + sign($4)::integer
           where tenant_id = $1 and task_id = $2 and attempt = $3 and state = 'running'`,
          [tenantId, id, attempt, seconds],
        ),
      tenantId,
    );
  }

  private async renew(task: RunningTask, { id, attempt }: ClaimedTask, tenantId: number): Promise<void> {
    try {
      const rows = await this.pool.transaction(
        (transaction) =>
          transaction.execute(
            `update platform.task set lease_until = now() + $4::interval where tenant_id = $1 and task_id = $2 and attempt = $3 and state = 'running'`,
            [tenantId, id, attempt, `${LEASE_S} seconds`],
          ),
        tenantId,
      );
      if (rows === 0) task.pause();
    } catch (error) {
      this.logger.warn(`the lease of task ${id} was not renewed: ${(error as Error).message}`);
    }
  }

  /** Takes no more tasks and asks those under way to stop at their next step; the next process goes on from there. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearInterval(this.timer);
    await this.filling;
    for (const { task } of this.places) task?.pause();
    await Promise.all([...this.places].map(({ ended }) => ended));
    await this.pool.close();
  }
}

/** $2: kinds that this process knows, $3: length of the lease. A task whose lease has ended belongs to nobody. */
const CLAIM = `
update platform.task t
set state = 'running', attempt = t.attempt + 1, begun_at = coalesce(t.begun_at, now()), lease_until = now() + $3::interval
where t.tenant_id = $1 and t.task_id = (
  select task_id from platform.task
  where tenant_id = $1 and state in ('waiting', 'running') and kind = any($2) and coalesce(lease_until, '-infinity') <= now()
  order by requested_at, task_id limit 1 for update skip locked)
returning t.task_id, t.kind, t.attempt, t.failures, t.input, t.checkpoint, t.requested_by`;
