import { Permission } from '@maru/platform';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { COMPANY_PERMISSION, NewHalfYearSheet, NewThreeYearReport, ReportableAgreements, StartedReport } from './reports.dto';
import { ReportsService } from './reports.service';

/** A company's own half-year sheets and three-year reports. */
@Controller('programme')
export class ReportsController {
  constructor(private readonly reports: ReportsService) {}

  /** The agreements with the time in which logs are owed by each, and the half-years of which a sheet can be made. */
  @Get('reportable-agreements')
  @Permission(COMPANY_PERMISSION)
  reportable(): Promise<ReportableAgreements> {
    return this.reports.reportable(null);
  }

  /** Makes the sheet of a half-year (XLSX, Korean), from which its logs are registered by hand: the task's outcome names the file. */
  @Post('half-year-sheets')
  @Permission(COMPANY_PERMISSION)
  startHalfYear(@Body() body: NewHalfYearSheet): Promise<StartedReport> {
    return this.reports.startHalfYear(null, body);
  }

  /** Makes the report (XLSX or PDF, Korean) of the years in which an agreement's logs are owed: the task's outcome names the file. */
  @Post('three-year-reports')
  @Permission(COMPANY_PERMISSION)
  startThreeYear(@Body() body: NewThreeYearReport): Promise<StartedReport> {
    return this.reports.startThreeYear(null, body);
  }
}
