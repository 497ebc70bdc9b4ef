import { currentContext, type Task, Tasks } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { PersonNames } from '../people/person-names';
import type { TaskItem, TaskPage, TasksQuery } from './tasks.dto';

/** Long work as the person sees it: with names of people, and failures in their language. */
@Injectable()
export class TasksService {
  constructor(
    private readonly tasks: Tasks,
    private readonly names: PersonNames,
  ) {}

  async page(query: TasksQuery): Promise<TaskPage> {
    const { items, next } = await this.tasks.page(query);
    return { items: await this.shown(items), next };
  }

  async get(id: string): Promise<TaskItem> {
    return (await this.shown([await this.tasks.get(id)]))[0];
  }

  async cancel(id: string): Promise<TaskItem> {
    return (await this.shown([await this.tasks.cancel(id)]))[0];
  }

  private async shown(tasks: readonly Task[]): Promise<TaskItem[]> {
    const names = await this.names.of(tasks.map((task) => task.requestedBy));
    return tasks.map((task) => itemOf(task, names.get(task.requestedBy) ?? null));
  }
}

function itemOf(task: Task, requestedBy: string | null): TaskItem {
  const language = currentContext()?.language ?? 'ko';
  const { problem } = task;
  return {
    id: task.id,
    kind: task.kind,
    name: task.name,
    state: task.state,
    requestedAt: task.requestedAt.toISOString(),
    requestedBy,
    begunAt: task.begunAt?.toISOString() ?? null,
    endedAt: task.endedAt?.toISOString() ?? null,
    done: task.done,
    total: task.total,
    totalIsEstimate: task.totalIsEstimate,
    cancelRequested: task.cancelRequested,
    failure: problem && { type: `/problems/${problem.type}`, title: problem.title[language], detail: problem.detail?.[language] ?? null },
    outcome: task.outcome as Record<string, unknown> | null,
    simulated: task.simulated,
  };
}
