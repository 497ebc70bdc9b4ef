import { type LogOutcome, logAnswersVersion, logOutcome, parseLogAnswer } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { CentreAnswer } from './log-centre.job';
import { keptWithinMs } from './pace';

/** What the log centre answered, kept to the letter but for the key. */
@Injectable()
export class LogReceipts {
  constructor(private readonly database: Database) {}

  /**
   * The receipt of a send, once, and not of one that left too long ago: of that it is not known for ever what became of it.
   * @returns what the answer means
   */
  async keep(sendId: string, answer: CentreAnswer, now: Date): Promise<{ outcome: LogOutcome; code: string | null }> {
    const [{ timely }] = await this.database.query<{ timely: boolean }>(
      'select sent_at >= $3 as timely from programme.log_send where tenant_id = $1 and send_id = $2',
      [sendId, new Date(now.getTime() - keptWithinMs)],
    );
    if (!timely) return { outcome: 'unknown', code: null };
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
