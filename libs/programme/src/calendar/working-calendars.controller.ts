import { IdPipe, IfMatch, Permission } from '@maru/platform';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { WorkingCalendarBody, WorkingCalendarItem } from './working-calendars.dto';
import { WorkingCalendarsService } from './working-calendars.service';

@Controller('programme/working-calendars')
export class WorkingCalendarsController {
  constructor(private readonly calendars: WorkingCalendarsService) {}

  /** On which days a site works; Monday to Friday as long as nobody has said otherwise. */
  @Get(':siteId')
  @Permission('programme.agreement.read')
  read(@Param('siteId', IdPipe) siteId: string): Promise<WorkingCalendarItem> {
    return this.calendars.read(siteId);
  }

  /** Replaces the site's days of the week and single days; If-Match carries the version that was read. */
  @Put(':siteId')
  @Permission('programme.calendar.write')
  replace(
    @Param('siteId', IdPipe) siteId: string,
    @IfMatch() version: number,
    @Body() body: WorkingCalendarBody,
  ): Promise<WorkingCalendarItem> {
    return this.calendars.replace(siteId, version, body);
  }
}
