import { IdentityChange, IdPipe, Permission } from '@maru/platform';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { OfficeUsageEventPage, UsageEventsQuery } from '../usage-log/usage-events.dto';
import { UsageEventsService } from '../usage-log/usage-events.service';
import { GrantedCompanyList, ReportingGrantChangeBody, ReportingGrantChangeResult, ReportingGrantList } from './reporting.dto';
import { ReportingGrantsService } from './reporting-grants.service';

@Controller('workspace')
export class ReportingController {
  constructor(
    private readonly grants: ReportingGrantsService,
    private readonly events: UsageEventsService,
  ) {}

  /** The programme offices, and what this company has granted to each. */
  @Get('reporting-grants')
  @Permission('workspace.reporting-grant.read')
  async list(): Promise<ReportingGrantList> {
    return { items: await this.grants.list() };
  }

  /** Grants reporting to an office, or revokes it. */
  @Post('reporting-grant-changes')
  @Permission('workspace.reporting-grant.write')
  @IdentityChange()
  change(@Body() body: ReportingGrantChangeBody): Promise<ReportingGrantChangeResult> {
    return this.grants.change(body);
  }

  /** For the office: companies that have granted it reporting. */
  @Get('granted-companies')
  @Permission('workspace.granted-company.read')
  async companies(): Promise<GrantedCompanyList> {
    return { items: await this.grants.companies() };
  }

  /** For the office: a granted company's usage log, with commitments instead of people. */
  @Get('granted-companies/:organisationId/usage-events')
  @Permission('workspace.granted-company.read')
  companyEvents(@Param('organisationId', IdPipe) organisationId: string, @Query() query: UsageEventsQuery): Promise<OfficeUsageEventPage> {
    return this.grants.inCompany(organisationId, () => this.events.forOffice(query));
  }
}
