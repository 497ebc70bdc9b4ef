import { Problem } from '@maru/kernel';
import type { Database } from '../database/database';
import { platformProblems } from '../http/platform.problems';
import type { Principal } from '../tenancy/context';
import type { Tenancy } from '../tenancy/tenancy';

/** The person asked it to stop. */
export class TaskCancelled extends Error {}
/** Another process has taken the task over: what this one would still write is refused. */
export class TaskLost extends Error {}
/** This process is told to end; the next one goes on from the checkpoint. */
export class TaskPaused extends Error {}

export interface Progress {
  /** Units done so far, and of how many where that is known. */
  readonly done: number;
  readonly total: number | null;
  /** `total` is judged by what is done so far, as of a file that nobody has read to its end. */
  readonly totalIsEstimate?: boolean;
  /** From where a later attempt goes on, and what the person sees of it meanwhile. */
  readonly checkpoint: object;
}

export interface ClaimedTask {
  readonly id: string;
  readonly kind: string;
  /** Grows with every process that takes the task: who has an older one may write no more. */
  readonly attempt: number;
  readonly failures: number;
  readonly input: unknown;
  readonly checkpoint: unknown;
  readonly requestedBy: string;
}

/** A task in the hands of the process that does it. */
export class RunningTask {
  private stopping = false;

  constructor(
    private readonly claimed: ClaimedTask,
    readonly principal: Principal,
    private readonly tenancy: Tenancy,
    private readonly database: Database,
    private readonly told: () => void,
  ) {}

  get id(): string {
    return this.claimed.id;
  }

  get requestedBy(): string {
    return this.claimed.requestedBy;
  }

  /** What it was started with; the kind knows its shape, having written it. */
  input<Input>(): Input {
    return this.claimed.input as Input;
  }

  /** What the last step that was committed left; null at the first attempt. */
  checkpoint<Checkpoint>(): Checkpoint | null {
    return this.claimed.checkpoint as Checkpoint | null;
  }

  /** The process is told to end: the next step is refused. */
  pause(): void {
    this.stopping = true;
  }

  /** Reads and writes of the tenant that are no progress. */
  within<T>(work: () => Promise<T>): Promise<T> {
    return this.tenancy.run(this.principal, work);
  }

  /**
   * One step: what `work` writes and how far the task is are one commit, so that a crash repeats a whole step or nothing.
   * @throws TaskCancelled, TaskPaused before anything is done · TaskLost, and then nothing of the step is kept
   */
  async step<T>(work: () => Promise<{ progress: Progress; value?: T }>): Promise<T> {
    if (this.stopping) throw new TaskPaused();
    const value = await this.tenancy.run(this.principal, async () => {
      // Taken first: whoever asks it to stop meanwhile waits for the step, and is heard at the next one.
      const [row] = await this.database.query<{ cancelled: boolean }>(
        `select cancel_requested_at is not null as cancelled from platform.task
         where tenant_id = $1 and task_id = $2 and attempt = $3 and state = 'running' for update`,
        [this.claimed.id, this.claimed.attempt],
      );
      if (!row) throw new TaskLost();
      if (row.cancelled) throw new TaskCancelled();
      const { progress, value } = await work();
      await this.database.execute(
        `update platform.task set done_units = $3, total_units = $4, total_estimated = $6, checkpoint = $5,
           lease_until = now() + interval '30 seconds'
         where tenant_id = $1 and task_id = $2`,
        [this.claimed.id, progress.done, progress.total, JSON.stringify(progress.checkpoint), progress.totalIsEstimate ?? false],
      );
      return value as T;
    });
    this.told();
    return value;
  }

  /** @throws TaskLost */
  async finish(state: 'done' | 'failed' | 'cancelled', outcome: object | null, error: Problem | null): Promise<void> {
    const problem = error && {
      type: error.type.type,
      status: error.type.status,
      title: error.type.title,
      detail: error.detail ?? null,
    };
    await this.tenancy.run(this.principal, async () => {
      const rows = await this.database.execute(
        `update platform.task set state = $4, outcome = $5, problem = $6, ended_at = now(), lease_until = null,
           done_units = case when $4 = 'done' then coalesce(total_units, done_units) else done_units end
         where tenant_id = $1 and task_id = $2 and attempt = $3 and state = 'running'`,
        [this.claimed.id, this.claimed.attempt, state, outcome && JSON.stringify(outcome), problem && JSON.stringify(problem)],
      );
      if (rows === 0) throw new TaskLost();
    });
    this.told();
  }
}

/** What is told of a failure that the person can do nothing about. */
export function internalProblem(): Problem {
  return new Problem(platformProblems.internal);
}
