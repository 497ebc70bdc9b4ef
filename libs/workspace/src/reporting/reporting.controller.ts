import { IdentityChange, PageQuery, Permission } from '@maru/platform';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ReportPullPage } from './report-pulls.dto';
import { ReportPulls } from './report-pulls.service';
import { ReportingGrantChangeBody, ReportingGrantChangeResult, ReportingGrantList, ReportingGrantsQuery } from './reporting.dto';
import { ReportingGrantsService } from './reporting-grants.service';

/** The company's side of reporting. */
@Controller('workspace')
export class ReportingController {
  constructor(
    private readonly grants: ReportingGrantsService,
    private readonly pulls: ReportPulls,
  ) {}

  /** The programme offices and this company's suppliers, and what it has granted to each. */
  @Get('reporting-grants')
  @Permission('workspace.reporting-grant.read')
  list(@Query() query: ReportingGrantsQuery): Promise<ReportingGrantList> {
    return this.grants.list(query);
  }

  /** Grants reporting to an office or a supplier, or revokes it. */
  @Post('reporting-grant-changes')
  @Permission('workspace.reporting-grant.write')
  @IdentityChange()
  change(@Body() body: ReportingGrantChangeBody): Promise<ReportingGrantChangeResult> {
    return this.grants.change(body);
  }

  /** What was handed out to offices of this company's evidence, newest first: who, which month, and the file's fingerprint. */
  @Get('report-pulls')
  @Permission('workspace.reporting-grant.read')
  reportPulls(@Query() query: PageQuery): Promise<ReportPullPage> {
    return this.pulls.page(query);
  }
}
