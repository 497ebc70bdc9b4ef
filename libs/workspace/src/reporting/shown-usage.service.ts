import { currentPerson } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { OfficeUsageEventPage, UsageEventsQuery } from '../usage-log/usage-events.dto';
import { UsageEventsService } from '../usage-log/usage-events.service';
import { GrantedCompanies } from './granted-companies.service';
import { ReportPulls } from './report-pulls.service';

/** The usage log of a company on an officer's screen: what is shown is written into the company's record before it leaves. */
@Injectable()
export class ShownUsage {
  constructor(
    private readonly companies: GrantedCompanies,
    private readonly events: UsageEventsService,
    private readonly pulls: ReportPulls,
  ) {}

  async page(organisationId: string, query: UsageEventsQuery): Promise<OfficeUsageEventPage> {
    const shown = await this.companies.within(currentPerson().tenant, organisationId, () => this.events.forOffice(query));
    await this.pulls.addShown(organisationId, shown);
    return shown;
  }
}
