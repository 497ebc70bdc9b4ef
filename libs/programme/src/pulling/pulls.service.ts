import { monthPeriod, programmeDay } from '@maru/evidence';
import { encodeCursor } from '@maru/kernel';
import { cursorParts } from '@maru/platform';
import { type EvidencePull, ReportingCompanies, ReportPullLedger, SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { DayAndVerdictLines, definitionLines } from './day-and-verdict-lines';
import { lineHead } from './line-head';
import { type CursorStream, cursorOf, isCursorOf, type PulledPlace, type PulledRows, pageLinesMax, readPage } from './pull-page';
import { type Pulled, pulledOf } from './pull-reply';
import { PulledEventsQuery } from './pulled-events.query';
import { PulledSendsQuery } from './pulled-sends.query';
import type { DaysQuestion, PullableCompanyList, StreamQuestion, VerdictsQuestion } from './pulls.dto';
import { SettledTime } from './settled-time';

/**
 * What a program of an office pulls of the companies that report to it. Each answer is read in the company's scope, only while its grant is
 * in force, and written into the company's record before it leaves.
 */
@Injectable()
export class PullsService {
  constructor(
    private readonly companies: ReportingCompanies,
    private readonly ledger: ReportPullLedger,
    private readonly settled: SettledTime,
    private readonly pulledEvents: PulledEventsQuery,
    private readonly pulledSends: PulledSendsQuery,
    private readonly counted: DayAndVerdictLines,
    private readonly siteDirectory: SiteDirectory,
  ) {}

  async list(): Promise<PullableCompanyList> {
    const companies = await this.companies.inForce();
    return {
      items: companies.map((company) => ({ ...company, grantedFrom: company.grantedFrom.toISOString() })),
      settledUntil: (await this.settled.latest()).toISOString(),
    };
  }

  events(organisationId: string, question: StreamQuestion): Promise<Pulled> {
    return this.stream('events', organisationId, question, this.pulledEvents);
  }

  receipts(organisationId: string, question: StreamQuestion): Promise<Pulled> {
    return this.stream('receipts', organisationId, question, this.pulledSends);
  }

  async days(organisationId: string, { month, definition, asOf: asked }: DaysQuestion): Promise<Pulled> {
    const asOf = await this.settled.momentOf(asked, '?asOf');
    const lines = await this.companies.inScopeOf(organisationId, () => this.counted.days(month, asOf.toISOString(), definition));
    const { from, to } = monthPeriod(month);
    const lastAt = new Date(Math.min(to - 1, asOf.getTime()));
    return this.recorded('days', organisationId, pulledOf(lines, asOf.toISOString()), new Date(from), lastAt);
  }

  async verdicts(organisationId: string, { definition, noticeDay, asOf: asked }: VerdictsQuestion): Promise<Pulled> {
    const asOf = await this.settled.momentOf(asked, '?asOf');
    const day = noticeDay ?? programmeDay(asOf.getTime());
    const lines = await this.companies.inScopeOf(organisationId, () => this.counted.verdicts(day, asOf.toISOString(), definition));
    return this.recorded('verdicts', organisationId, pulledOf(lines, asOf.toISOString()), asOf, asOf);
  }

  /** What other lines name by its id, as it is called now: names and numbers can be put right. */
  async sites(organisationId: string): Promise<Pulled> {
    const lines = await this.companies.inScopeOf(organisationId, async () =>
      (await this.siteDirectory.list()).map(({ id, name, businessRegistrationNumber }) =>
        JSON.stringify({ ...lineHead(), site: id, name, businessRegistrationNumber }),
      ),
    );
    const now = new Date();
    return this.recorded('sites', organisationId, pulledOf(lines, null), now, now);
  }

  /** Of no company: what the lines of all of them name. */
  definitions(): Pulled {
    return pulledOf(definitionLines(), null);
  }

  private async stream(
    stream: CursorStream,
    organisationId: string,
    { cursor, limit = pageLinesMax, asOf: asked }: StreamQuestion,
    source: PulledRows,
  ): Promise<Pulled> {
    const parts = cursorParts(cursor, isCursorOf(stream));
    const after: PulledPlace | null = parts && { micros: parts[1], id: parts[2] };
    const asOf = await this.settled.momentOf(asked, '?asOf');
    const { rows, isFull } = await this.companies.inScopeOf(organisationId, () =>
      readPage((place, wanted) => source.read(place, asOf, wanted), source.chunkRows, after, limit),
    );
    const last = rows.at(-1);
    const next = last ? encodeCursor(cursorOf(stream, last)) : (cursor ?? null);
    const pulled = pulledOf(
      rows.map(({ line }) => line),
      asOf.toISOString(),
      { cursor: next, isFull },
    );
    return this.recorded(stream, organisationId, pulled, last ? timeOf(rows[0]) : asOf, last ? timeOf(last) : asOf);
  }

  private async recorded(
    stream: EvidencePull['stream'],
    organisationId: string,
    pulled: Pulled,
    firstAt: Date,
    lastAt: Date,
  ): Promise<Pulled> {
    const { lines, bytes, sha256 } = pulled;
    await this.ledger.add(organisationId, { stream, file: null, lines, bytes: bytes.length, sha256, firstAt, lastAt });
    return pulled;
  }
}

function timeOf({ micros }: PulledPlace): Date {
  return new Date(Math.floor(micros / 1000));
}
