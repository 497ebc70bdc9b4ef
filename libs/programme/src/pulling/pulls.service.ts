import { monthPeriod, programmeDay } from '@maru/evidence';
import { encodeCursor } from '@maru/kernel';
import { cursorParts, instantOf, invalidField } from '@maru/platform';
import { type EvidencePull, ReportingCompanies, ReportPullLedger, UsageGaps } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { DayAndVerdictLines, definitionLines } from './day-and-verdict-lines';
import { type CursorStream, cursorOf, isCursorOf, type PulledPlace, type PulledRows, pageLinesMax, readPage } from './pull-page';
import { type Pulled, pulledOf } from './pull-reply';
import { PulledEventsQuery } from './pulled-events.query';
import { PulledSendsQuery } from './pulled-sends.query';
import type { DaysQuestion, PullableCompanyList, SettledQuestion, StreamQuestion, VerdictsQuestion } from './pulls.dto';
import { settledUntil } from './settled';

/**
 * What a program of an office pulls of the companies that report to it. Each answer is read in the company's scope, only while its grant is
 * in force, and written into the company's record before it leaves.
 */
@Injectable()
export class PullsService {
  constructor(
    private readonly companies: ReportingCompanies,
    private readonly ledger: ReportPullLedger,
    private readonly log: UsageGaps,
    private readonly pulledEvents: PulledEventsQuery,
    private readonly pulledSends: PulledSendsQuery,
    private readonly counted: DayAndVerdictLines,
  ) {}

  async list(): Promise<PullableCompanyList> {
    const companies = await this.companies.inForce();
    return {
      items: companies.map((company) => ({ ...company, grantedFrom: company.grantedFrom.toISOString() })),
      settledUntil: new Date(await this.settled()).toISOString(),
    };
  }

  events(organisationId: string, question: StreamQuestion): Promise<Pulled> {
    return this.stream('events', organisationId, question, this.pulledEvents);
  }

  receipts(organisationId: string, question: StreamQuestion): Promise<Pulled> {
    return this.stream('receipts', organisationId, question, this.pulledSends);
  }

  async days(organisationId: string, { month, definition, ...question }: DaysQuestion): Promise<Pulled> {
    const asOf = await this.momentOf(question);
    const lines = await this.companies.inScopeOf(organisationId, () => this.counted.days(month, asOf.toISOString(), definition));
    const { from, to } = monthPeriod(month);
    const lastAt = new Date(Math.min(to - 1, asOf.getTime()));
    return this.recorded('days', organisationId, pulledOf(lines, asOf.toISOString()), new Date(from), lastAt);
  }

  async verdicts(organisationId: string, { definition, noticeDay, ...question }: VerdictsQuestion): Promise<Pulled> {
    const asOf = await this.momentOf(question);
    const day = noticeDay ?? programmeDay(asOf.getTime());
    const lines = await this.companies.inScopeOf(organisationId, () => this.counted.verdicts(day, asOf.toISOString(), definition));
    return this.recorded('verdicts', organisationId, pulledOf(lines, asOf.toISOString()), asOf, asOf);
  }

  /** Of no company: what the lines of all of them name. */
  definitions(): Pulled {
    return pulledOf(definitionLines(), null);
  }

  private async stream(
    stream: CursorStream,
    organisationId: string,
    { cursor, limit = pageLinesMax, ...question }: StreamQuestion,
    source: PulledRows,
  ): Promise<Pulled> {
    const parts = cursorParts(cursor, isCursorOf(stream));
    const after: PulledPlace | null = parts && { micros: parts[1], id: parts[2] };
    const asOf = await this.momentOf(question);
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
    return last ? this.recorded(stream, organisationId, pulled, timeOf(rows[0]), timeOf(last)) : pulled;
  }

  /** An answer without a line gave nothing away and is not recorded, so that asking again and again leaves no rows. */
  private async recorded(
    stream: EvidencePull['stream'],
    organisationId: string,
    pulled: Pulled,
    firstAt: Date,
    lastAt: Date,
  ): Promise<Pulled> {
    const { lines, bytes, sha256 } = pulled;
    if (lines > 0) await this.ledger.add(organisationId, { stream, lines, bytes: bytes.length, sha256, firstAt, lastAt });
    return pulled;
  }

  private async settled(): Promise<number> {
    const { now, until } = await this.log.confirmed();
    return settledUntil(now, until);
  }

  /** @throws Problem 400 for a time up to which something may still be written */
  private async momentOf({ asOf }: SettledQuestion): Promise<Date> {
    const settled = await this.settled();
    if (asOf === undefined) return new Date(settled);
    if (instantOf(asOf).getTime() <= settled) return instantOf(asOf);
    const until = new Date(settled).toISOString();
    throw invalidField('?asOf', 'not-settled', {
      ko: `아직 확정되지 않은 시각입니다. ${until}까지 받을 수 있습니다.`,
      en: `It is not settled yet: nothing later than ${until} is answered.`,
    });
  }
}

function timeOf({ micros }: PulledPlace): Date {
  return new Date(Math.floor(micros / 1000));
}
