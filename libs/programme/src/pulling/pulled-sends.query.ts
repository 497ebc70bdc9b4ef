import type { LogFields } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { lineHead } from './line-head';
import type { PulledPlace, PulledRow } from './pull-page';

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
export class PulledSendsQuery {
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
    return rows.map((row) => ({ id: row.send_id, micros: Number(row.micros), line: lineOf(row) }));
  }
}

/**
 * Of the request all but who did it and from where: an employee number and an address are the portal's to know, not the office's. The
 * answer is as it came.
 */
function lineOf(row: SendRow): string {
  const { logDt, useSe, dataUsgqty } = JSON.parse(row.request) as LogFields;
  return JSON.stringify({
    ...lineHead(),
    sendId: row.send_id,
    siteId: row.site_id,
    purpose: row.purpose,
    eventId: row.event_id,
    attempt: row.attempt,
    occurredAt: row.occurred_at.toISOString(),
    sentAt: row.sent_at.toISOString(),
    centre: row.centre,
    choiceVersion: row.choice_version,
    request: { logDt, useSe, dataUsgqty },
    receipt: row.answered_at && {
      answeredAt: row.answered_at.toISOString(),
      httpStatus: row.http_status,
      answerBase64: row.answer?.toString('base64') ?? null,
      code: row.code,
      outcome: row.outcome,
      centreReceivedAt: row.centre_received_at,
      failure: row.failure,
      answersVersion: row.answers_version,
    },
  });
}
