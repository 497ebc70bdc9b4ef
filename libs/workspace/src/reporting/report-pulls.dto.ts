export class ReportPullItem {
  /** Of the file that was made, or of the pull. */
  id: string;
  officeId: string;
  officeName: string | null;
  /** The officer; null where a program pulled by a key. */
  pulledBy: string | null;
  /** The key of the office by which a program pulled; null where an officer did. */
  keyName: string | null;
  /** What was pulled, made as a file or handed out to a screen; null where it was a file of a month's usage events. */
  stream:
    | 'events'
    | 'receipts'
    | 'days'
    | 'verdicts'
    | 'sites'
    | 'half-year-sheet'
    | 'three-year-report'
    | 'shown-events'
    | 'shown-list'
    | 'shown-month'
    | 'shown-verdict'
    | 'shown-duties'
    | null;
  /** Of a file of a month's usage events: month of Asia/Seoul whose usage events were fetched, such as 2026-11. */
  month: string | null;
  /**
   * Of a pull: the times that its first and its last line are of. Of a sheet, a report, or figures handed out to a screen: those that they are about.
   * Pulls without a line, and figures by the same question, of the same office and person or key are recorded once a day.
   */
  firstAt: string | null;
  lastAt: string | null;
  format: 'csv' | 'ndjson' | 'xlsx' | 'pdf' | 'screen';
  /** Rows of the file, or lines of the pull. */
  events: number;
  bytes: number;
  /** Of the file, the lines or the answer handed out, in lower-case hexadecimal: what was fetched twice is the same. */
  sha256: string;
  pulledAt: string;
}

export class ReportPullPage {
  items: ReportPullItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
