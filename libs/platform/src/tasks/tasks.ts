import { type CursorPart, isId, newId, Problem, type Text } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import { Notifications } from '../database/notifications';
import { cursorParts, PAGE_SIZE, type Page, type PageQuery, pageOf } from '../http/pages';
import { platformProblems } from '../http/platform.problems';
import { LiveSignal } from '../live/live-signal';
import { currentPerson, currentScope } from '../tenancy/context';
import { TaskKinds } from './task-kinds';

export const TASK_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export type TaskState = (typeof TASK_STATES)[number];
export const TASK_TOPIC = 'task';
/** Notification that wakes the workers: its key is a comma list of tenant numbers. */
export const TASK_WAKE_TOPIC = 'task-wake';

/** Why a task failed, in both languages: whoever reads it later may read another. */
export interface TaskProblem {
  readonly type: string;
  readonly status: number;
  readonly title: Text;
  readonly detail: Text | null;
}

export interface Task {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly state: TaskState;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly begunAt: Date | null;
  readonly endedAt: Date | null;
  /** Units done, and of how many; null where that is not known yet. What a unit is, the kind says: rows mostly. */
  readonly done: number;
  readonly total: number | null;
  readonly totalIsEstimate: boolean;
  readonly cancelRequested: boolean;
  /** What the task has said of itself so far; kept with every step. */
  readonly checkpoint: unknown;
  readonly outcome: unknown;
  readonly problem: TaskProblem | null;
  readonly simulated: boolean;
}

interface TaskRow {
  task_id: string;
  kind: string;
  name: string;
  state: TaskState;
  requested_by: string;
  requested_at: Date;
  begun_at: Date | null;
  ended_at: Date | null;
  done_units: string;
  total_units: string | null;
  total_estimated: boolean;
  cancel_requested_at: Date | null;
  checkpoint: unknown;
  outcome: unknown;
  problem: TaskProblem | null;
  simulated: boolean;
}

const columns = `task_id, kind, name, state, requested_by, requested_at, begun_at, ended_at, done_units, total_units, total_estimated,
  cancel_requested_at, checkpoint, outcome, problem, simulated`;

/** Long work of the organisation in whose scope it is asked for: started, followed, cancelled here; done by the worker (TaskRunner). */
@Injectable()
export class Tasks {
  constructor(
    private readonly database: Database,
    private readonly kinds: TaskKinds,
    private readonly live: LiveSignal,
    private readonly notifications: Notifications,
  ) {}

  /**
   * Starts a task in the transaction under way.
   * @param name what the person calls it: the file's name, the month
   * @returns the task's id
   */
  async start(kind: string, name: string, input: object): Promise<string> {
    const known = this.kinds.find(kind);
    if (!known) throw new Error(`there is no task kind ${kind}`);
    const id = newId();
    await this.database.execute(
      'insert into platform.task (tenant_id, task_id, kind, name, permission, input, requested_by) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, kind, name, known.permission, JSON.stringify(input), currentPerson().personId],
    );
    this.tell(id);
    const { tenantId } = currentScope().tenant;
    currentScope().afterCommit(() => this.notifications.send({ topic: TASK_WAKE_TOPIC, key: String(tenantId) }));
    return id;
  }

  /** Tasks that the person may see, newest first. */
  async page({ cursor, limit = PAGE_SIZE, open }: PageQuery & { open?: boolean }): Promise<Page<Task>> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.database.query<TaskRow>(
      `select ${columns} from platform.task
       where tenant_id = $1 and permission = any($2)
         and (not $3::boolean or state in ('waiting', 'running'))
         and ($4::timestamptz is null or (requested_at, task_id) < ($4, $5::uuid))
       order by requested_at desc, task_id desc limit $6`,
      [[...currentPerson().permissions], open === true, after && new Date(after[0]), after?.[1] ?? null, limit + 1],
    );
    return pageOf(rows, limit, taskOf, (row) => [row.requested_at.getTime(), row.task_id]);
  }

  /** @throws Problem 404 */
  async get(id: string): Promise<Task> {
    const [row] = await this.database.query<TaskRow>(
      `select ${columns} from platform.task where tenant_id = $1 and task_id = $2 and permission = any($3)`,
      [id, [...currentPerson().permissions]],
    );
    if (!row) throw new Problem(platformProblems.notFound);
    return taskOf(row);
  }

  /** In which state some tasks are, for a module that shows its own work; who may see that, the module decides. */
  async states(ids: readonly string[]): Promise<Map<string, TaskState>> {
    const rows = await this.database.query<{ task_id: string; state: TaskState }>(
      'select task_id, state from platform.task where tenant_id = $1 and task_id = any($2::uuid[])',
      [ids],
    );
    return new Map(rows.map((row) => [row.task_id, row.state]));
  }

  /** Tasks that the person may see and that have failed since a time, newest first: so many of them, and how many there are. */
  async failedSince(since: Date, limit: number): Promise<{ newest: Task[]; count: number }> {
    const rows = await this.database.query<TaskRow & { all: number }>(
      `select ${columns}, count(*) over ()::integer as all from platform.task
       where tenant_id = $1 and permission = any($2) and state = 'failed' and ended_at >= $3
       order by requested_at desc, task_id desc limit $4`,
      [[...currentPerson().permissions], since, limit],
    );
    return { newest: rows.map(taskOf), count: rows[0]?.all ?? 0 };
  }

  /**
   * Asks the task to stop: one that waits is cancelled at once, one that runs at its next step. What it has done so far stays; one that has
   * ended stays as it is.
   * @throws Problem 404
   */
  async cancel(id: string): Promise<Task> {
    await this.get(id);
    await this.database.execute(
      `update platform.task set cancel_requested_at = coalesce(cancel_requested_at, now()),
         state = case state when 'waiting' then 'cancelled' else state end,
         ended_at = case state when 'waiting' then now() else ended_at end
       where tenant_id = $1 and task_id = $2 and state in ('waiting', 'running')`,
      [id],
    );
    this.tell(id);
    return this.get(id);
  }

  private tell(id: string): void {
    const scope = currentScope();
    scope.afterCommit(() => this.live.raise(scope.tenant.tenantId, TASK_TOPIC, id));
  }
}

function isPlace(parts: CursorPart[]): parts is [number, string] {
  return parts.length === 2 && typeof parts[0] === 'number' && Math.abs(parts[0]) < 8e15 && isId(parts[1]);
}

function taskOf(row: TaskRow): Task {
  return {
    id: row.task_id,
    kind: row.kind,
    name: row.name,
    state: row.state,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    begunAt: row.begun_at,
    endedAt: row.ended_at,
    done: Number(row.done_units),
    total: row.total_units === null ? null : Number(row.total_units),
    totalIsEstimate: row.total_estimated,
    cancelRequested: row.cancel_requested_at !== null,
    checkpoint: row.checkpoint,
    outcome: row.outcome,
    problem: row.problem,
    simulated: row.simulated,
  };
}
