import { IsId, IsInstant, Omittable, saying } from '@maru/platform';
import { IsIn, Matches } from 'class-validator';
import { DutyPeriod } from '../duties/duties.dto';
import { halfYearShape, halfYearText } from '../duties/half-year';
import { NoticeText } from '../notices/notices.dto';
import { operatingDefinitionNames } from '../notices/operating-definitions';

/** Who has reports made of their own company, and fetches them. */
export const COMPANY_PERMISSION = 'programme.operating.read';
/** Who has them made of companies that report to the office. */
export const OFFICE_PERMISSION = 'programme.company.read';

class ReportBody {
  @IsId()
  agreementId: string;

  /** What is meant by an operating day; days with a stored log when it is left out. */
  @Omittable()
  @IsIn(operatingDefinitionNames)
  definition?: string;

  /** As things stood then. It must be settled; as late as it can be when it is left out. The same moment gives the same file. */
  @Omittable()
  @IsInstant()
  asOf?: string;
}

export class NewHalfYearSheet extends ReportBody {
  /** `2026-H1` for January to June, whose logs are registered in June; `2026-H2` for July to December. */
  @Matches(halfYearShape, saying(halfYearText))
  halfYear: string;
}

export class NewThreeYearReport extends ReportBody {
  /** xlsx: with the days and every usage event; pdf: to be read. */
  @IsIn(['xlsx', 'pdf'])
  format: 'xlsx' | 'pdf';
}

/** The file is made by a task, whose outcome names it. */
export class StartedReport {
  taskId: string;
}

export class ReportableHalfYear {
  /** Such as 2026-H1. */
  id: string;
  /** The half-year itself. */
  period: DutyPeriod;
  /** The month in which its logs are registered by hand. */
  window: DutyPeriod;
}

export class ReportableAgreement {
  agreementId: string;
  number: string;
  noticeTitle: NoticeText;
  siteNames: string[];
  /** In which logs are owed; null where the notice asks for none, or the event from which it is counted has not been entered. */
  period: DutyPeriod | null;
  /** The period has begun: there is a report to be made. */
  begun: boolean;
  /** Those that have begun, the newest first. */
  halfYears: ReportableHalfYear[];
}

/** Of which agreements reports can be made, those entered last first. */
export class ReportableAgreements {
  agreements: ReportableAgreement[];
  /** As of when a report is counted that is asked for now. */
  settledUntil: string;
  /** 모의: of a demonstration. */
  simulated: boolean;
}

class ReportOutcome {
  fileId: string;
  fileName: string;
  bytes: number;
  /** Of the file, in lower-case hexadecimal. */
  sha256: string;
  agreementId: string;
  asOf: string;
  /** 모의: of a demonstration. */
  simulated: boolean;
}

export class HalfYearSheetOutcome extends ReportOutcome {
  halfYear: string;
}

export class ThreeYearReportOutcome extends ReportOutcome {
  format: 'xlsx' | 'pdf';
  from: string;
  /** The first day after the period. */
  to: string;
}
