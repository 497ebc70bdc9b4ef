import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { UtilityMonthPage, UtilityMonthsQueryParameters } from './utility-months.dto';
import { UtilityMonthsService } from './utility-months.service';

@Controller('fems/utility-months')
export class UtilityMonthsController {
  constructor(private readonly months: UtilityMonthsService) {}

  /** What the utility's statements say of a site's months, the newest month first. */
  @Get()
  @Permission('fems.reading.read')
  page(@Query() query: UtilityMonthsQueryParameters): Promise<UtilityMonthPage> {
    return this.months.page(query);
  }
}
