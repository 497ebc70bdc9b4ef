import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { OverviewAnswer, OverviewQuestion } from './overview.dto';
import { OverviewService } from './overview.service';

@Controller('fems/overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  /** How a site runs: its newest day, month and year of demand, beside what they can be compared with, and its meters. */
  @Get()
  @Permission('fems.energy.read')
  answer(@Query() { siteId }: OverviewQuestion): Promise<OverviewAnswer> {
    return this.overview.answer(siteId);
  }
}
