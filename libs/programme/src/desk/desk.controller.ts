import { IdPipe, Permission } from '@maru/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { DutyBoard } from '../duties/duties.dto';
import { DayEventPage, DayEventsQuery } from '../operating/day-events.dto';
import { MonthQuestion, OperatingMonth, OperatingVerdict, VerdictQuestion } from '../operating/operating.dto';
import { DeskCompany, DeskMonthQuestion, DeskPage, DeskQuestion } from './desk.dto';
import { DeskService } from './desk.service';

/** The office's desk: companies whose reporting grant is in force, each read in its own scope and only while the grant lasts. */
@Controller('programme/companies')
export class DeskController {
  constructor(private readonly desk: DeskService) {}

  /** Every company that reports to the office, with a line for each place of business: its duties, its month, and how it stands for the bonus. */
  @Get()
  @Permission('programme.company.read')
  list(@Query() question: DeskQuestion): Promise<DeskPage> {
    return this.desk.page(question);
  }

  /** One of them. */
  @Get(':organisationId')
  @Permission('programme.company.read')
  company(@Param('organisationId', IdPipe) organisationId: string, @Query() question: DeskMonthQuestion): Promise<DeskCompany> {
    return this.desk.company(organisationId, question);
  }

  /** What the company owes by its agreements today, the most urgent first. */
  @Get(':organisationId/duties')
  @Permission('programme.company.read')
  duties(@Param('organisationId', IdPipe) organisationId: string): Promise<DutyBoard> {
    return this.desk.board(organisationId);
  }

  @Get(':organisationId/operating-month')
  @Permission('programme.company.read')
  month(@Param('organisationId', IdPipe) organisationId: string, @Query() question: MonthQuestion): Promise<OperatingMonth> {
    return this.desk.month(organisationId, question);
  }

  @Get(':organisationId/bonus-verdict')
  @Permission('programme.company.read')
  verdict(@Param('organisationId', IdPipe) organisationId: string, @Query() question: VerdictQuestion): Promise<OperatingVerdict> {
    return this.desk.verdict(organisationId, question);
  }

  /** From use to receipt: the events of a day, with commitments instead of people. */
  @Get(':organisationId/day-events')
  @Permission('programme.company.read')
  dayEvents(@Param('organisationId', IdPipe) organisationId: string, @Query() query: DayEventsQuery): Promise<DayEventPage> {
    return this.desk.dayEvents(organisationId, query);
  }
}
