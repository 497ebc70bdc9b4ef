import { dayUnderWay, monthPeriod, programmeDay } from '@maru/evidence';
import { Problem } from '@maru/kernel';
import { type ByteSink, platformProblems, type RunningTask, type TaskHandler, TaskKind } from '@maru/platform';
import { type SiteSummary, UsageGaps } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { pdfOf } from '../documents/pdf';
import { MARK, namePart } from '../documents/words';
import { operatingDefinition } from '../notices/operating-definitions';
import { DayFiguresQuery } from '../operating/day-figures.query';
import type { PulledPlace } from '../pulling/pull-page';
import { reportDocument } from './report-document';
import { ReportEventsQuery } from './report-events.query';
import { ReportFiles, type ReportInput, type Step } from './report-files';
import { momentsOf, monthsOf, reportFaults } from './report-period';
import { ReportSubjects } from './report-subjects';
import { ReportWorkbook } from './report-workbook';
import { COMPANY_PERMISSION, OFFICE_PERMISSION, ThreeYearReportOutcome } from './reports.dto';
import { figuresOf, type ReportBody, type ReportDay, type ReportHead, type ReportSite, reportDays } from './three-year-report';

export interface ThreeYearInput extends ReportInput {
  readonly format: 'xlsx' | 'pdf';
}

/** Makes the report of the time in which an agreement's logs are owed: its sites month after month, and then its events page after page. */
@Injectable()
export class ThreeYearReports {
  constructor(
    private readonly files: ReportFiles,
    private readonly subjects: ReportSubjects,
    private readonly figures: DayFiguresQuery,
    private readonly events: ReportEventsQuery,
    private readonly gaps: UsageGaps,
  ) {}

  async make(task: RunningTask, permission: string): Promise<ThreeYearReportOutcome> {
    const { format, ...input } = task.input<ThreeYearInput>();
    const head = await this.files.inCompany(task, () => this.head(input));
    const { subject, period, asOf } = head;
    const { company, simulated, agreement } = subject;
    const fileName = `${simulated ? `${MARK}_` : ''}3년보고서_${namePart(company)}_${namePart(agreement.number)}_${period.from}.${format}`;
    const plan = { fileName, format, permission, stream: 'three-year-report', ...momentsOf(period, asOf) } as const;
    const made = await this.files.make(task, plan, (sink, step) =>
      format === 'xlsx' ? this.writeWorkbook(task, head, sink, step) : this.writeDocument(task, head, sink, step),
    );
    return { ...made, agreementId: agreement.id, format, from: period.from, to: period.to, asOf: asOf.toISOString(), simulated };
  }

  private async head({ agreementId, agreementVersion, definition, asOf: text }: ReportInput): Promise<ReportHead> {
    const asOf = new Date(text);
    const subject = await this.subjects.find(agreementId, agreementVersion);
    const period = subject?.period ?? null;
    const errors = reportFaults(period, programmeDay(asOf.getTime()));
    // It was possible when it was asked for: what was true of this version of the agreement then is so still.
    if (errors.length > 0 || !subject || !period) throw new Problem(platformProblems.invalidInput, { errors });
    return { subject, period, asOf, definition: operatingDefinition(definition) };
  }

  private async writeWorkbook(task: RunningTask, head: ReportHead, sink: ByteSink, step: Step): Promise<number> {
    const moments = momentsOf(head.period, head.asOf);
    const total = await this.files.inCompany(task, () => this.events.count(moments));
    const body = await this.body(task, head, () => step(0, total));
    const workbook = new ReportWorkbook(sink, head);
    await workbook.begin(body);
    const sites = new Set(head.subject.sites.map(({ id }) => id));
    const next = (after: PulledPlace | null) => this.files.inCompany(task, () => this.events.page(sites, moments, after, head.asOf));
    let done = 0;
    await step(done, total);
    for (let page = await next(null); page; page = await next(page.end)) {
      await workbook.add(page.events);
      done += page.read;
      await step(done, total);
    }
    return workbook.end(body);
  }

  private async writeDocument(task: RunningTask, head: ReportHead, sink: ByteSink, step: Step): Promise<number> {
    const body = await this.body(task, head, step);
    await sink(await pdfOf(reportDocument(head, body)));
    return body.sites.reduce((rows, { months }) => rows + months.length, 0);
  }

  private async body(task: RunningTask, head: ReportHead, step: Step): Promise<ReportBody> {
    const { subject, period, asOf } = head;
    const begun = monthsOf(period).filter((month) => month <= programmeDay(asOf.getTime()).slice(0, 7));
    const sites: ReportSite[] = [];
    for (const site of subject.sites) {
      const before = sites.length * begun.length;
      sites.push(await this.site(task, head, site, begun, (done) => step(before + done, subject.sites.length * begun.length)));
    }
    const { from, until } = momentsOf(period, asOf);
    const gaps = await this.files.inCompany(task, () => this.gaps.within({ from, to: until }));
    return { sites, usesWithoutSite: await this.usesWithoutSite(task, head, begun), gaps };
  }

  /** A transaction a month, as for the sites. */
  private async usesWithoutSite(task: RunningTask, { period, asOf }: ReportHead, begun: readonly string[]): Promise<number> {
    const { from, until } = momentsOf(period, asOf);
    let uses = 0;
    for (const month of begun) {
      const whole = monthPeriod(month);
      const within = { from: Math.max(from, whole.from), to: Math.min(until + 1, whole.to) };
      uses += await this.files.inCompany(task, () => this.figures.usedWithoutSite(within, asOf));
    }
    return uses;
  }

  /** A transaction a month, so that none is long. */
  private async site(
    task: RunningTask,
    { period, asOf, definition }: ReportHead,
    site: SiteSummary,
    begun: readonly string[],
    step: (done: number) => Promise<void>,
  ): Promise<ReportSite> {
    const months: ReportSite['months'][number][] = [];
    const days: ReportDay[] = [];
    for (const month of begun) {
      await step(months.length);
      const figures = await this.files.inCompany(task, () => this.figures.days(site.id, [month], asOf));
      const ofMonth = reportDays(definition, month, figures, period, dayUnderWay(asOf.getTime()));
      days.push(...ofMonth);
      months.push({ month, ...figuresOf(ofMonth) });
    }
    return { site, days, months, totals: figuresOf(days) };
  }
}

export const THREE_YEAR_KIND = 'programme.three-year-report';

/** For the company itself. */
@Injectable()
@TaskKind({ kind: THREE_YEAR_KIND, permission: COMPANY_PERMISSION, outcome: ThreeYearReportOutcome })
export class ThreeYearReportTask implements TaskHandler {
  constructor(private readonly reports: ThreeYearReports) {}

  run(task: RunningTask): Promise<ThreeYearReportOutcome> {
    return this.reports.make(task, COMPANY_PERMISSION);
  }
}

export const OFFICE_THREE_YEAR_KIND = 'programme.company-three-year-report';

/** For the office, of a company that reports to it. */
@Injectable()
@TaskKind({ kind: OFFICE_THREE_YEAR_KIND, permission: OFFICE_PERMISSION, outcome: ThreeYearReportOutcome })
export class CompanyThreeYearReportTask implements TaskHandler {
  constructor(private readonly reports: ThreeYearReports) {}

  run(task: RunningTask): Promise<ThreeYearReportOutcome> {
    return this.reports.make(task, OFFICE_PERMISSION);
  }
}
