import { Permission } from '@maru/platform';
import { Controller, Get, Query } from '@nestjs/common';
import { DayEventPage, DayEventsQuery } from './day-events.dto';
import { DayEventsService } from './day-events.service';
import { MonthQuestion, OperatingMonth, OperatingVerdict, VerdictQuestion } from './operating.dto';
import { OperatingService } from './operating.service';
import { RunningMonthService } from './running-month.service';

@Controller('programme')
export class OperatingController {
  constructor(
    private readonly months: RunningMonthService,
    private readonly operating: OperatingService,
    private readonly events: DayEventsService,
  ) {}

  /**
   * A month of a site of the company, day by day: what was used, what of it was sent and what became of it, and which days are operating days. Of the
   * running month also what is left of it, and whether that is enough.
   */
  @Get('operating-month')
  @Permission('programme.operating.read')
  month(@Query() question: MonthQuestion): Promise<OperatingMonth> {
    return this.months.month(question);
  }

  /** The months of a site before a notice, and whether their operating rate earns its bonus. */
  @Get('bonus-verdict')
  @Permission('programme.operating.read')
  verdict(@Query() question: VerdictQuestion): Promise<OperatingVerdict> {
    return this.operating.verdict(question);
  }

  /** What people did for a site on a day, each with what was sent of it and what the log centre answered. */
  @Get('day-events')
  @Permission('programme.operating.read')
  dayEvents(@Query() query: DayEventsQuery): Promise<DayEventPage> {
    return this.events.page(query);
  }
}
