import { programmeDay } from '@maru/evidence';
import { type FieldError, Problem } from '@maru/kernel';
import { currentScope, platformProblems, Tasks, unknownReference } from '@maru/platform';
import { ReportingCompanies } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { operatingDefinition, versionName } from '../notices/operating-definitions';
import { SettledTime } from '../pulling/settled-time';
import { HALF_YEAR_KIND, type HalfYearInput, OFFICE_HALF_YEAR_KIND } from './half-year-sheet.task';
import { halfYearFaults, reportFaults } from './report-period';
import { type ReportSubject, ReportSubjects } from './report-subjects';
import type { NewHalfYearSheet, NewThreeYearReport, ReportableAgreement, ReportableAgreements, StartedReport } from './reports.dto';
import { OFFICE_THREE_YEAR_KIND, THREE_YEAR_KIND, type ThreeYearInput } from './three-year-report.task';

/** A company that reports to the office that asks; null is the company itself that asks. */
type Of = string | null;

/** 반기 자료 and 3년 보고서: of what they can be made, and the tasks that make them. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly subjects: ReportSubjects,
    private readonly companies: ReportingCompanies,
    private readonly settled: SettledTime,
    private readonly tasks: Tasks,
  ) {}

  /** @throws Problem 404 for a company whose grant is not in force */
  async reportable(of: Of): Promise<ReportableAgreements> {
    const settledUntil = await this.settled.latest();
    const today = programmeDay(settledUntil.getTime());
    return this.within(of, async () => ({
      agreements: (await this.subjects.all()).map((subject) => itemOf(subject, today)),
      settledUntil: settledUntil.toISOString(),
      simulated: currentScope().tenant.simulated,
    }));
  }

  /** @throws Problem 404 for a company whose grant is not in force, or an agreement that is not there · 400 naming each field that is wrong */
  async startHalfYear(of: Of, { halfYear, ...body }: NewHalfYearSheet): Promise<StartedReport> {
    const { input, subject } = await this.checked(of, body, ({ period, halfYears }, today) => [
      ...reportFaults(period, today),
      ...halfYearFaults(halfYear, halfYears, today),
    ]);
    const started: HalfYearInput = { ...input, halfYear };
    const kind = of === null ? HALF_YEAR_KIND : OFFICE_HALF_YEAR_KIND;
    return { taskId: await this.tasks.start(kind, nameOf(of, subject, `${halfYear} (XLSX)`), started) };
  }

  /** @throws Problem as in startHalfYear */
  async startThreeYear(of: Of, { format, ...body }: NewThreeYearReport): Promise<StartedReport> {
    const { input, subject } = await this.checked(of, body, ({ period }, today) => reportFaults(period, today));
    const started: ThreeYearInput = { ...input, format };
    const kind = of === null ? THREE_YEAR_KIND : OFFICE_THREE_YEAR_KIND;
    return { taskId: await this.tasks.start(kind, nameOf(of, subject, `(${format.toUpperCase()})`), started) };
  }

  private async checked(
    of: Of,
    { agreementId: wanted, definition, asOf: asked }: Omit<NewThreeYearReport, 'format'>,
    faultsOf: (subject: ReportSubject, today: string) => FieldError[],
  ) {
    const subject = await this.within(of, () => this.subjects.find(wanted.toLowerCase()));
    if (!subject) throw unknownReference('/agreementId', { ko: '이런 협약이 없습니다.', en: 'There is no such agreement.' });
    const asOf = await this.settled.momentOf(asked, '/asOf');
    const errors = faultsOf(subject, programmeDay(asOf.getTime()));
    if (errors.length > 0) throw new Problem(platformProblems.invalidInput, { errors });
    const { id: agreementId, version: agreementVersion } = subject.agreement;
    const version = versionName(operatingDefinition(definition));
    const input = { organisationId: of, agreementId, agreementVersion, definition: version, asOf: asOf.toISOString() };
    return { subject, input };
  }

  private within<T>(of: Of, work: () => Promise<T>): Promise<T> {
    return of === null ? work() : this.companies.inScopeOf(of, work);
  }
}

/** What the task is called among others: an office has those of many companies. */
function nameOf(of: Of, { company, agreement }: ReportSubject, what: string): string {
  return [of === null ? '' : company, agreement.number, what].filter(Boolean).join(' ').slice(0, 200);
}

function itemOf({ agreement, notice, sites, period, halfYears }: ReportSubject, today: string): ReportableAgreement {
  return {
    agreementId: agreement.id,
    number: agreement.number,
    noticeTitle: notice.title,
    siteNames: sites.map(({ name }) => name),
    period,
    begun: period !== null && period.from <= today,
    halfYears: halfYears.filter(({ period: of }) => of.from <= today).toReversed(),
  };
}
