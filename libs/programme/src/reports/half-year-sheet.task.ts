import { dayUnderWay, monthVerdict, programmeDay } from '@maru/evidence';
import { Problem } from '@maru/kernel';
import { platformProblems, type RunningTask, type TaskHandler, TaskKind } from '@maru/platform';
import type { SiteSummary } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { MARK, namePart } from '../documents/words';
import { operatingDefinition } from '../notices/operating-definitions';
import { DayFiguresQuery } from '../operating/day-figures.query';
import { type HalfYearMonth, type HalfYearReport, writeHalfYearSheet } from './half-year-sheet';
import { MonthUseQuery } from './month-use.query';
import { ReportFiles, type ReportInput } from './report-files';
import { daysWithin, halfYearFaults, momentsOf, monthState, monthsOf, reportFaults } from './report-period';
import { ReportSubjects } from './report-subjects';
import { COMPANY_PERMISSION, HalfYearSheetOutcome, OFFICE_PERMISSION } from './reports.dto';

export interface HalfYearInput extends ReportInput {
  readonly halfYear: string;
}

/** What is known before anything is counted. */
type Head = Omit<HalfYearReport, 'months' | 'usesWithoutSite'>;

/** Makes the sheet of a half-year, one month of one site after another: whoever asks it to stop waits for one of them. */
@Injectable()
export class HalfYearSheets {
  constructor(
    private readonly files: ReportFiles,
    private readonly subjects: ReportSubjects,
    private readonly figures: DayFiguresQuery,
    private readonly use: MonthUseQuery,
  ) {}

  async make(task: RunningTask, permission: string): Promise<HalfYearSheetOutcome> {
    const input = task.input<HalfYearInput>();
    const head = await this.files.inCompany(task, () => this.head(input));
    const { subject, halfYear, asOf } = head;
    const { company, simulated, agreement } = subject;
    const months = monthsOf(halfYear.period);
    const fileName = `${simulated ? `${MARK}_` : ''}반기자료_${namePart(company)}_${namePart(agreement.number)}_${halfYear.id}.xlsx`;
    const plan = { fileName, format: 'xlsx', permission, stream: 'half-year-sheet', ...momentsOf(halfYear.period, asOf) } as const;
    const made = await this.files.make(task, plan, async (sink, step) => {
      const counted: HalfYearMonth[] = [];
      const wanted = subject.sites.flatMap((site) => months.map((month) => ({ site, month })));
      for (const { site, month } of wanted) {
        await step(counted.length, wanted.length);
        counted.push(await this.files.inCompany(task, () => this.month(head, site, month)));
      }
      const { from, until } = momentsOf(halfYear.period, asOf);
      const usesWithoutSite = await this.files.inCompany(task, () => this.figures.usedWithoutSite({ from, to: until + 1 }, asOf));
      await writeHalfYearSheet(sink, { ...head, months: counted, usesWithoutSite });
      return counted.length;
    });
    return { ...made, agreementId: agreement.id, halfYear: halfYear.id, asOf: asOf.toISOString(), simulated };
  }

  private async head({ agreementId, agreementVersion, halfYear: id, definition, asOf: text }: HalfYearInput): Promise<Head> {
    const asOf = new Date(text);
    const subject = await this.subjects.find(agreementId, agreementVersion);
    const today = programmeDay(asOf.getTime());
    const period = subject?.period ?? null;
    const errors = [...reportFaults(period, today), ...halfYearFaults(id, subject?.halfYears ?? [], today)];
    const halfYear = subject?.halfYears.find((each) => each.id === id);
    // It was possible when it was asked for: what was true of this version of the agreement then is so still.
    if (errors.length > 0 || !subject || !period || !halfYear) throw new Problem(platformProblems.invalidInput, { errors });
    return { subject, period, halfYear, asOf, definition: operatingDefinition(definition) };
  }

  private async month({ period, asOf, definition }: Head, site: SiteSummary, month: string): Promise<HalfYearMonth> {
    const today = dayUnderWay(asOf.getTime());
    const state = monthState(month, today);
    const dutyDays = daysWithin(month, period);
    if (state === 'not-begun') return { site, month, state, dutyDays, figures: null };
    const days = await this.figures.days(site.id, [month], asOf);
    if (days.every(({ isBeforeService }) => isBeforeService)) return { site, month, state: 'before-service', dutyDays, figures: null };
    const { operating, unknown } = monthVerdict(definition, month, new Map(days.map((day) => [day.day, day])), today);
    return { site, month, state, dutyDays, figures: { ...(await this.use.of(site.id, month, asOf)), operating, unknown } };
  }
}

export const HALF_YEAR_KIND = 'programme.half-year-sheet';

/** For the company itself. */
@Injectable()
@TaskKind({ kind: HALF_YEAR_KIND, permission: COMPANY_PERMISSION, outcome: HalfYearSheetOutcome })
export class HalfYearSheetTask implements TaskHandler {
  constructor(private readonly sheets: HalfYearSheets) {}

  run(task: RunningTask): Promise<HalfYearSheetOutcome> {
    return this.sheets.make(task, COMPANY_PERMISSION);
  }
}

export const OFFICE_HALF_YEAR_KIND = 'programme.company-half-year-sheet';

/** For the office, of a company that reports to it. */
@Injectable()
@TaskKind({ kind: OFFICE_HALF_YEAR_KIND, permission: OFFICE_PERMISSION, outcome: HalfYearSheetOutcome })
export class CompanyHalfYearSheetTask implements TaskHandler {
  constructor(private readonly sheets: HalfYearSheets) {}

  run(task: RunningTask): Promise<HalfYearSheetOutcome> {
    return this.sheets.make(task, OFFICE_PERMISSION);
  }
}
