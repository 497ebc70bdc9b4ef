import { Permission, Tasks } from '@maru/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { operatingDefinition, versionName } from '../notices/operating-definitions';
import { OperatingMoment } from '../operating/operating-moment';
import { CONFIRMATION_KIND, CONFIRMATION_PERMISSION, type ConfirmationInput } from './confirmation-sheet.task';
import { NewConfirmationSheet, StartedConfirmationSheet } from './confirmation-sheets.dto';

@Controller('programme/confirmation-sheets')
export class ConfirmationSheetsController {
  constructor(
    private readonly tasks: Tasks,
    private readonly moment: OperatingMoment,
  ) {}

  /** Makes the confirmation sheet (PDF, Korean) of the months before a notice, as things stand now: the task's outcome names the file. */
  @Post()
  @Permission(CONFIRMATION_PERMISSION)
  async start(@Body() { noticeDay, definition }: NewConfirmationSheet): Promise<StartedConfirmationSheet> {
    const version = versionName(operatingDefinition(definition));
    const input: ConfirmationInput = { noticeDay, definition: version, asOf: (await this.moment.now()).toISOString() };
    return { taskId: await this.tasks.start(CONFIRMATION_KIND, noticeDay, input) };
  }
}
