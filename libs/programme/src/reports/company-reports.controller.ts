import { IdPipe, Permission } from '@maru/platform';
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NewHalfYearSheet, NewThreeYearReport, OFFICE_PERMISSION, ReportableAgreements, StartedReport } from './reports.dto';
import { ReportsService } from './reports.service';

/** The same of a company that reports to the office, while its grant is in force. What was made stands in the company's record. */
@Controller('programme/companies/:organisationId')
export class CompanyReportsController {
  constructor(private readonly reports: ReportsService) {}

  /** The company's agreements with the time in which logs are owed by each, and the half-years of which a sheet can be made. */
  @Get('reportable-agreements')
  @Permission(OFFICE_PERMISSION)
  reportable(@Param('organisationId', IdPipe) organisationId: string): Promise<ReportableAgreements> {
    return this.reports.reportable(organisationId);
  }

  /** Makes the sheet of a half-year (XLSX, Korean) of the company: the task's outcome names the file. */
  @Post('half-year-sheets')
  @Permission(OFFICE_PERMISSION)
  startHalfYear(@Param('organisationId', IdPipe) organisationId: string, @Body() body: NewHalfYearSheet): Promise<StartedReport> {
    return this.reports.startHalfYear(organisationId, body);
  }

  /** Makes the report (XLSX or PDF, Korean) of the years in which an agreement's logs are owed: the task's outcome names the file. */
  @Post('three-year-reports')
  @Permission(OFFICE_PERMISSION)
  startThreeYear(@Param('organisationId', IdPipe) organisationId: string, @Body() body: NewThreeYearReport): Promise<StartedReport> {
    return this.reports.startThreeYear(organisationId, body);
  }
}
