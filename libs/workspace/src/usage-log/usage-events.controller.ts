import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { OwnUsageEventPage, UsageEventsQuery } from './usage-events.dto';
import { UsageEventsService } from './usage-events.service';

@Controller('workspace/usage-events')
export class UsageEventsController {
  constructor(private readonly events: UsageEventsService) {}

  /** The organisation's usage log, newest first. */
  @Get()
  @Permission('workspace.usage-event.read')
  page(@Query() query: UsageEventsQuery): Promise<OwnUsageEventPage> {
    return this.events.own(query);
  }
}
