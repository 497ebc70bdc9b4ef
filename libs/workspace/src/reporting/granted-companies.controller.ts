import { IdPipe, Permission } from '@maru/platform';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { OfficeUsageEventPage, UsageEventsQuery } from '../usage-log/usage-events.dto';
import { GrantedCompanies } from './granted-companies.service';
import { GrantedCompanyList } from './reporting.dto';
import { ShownUsage } from './shown-usage.service';
import { UsageExportBody, UsageExportResult } from './usage-exports.dto';
import { UsageExportsService } from './usage-exports.service';

/** The office's side of reporting. */
@Controller('workspace/granted-companies')
export class GrantedCompaniesController {
  constructor(
    private readonly companies: GrantedCompanies,
    private readonly shown: ShownUsage,
    private readonly exports: UsageExportsService,
  ) {}

  /** For the office: companies that have granted it reporting. */
  @Get()
  @Permission('workspace.granted-company.read')
  async list(): Promise<GrantedCompanyList> {
    return { items: await this.companies.ofOwnOffice() };
  }

  /** For the office: a granted company's usage log, with commitments instead of people. The company sees in its record that it was handed out. */
  @Get(':organisationId/usage-events')
  @Permission('workspace.granted-company.read')
  usageEvents(@Param('organisationId', IdPipe) organisationId: string, @Query() query: UsageEventsQuery): Promise<OfficeUsageEventPage> {
    return this.shown.page(organisationId, query);
  }

  /** Starts making a file of a month of a granted company's usage events. The company sees in its list of report pulls that it was fetched. */
  @Post(':organisationId/usage-exports')
  @Permission('workspace.granted-company.read')
  exportUsage(@Param('organisationId', IdPipe) organisationId: string, @Body() body: UsageExportBody): Promise<UsageExportResult> {
    return this.exports.start(organisationId, body);
  }
}
