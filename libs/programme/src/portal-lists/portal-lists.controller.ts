import { IdPipe, Permission } from '@maru/platform';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { PortalDay, PortalDayQuestion, PortalMonth, PortalMonthQuestion } from './portal-comparison.dto';
import { PortalComparisonService } from './portal-comparison.service';
import {
  NewPortalList,
  NewPortalListPreview,
  PortalListItem,
  PortalListPage,
  PortalListsOfSite,
  PortalListWithdrawal,
  StartedPortalListTask,
} from './portal-lists.dto';
import { PortalListsService } from './portal-lists.service';

@Controller('programme')
export class PortalListsController {
  constructor(
    private readonly lists: PortalListsService,
    private readonly comparison: PortalComparisonService,
  ) {}

  /** Lists of the portal that were loaded for a site, newest first; those that were taken back too. */
  @Get('portal-lists')
  @Permission('programme.log-send.read')
  page(@Query() query: PortalListsOfSite): Promise<PortalListPage> {
    return this.lists.page(query);
  }

  /** Looks at a file that was sent and proposes how it is read: the task's outcome is a PortalListPreviewOutcome. Nothing is stored. */
  @Post('portal-list-previews')
  @Permission('programme.portal-list.write')
  preview(@Body() body: NewPortalListPreview): Promise<StartedPortalListTask> {
    return this.lists.preview(body);
  }

  /** Loads a list: the task's outcome is a PortalListOutcome, and the list has the task's id. No receipt is changed by what it says. */
  @Post('portal-lists')
  @Permission('programme.portal-list.write')
  load(@Body() body: NewPortalList): Promise<StartedPortalListTask> {
    return this.lists.load(body);
  }

  /** Takes a list back: it is compared with nothing any more. That it was loaded stays known. */
  @Post('portal-lists/:id/withdrawal')
  @Permission('programme.portal-list.write')
  withdraw(@Param('id', IdPipe) id: string, @Body() body: PortalListWithdrawal): Promise<PortalListItem> {
    return this.lists.withdraw(id, body);
  }

  /** A month day by day: what our receipts say was stored beside what the portal's list holds. */
  @Get('portal-months')
  @Permission('programme.log-send.read')
  month(@Query() question: PortalMonthQuestion): Promise<PortalMonth> {
    return this.comparison.month(question);
  }

  /** What of a day is not the same on both sides. */
  @Get('portal-days')
  @Permission('programme.log-send.read')
  day(@Query() question: PortalDayQuestion): Promise<PortalDay> {
    return this.comparison.day(question);
  }
}
