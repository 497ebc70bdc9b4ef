import { createHash } from 'node:crypto';
import type { LogFields } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { shownRequest } from '../operating/shown-request';
import { answersWithoutPerson } from '../sending/quoting-answer';
import { lineHead } from './line-head';
import type { PulledPlace, PulledRow, PulledRows } from './pull-page';

interface SendRow {
  send_id: string;
  micros: string;
  site_id: string;
  purpose: string;
  event_id: string | null;
  attempt: number | null;
  occurred_at: Date;
  sent_at: Date;
  centre: string;
  request: string;
  choice_version: number;
  answered_at: Date | null;
  http_status: number | null;
  answer: Buffer | null;
  code: string | null;
  outcome: string | null;
  centre_received_at: string | null;
  failure: string | null;
  answers_version: number | null;
}

/** What was sent of the organisation in whose scope it is read, each with what came back. */
@Injectable()
export class PulledSendsQuery implements PulledRows {
  /** An answer has up to 64 KiB. */
  readonly chunkRows = 100;

  constructor(private readonly database: Database) {}

  async read(after: PulledPlace | null, asOf: Date, limit: number): Promise<PulledRow[]> {
    const rows = await this.database.query<SendRow>(
      `select s.send_id, (extract(epoch from s.sent_at) * 1000000)::bigint as micros, s.site_id, s.purpose, s.event_id, s.attempt, s.occurred_at,
         s.sent_at, s.centre, s.request, s.choice_version, r.answered_at, r.http_status, r.answer, r.code, r.outcome, r.centre_received_at,
         r.failure, r.answers_version
       from programme.log_send s left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
       where s.tenant_id = $1 and s.sent_at <= $2
         and ($3::bigint is null or (s.sent_at, s.send_id) > ('epoch'::timestamptz + $3::bigint * interval '1 microsecond', $4::uuid))
       order by s.sent_at, s.send_id limit $5`,
      [asOf, after?.micros ?? null, after?.id ?? null, limit],
    );
    const withoutPerson = answersWithoutPerson();
    return rows.map((row) => ({ id: row.send_id, micros: Number(row.micros), line: lineOf(row, withoutPerson) }));
  }
}

/** The answer without the person too, where it quotes the request; its digest is of the octets that are kept, so that the company can show them. */
function lineOf(row: SendRow, withoutPerson: ReturnType<typeof answersWithoutPerson>): string {
  const fields = JSON.parse(row.request) as LogFields;
  return JSON.stringify({
    ...lineHead(),
    sendId: row.send_id,
    site: row.site_id,
    purpose: row.purpose,
    eventId: row.event_id,
    attempt: row.attempt,
    occurredAt: row.occurred_at.toISOString(),
    sentAt: row.sent_at.toISOString(),
    centre: row.centre,
    choiceVersion: row.choice_version,
    request: shownRequest(row.request),
    receipt: row.answered_at && {
      answeredAt: row.answered_at.toISOString(),
      httpStatus: row.http_status,
      answerBase64: row.answer && withoutPerson(row.answer, fields).toString('base64'),
      answerSha256: row.answer && createHash('sha256').update(row.answer).digest('hex'),
      code: row.code,
      outcome: row.outcome,
      centreReceivedAt: row.centre_received_at,
      failure: row.failure,
      answersVersion: row.answers_version,
    },
  });
}
