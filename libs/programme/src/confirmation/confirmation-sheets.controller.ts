import { Permission } from '@maru/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { CONFIRMATION_PERMISSION } from './confirmation-sheet.task';
import { NewConfirmationSheet, StartedConfirmationSheet } from './confirmation-sheets.dto';
import { ConfirmationSheetsService } from './confirmation-sheets.service';

@Controller('programme/confirmation-sheets')
export class ConfirmationSheetsController {
  constructor(private readonly sheets: ConfirmationSheetsService) {}

  /** Makes the confirmation sheet (PDF, Korean) of a site's months before a notice, as things stand now: the task's outcome names the file. */
  @Post()
  @Permission(CONFIRMATION_PERMISSION)
  start(@Body() body: NewConfirmationSheet): Promise<StartedConfirmationSheet> {
    return this.sheets.start(body);
  }
}
