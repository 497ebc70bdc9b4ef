import type { Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import type { RunningTask } from './running-task';

export interface TaskKindOptions {
  /** `module.what-it-does`: stored with every task, so it is never renamed. */
  readonly kind: string;
  /** Who may start such a task, see it, cancel it and fetch what it made. */
  readonly permission: string;
  /** What comes of it, as the description of the API shows it. */
  readonly outcome: Type;
}

/** Marks a provider with a `run(task)` method as what does tasks of a kind. It runs in the worker; the api knows it by name and permission. */
export const TaskKind = DiscoveryService.createDecorator<TaskKindOptions>();

export interface TaskHandler {
  /**
   * Does the task from its checkpoint on. It may be called again after a crash: whatever it writes, it writes in `task.step`, which commits
   * the rows and the checkpoint together.
   * @returns what came of it, as JSON for the person who follows it
   * @throws Problem when it cannot be done and trying again would not help
   */
  run(task: RunningTask): Promise<object>;
}
