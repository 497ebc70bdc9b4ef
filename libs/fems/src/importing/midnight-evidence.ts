import { dayMs } from '@maru/platform';

const noonMs = dayMs / 2;

/**
 * What the order of a file's rows says about its midnights. A logger that stamps the end of an interval with the date that it belongs to
 * writes 23:45, 00:00 and then 00:15 of the next date: beside 00:00 stands the evening of the same date. Where 00:00 begins its date, the
 * evening beside it is that of the date before. Files sorted either way say it; one that says neither says nothing.
 */
export class MidnightEvidence {
  /** Rows of 00:00 that end their date. */
  ends = 0;
  /** Rows of 00:00 that begin it. */
  begins = 0;
  private day = Number.NaN;
  private atMs = Number.NaN;

  /** The stamp of the next row as it is written: its date as a day, its time in milliseconds. */
  add(day: number, atMs: number): void {
    // Rows of several meters may share a time.
    if (day === this.day && atMs === this.atMs) return;
    if (atMs === 0 && this.atMs > noonMs) this.judge(day, this.day);
    else if (this.atMs === 0 && atMs > noonMs) this.judge(this.day, day);
    this.day = day;
    this.atMs = atMs;
  }

  private judge(midnight: number, evening: number): void {
    if (evening === midnight) this.ends++;
    else if (evening === midnight - 1) this.begins++;
  }
}
