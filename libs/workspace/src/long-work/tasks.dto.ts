import { PageQuery, type TaskState } from '@maru/platform';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional } from 'class-validator';

export class TasksQuery extends PageQuery {
  /** Those alone that wait or run. */
  @IsOptional()
  @Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  open?: boolean;
}

export class TaskFailure {
  type: string;
  title: string;
  detail: string | null;
}

export class TaskItem {
  id: string;
  /** What is done, such as fems.reading-import. */
  kind: string;
  /** What it is done with: a file's name, a month. */
  name: string;
  state: TaskState;
  requestedAt: string;
  requestedBy: string | null;
  begunAt: string | null;
  endedAt: string | null;
  /** Units done (rows, for most kinds), and of how many; null where that is not known yet. */
  done: number;
  total: number | null;
  /** `total` is judged by what is done so far; at the end it is exact. */
  totalIsEstimate: boolean;
  cancelRequested: boolean;
  /** Why it failed; null otherwise. */
  failure: TaskFailure | null;
  /** What came of it, by kind; null until it is done. */
  outcome: Record<string, unknown> | null;
  /** 모의: of a demonstration. */
  simulated: boolean;
}

export class TaskPage {
  items: TaskItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
