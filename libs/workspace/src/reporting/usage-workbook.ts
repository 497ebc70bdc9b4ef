import { programmeClock, programmeZone, siteOfEvent, type UsageEvent, usageKinds } from '@maru/evidence';
import { type ByteSink, SHEET_ROWS_MAX, type SheetCell, type SheetColumn, XlsxWriter } from '@maru/platform';
import { siteNames, type UsageFile, type UsageFileGap, type UsageFileHeading } from './usage-file';
import type { UsageFileWords } from './usage-file-words';
import { type DayCounts, UsageMonthCounts } from './usage-month';

const SUMMARY_WIDTHS = [24, 14, 14, 12, 12, 12, 12, 12, 14, 18, 10];
const KINDS_FROM = 1;

/** A month of events for Excel: a summary in front, then as many sheets of events as Excel's limit of rows asks for. */
export class UsageWorkbook implements UsageFile {
  private readonly writer: XlsxWriter;
  private readonly counts: UsageMonthCounts;
  private readonly siteName: (event: UsageEvent) => string | null;
  private sheets = 0;
  private usesWithoutSite = 0;
  private rowsOfSheet: number;

  constructor(
    sink: ByteSink,
    private readonly heading: UsageFileHeading,
    private readonly words: UsageFileWords,
    private readonly rowsMax = SHEET_ROWS_MAX,
  ) {
    this.rowsOfSheet = rowsMax;
    this.writer = new XlsxWriter(sink, new Date(heading.period.to));
    this.counts = new UsageMonthCounts(heading.period);
    this.siteName = siteNames(heading);
  }

  async add(events: readonly UsageEvent[]): Promise<void> {
    for (const event of events) {
      if (this.rowsOfSheet >= this.rowsMax) this.beginEvents();
      this.counts.add(event);
      if (event.cause === 'input' && siteOfEvent(event) === null) this.usesWithoutSite++;
      this.rowsOfSheet++;
      await this.writer.row(this.cells(event));
    }
  }

  async end(gaps: readonly UsageFileGap[], now: number): Promise<void> {
    if (this.sheets === 0) this.beginEvents();
    this.writer.begin(
      this.words.sheets.summary,
      SUMMARY_WIDTHS.map((width, place) => ({ width, format: place >= KINDS_FROM ? '#,##0' : undefined })),
    );
    for (const row of this.head(now)) await this.writer.row(row.cells, { bold: row.bold });
    for (const day of this.counts.upTo(now)) await this.writer.row(this.marked(dayCells(day)));
    await this.writer.row(this.marked([this.words.summary.sum, ...dayCells(this.counts.whole()).slice(KINDS_FROM)]), { bold: true });
    for (const text of this.foot(gaps)) await this.writer.row([text]);
    await this.writer.end({ lastFirst: true });
  }

  private beginEvents(): void {
    const { columns, sheets } = this.words;
    this.sheets++;
    this.rowsOfSheet = 1;
    const layout: SheetColumn[] = [
      { heading: columns.mark, width: 10 },
      { heading: columns.at, width: 24, format: 'yyyy-mm-dd hh:mm:ss.000' },
      { heading: columns.site, width: 16 },
      { heading: columns.kind, width: 12 },
      { heading: columns.cause, width: 14 },
      { heading: columns.module, width: 12 },
      { heading: columns.resource, width: 36 },
      { heading: columns.bytes, width: 12, format: '#,##0' },
      { heading: columns.person, width: 20 },
      { heading: columns.address, width: 20 },
      { heading: columns.request, width: 38 },
      { heading: columns.id, width: 38 },
    ];
    this.writer.begin(this.sheets === 1 ? sheets.events : `${sheets.events} ${this.sheets}`, layout);
  }

  private cells(event: UsageEvent): SheetCell[] {
    return [
      event.simulated ? this.words.mark : null,
      new Date(`${programmeClock(event.at).replace(' ', 'T')}Z`),
      this.siteName(event),
      this.words.kinds[event.kind],
      this.words.causes[event.cause],
      event.module,
      event.resource,
      event.bytes,
      event.person,
      event.address,
      event.request,
      event.id,
    ];
  }

  /** What is counted of simulated use says so behind its figures. */
  private marked(cells: SheetCell[], mark: string = this.words.mark): SheetCell[] {
    return this.heading.simulated ? [...cells, mark] : cells;
  }

  private head(now: number): { cells: SheetCell[]; bold?: boolean }[] {
    const { summary, kinds, columns } = this.words;
    const { heading } = this;
    const { period, month } = heading;
    const days = this.counts.upTo(now);
    const simulated = heading.simulated ? [{ cells: [summary.simulated], bold: true }] : [];
    const sites =
      heading.sites.length > 0
        ? heading.sites.map(({ businessRegistrationNumber, name }) => ({ cells: [summary.number, businessRegistrationNumber, name] }))
        : [{ cells: [summary.number, summary.noSite] }];
    const open = now < period.to ? [{ cells: [summary.openMonth, summary.openUntil(days.at(-1)?.day ?? month)] }] : [];
    return [
      { cells: [summary.title(month)], bold: true },
      ...simulated,
      { cells: [summary.company, heading.company] },
      { cells: [summary.organisation, heading.organisationId] },
      ...sites,
      { cells: [summary.period, summary.span(minuteOf(period.from), minuteOf(period.to))] },
      { cells: [summary.zone, summary.zoneIs(programmeZone)] },
      ...open,
      { cells: [summary.total, summary.events(this.counts.total)] },
      { cells: [summary.withoutSite, summary.events(this.usesWithoutSite)] },
      { cells: [null] },
      {
        cells: this.marked([summary.day, ...usageKinds.map((kind) => kinds[kind]), summary.sum, summary.byInput], columns.mark),
        bold: true,
      },
    ];
  }

  private foot(gaps: readonly UsageFileGap[]): (string | null)[] {
    const { summary } = this.words;
    const told = gaps.map(({ from, until }) => summary.gap(secondOf(from), secondOf(until)));
    return [null, summary.gaps, ...(told.length > 0 ? told : [summary.noGap]), null, ...summary.notes];
  }
}

function dayCells({ day, byKind, total, byInput }: DayCounts): SheetCell[] {
  return [day, ...usageKinds.map((kind) => byKind[kind]), total, byInput];
}

function minuteOf(at: number): string {
  return programmeClock(at).slice(0, 'yyyy-mm-dd hh:mm'.length);
}

function secondOf(at: number): string {
  return programmeClock(at).slice(0, 'yyyy-mm-dd hh:mm:ss'.length);
}
