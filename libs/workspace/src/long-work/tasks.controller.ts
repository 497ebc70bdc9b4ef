import { IdPipe, Permission } from '@maru/platform';
import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { TaskItem, TaskPage, TasksQuery } from './tasks.dto';
import { TasksService } from './tasks.service';

@Controller('workspace/tasks')
export class TasksController {
  constructor(private readonly tasks: TasksService) {}

  /** Long work of the organisation that the person may see, newest first. */
  @Get()
  @Permission('workspace.task.read')
  page(@Query() query: TasksQuery): Promise<TaskPage> {
    return this.tasks.page(query);
  }

  @Get(':id')
  @Permission('workspace.task.read')
  get(@Param('id', IdPipe) id: string): Promise<TaskItem> {
    return this.tasks.get(id);
  }

  /** Asks the task to stop. What it has done so far stays; one that has ended stays as it is. */
  @Post(':id/cancellation')
  @HttpCode(200)
  @Permission('workspace.task.write')
  cancel(@Param('id', IdPipe) id: string): Promise<TaskItem> {
    return this.tasks.cancel(id);
  }
}
