export class ReportPullItem {
  /** Of the file that was made. */
  id: string;
  officeId: string;
  officeName: string | null;
  /** The officer. */
  pulledBy: string | null;
  /** Month of Asia/Seoul whose usage events were fetched, such as 2026-11. */
  month: string;
  format: 'csv' | 'ndjson' | 'xlsx';
  /** Rows of the file. */
  events: number;
  bytes: number;
  /** Of the file, in lower-case hexadecimal: two files of the same events are the same. */
  sha256: string;
  pulledAt: string;
}

export class ReportPullPage {
  items: ReportPullItem[];
  /** Cursor of the next page; null at the end. */
  next: string | null;
}
