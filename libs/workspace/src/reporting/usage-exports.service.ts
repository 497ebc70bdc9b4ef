import { monthPeriod } from '@maru/evidence';
import { currentContext, currentPerson, invalidField, Tasks } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { GrantedCompanies } from './granted-companies.service';
import { USAGE_EXPORT_KIND, type UsageExportInput } from './usage-export.job';
import type { UsageExportBody, UsageExportResult } from './usage-exports.dto';

@Injectable()
export class UsageExportsService {
  constructor(
    private readonly companies: GrantedCompanies,
    private readonly tasks: Tasks,
  ) {}

  /**
   * Starts the task that makes the file.
   * @throws Problem 404 for a company whose grant is not in force · 400 for a month that has not begun
   */
  async start(organisationId: string, { month, format }: UsageExportBody): Promise<UsageExportResult> {
    const name = await this.companies.within(currentPerson().tenant, organisationId, async (company) => company.name);
    if (monthPeriod(month).from > Date.now())
      throw invalidField('/month', 'notBegun', { ko: '아직 시작되지 않은 달입니다.', en: 'This month has not begun.' });
    const language = currentContext()?.language ?? 'ko';
    const input: UsageExportInput = { organisationId, month, format, language };
    return { taskId: await this.tasks.start(USAGE_EXPORT_KIND, `${name} ${month} (${format.toUpperCase()})`.slice(0, 200), input) };
  }
}
