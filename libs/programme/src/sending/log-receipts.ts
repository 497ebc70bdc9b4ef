import { type LogOutcome, logAnswersVersion, logOutcome, parseLogAnswer } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { CentreAnswer } from './log-centre.job';

/** What the log centre answered, kept to the letter but for the key. */
@Injectable()
export class LogReceipts {
  constructor(private readonly database: Database) {}

  /** The receipt of a send, once. @returns what the answer means */
  async keep(sendId: string, answer: CentreAnswer, now: Date): Promise<{ outcome: LogOutcome; code: string | null }> {
    const { code, receivedAt } = parseLogAnswer(answer.body?.toString('utf8') ?? '');
    const outcome = answer.left ? logOutcome(code) : 'unsent';
    await this.database.execute(
      `insert into programme.log_receipt
         (tenant_id, send_id, answered_at, http_status, answer, code, outcome, centre_received_at, failure, answers_version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
      [sendId, now, answer.httpStatus, answer.body, code, outcome, receivedAt, answer.failure, logAnswersVersion],
    );
    return { outcome, code };
  }
}
