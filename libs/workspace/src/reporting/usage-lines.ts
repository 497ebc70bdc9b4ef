import { programmeClock, programmeZone, siteOfEvent, type UsageEvent } from '@maru/evidence';
import { formatInZone } from '@maru/kernel';
import { type ByteSink, CSV_START, csvRecord, withoutFormula } from '@maru/platform';
import { siteNames, type UsageFile, type UsageFileHeading } from './usage-file';
import { USAGE_FILE_WORDS, type UsageFileWords } from './usage-file-words';

export interface Lines {
  /** What stands before the first event. */
  readonly start: string;
  line(event: UsageEvent): string;
}

/** A month of events as lines, each of which says whose it is. */
export class UsageLines implements UsageFile {
  private begun = false;

  constructor(
    private readonly sink: ByteSink,
    private readonly lines: Lines,
  ) {}

  async add(events: readonly UsageEvent[]): Promise<void> {
    await this.write(events.map((event) => this.lines.line(event)).join(''));
  }

  /** Rows say all that such a file can say; gaps stand in the answer of the task. */
  async end(): Promise<void> {
    await this.write('');
  }

  private async write(text: string): Promise<void> {
    const bytes = Buffer.from(this.begun ? text : this.lines.start + text);
    this.begun = true;
    if (bytes.length > 0) await this.sink(bytes);
  }
}

/** For people and their spreadsheets: words in their language, wall time. */
export function csvLines(heading: UsageFileHeading, { columns, kinds, causes, mark }: UsageFileWords): Lines {
  const numbers = heading.sites.map(({ businessRegistrationNumber }) => businessRegistrationNumber).join('; ');
  const company = withoutFormula(heading.company);
  const siteName = siteNames(heading);
  return {
    start:
      CSV_START +
      csvRecord([
        columns.mark,
        columns.company,
        columns.numbers,
        columns.site,
        columns.at,
        columns.kind,
        columns.cause,
        columns.module,
        columns.resource,
        columns.bytes,
        columns.person,
        columns.address,
        columns.request,
        columns.id,
        columns.organisation,
        columns.siteId,
      ]),
    line: (event) =>
      csvRecord([
        event.simulated ? mark : null,
        company,
        numbers,
        withoutFormula(siteName(event) ?? ''),
        programmeClock(event.at),
        kinds[event.kind],
        causes[event.cause],
        event.module,
        event.resource,
        event.bytes,
        event.person,
        event.address,
        event.request,
        event.id,
        event.organisation,
        siteOfEvent(event),
      ]),
  };
}

/** For programs: fields as the API names them, and enough of them to build the event's canonical bytes again. */
export function ndjsonLines(heading: UsageFileHeading): Lines {
  const siteName = siteNames(heading);
  const businessRegistrationNumbers = heading.sites.map(({ businessRegistrationNumber }) => businessRegistrationNumber);
  return {
    start: '',
    line: (event) =>
      `${JSON.stringify({
        organisationId: event.organisation,
        company: heading.company,
        businessRegistrationNumbers,
        simulated: event.simulated,
        mark: event.simulated ? USAGE_FILE_WORDS.ko.mark : null,
        v: event.v,
        id: event.id,
        at: formatInZone(event.at, programmeZone),
        kind: event.kind,
        cause: event.cause,
        module: event.module,
        resource: event.resource,
        bytes: event.bytes,
        requestId: event.request,
        personCommitment: event.person,
        addressCommitment: event.address,
        siteId: siteOfEvent(event),
        siteName: siteName(event),
      })}\n`,
  };
}
