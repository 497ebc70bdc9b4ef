import { IdentityChange, PageQuery, Permission } from '@maru/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { UsageErasureBody, UsageErasureItem, UsageErasurePage } from './usage-erasures.dto';
import { UsageErasuresService } from './usage-erasures.service';

@Controller('workspace/usage-erasures')
export class UsageErasuresController {
  constructor(private readonly erasures: UsageErasuresService) {}

  /** Who was erased from the organisation's usage log, why and by whom, newest first. */
  @Get()
  @Permission('workspace.usage-event.read')
  page(@Query() query: PageQuery): Promise<UsageErasurePage> {
    return this.erasures.page(query);
  }

  /** Erases a former member's id and addresses from the organisation's usage log. The events stay. */
  @Post()
  @Permission('workspace.usage-erasure.write')
  @IdentityChange()
  erase(@Body() body: UsageErasureBody): Promise<UsageErasureItem> {
    return this.erasures.erase(body);
  }
}
