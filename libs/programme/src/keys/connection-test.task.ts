import { type LogOutcome, logRecord, slotChoiceVersion } from '@maru/evidence';
import { newId, Problem } from '@maru/kernel';
import {
  ATTENTION_TOPIC,
  Config,
  currentScope,
  Database,
  LiveSignal,
  Metrics,
  Notifications,
  platformProblems,
  type RunningTask,
  type TaskHandler,
  TaskKind,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { programmeProblems } from '../programme.problems';
import { type CentreAnswer, LogCentre } from '../sending/log-centre.job';
import { LogReceipts } from '../sending/log-receipts';
import { isDaySpent, testsADayMax } from '../sending/pace';
import { PaceQuery } from '../sending/pace.query';
import { SenderClock } from '../sending/sender-clock';
import { LOG_SENDING_TOPIC, PORTAL_KEY_TOPIC } from '../sending/topics';
import { CONNECTION_TEST_KIND, type ConnectionTestInput } from './connection-test';
import { openKey } from './key-seal';
import { ConnectionTestOutcome } from './portal-keys.dto';

/** A test names nobody and comes from nowhere: it is in no statistics. */
const TESTER = { userCode: 'connection-test', address: '127.0.0.1', bytes: 0 } as const;
/** Answers that only a key gets which the log centre knows. */
const PROVEN: readonly LogOutcome[] = ['test', 'stored', 'received', 'too-soon'];

interface KeyRow {
  sealed: Buffer;
  ending: string;
}

interface Written {
  readonly sendId: string;
  readonly key: string;
  readonly sealed: Buffer;
  readonly fields: Parameters<LogCentre['send']>[2];
}

/** Asks the log centre by DO6999 whether it knows the key. One that was interrupted is asked again: nothing is stored by it. */
@Injectable()
@TaskKind({ kind: CONNECTION_TEST_KIND, permission: 'programme.portal-key.write', outcome: ConnectionTestOutcome })
export class ConnectionTestTask implements TaskHandler {
  constructor(
    private readonly database: Database,
    private readonly clock: SenderClock,
    private readonly pace: PaceQuery,
    private readonly centre: LogCentre,
    private readonly receipts: LogReceipts,
    private readonly config: Config,
    private readonly metrics: Metrics,
    private readonly notifications: Notifications,
    private readonly live: LiveSignal,
  ) {}

  async run(task: RunningTask): Promise<ConnectionTestOutcome> {
    const { siteId } = task.input<ConnectionTestInput>();
    const { simulated, tenantId } = task.principal.tenant;
    const written = await task.within(() => this.write(siteId));
    const answer = await this.centre.send(simulated, written.key, written.fields);
    const outcome = await task.within(() => this.keep(siteId, written, answer));
    this.metrics.sends.inc({ module: 'programme', outcome: outcome.outcome });
    this.notifications.send({ topic: PORTAL_KEY_TOPIC, key: String(tenantId) });
    for (const topic of [LOG_SENDING_TOPIC, ATTENTION_TOPIC]) this.live.raise(tenantId, topic, '*');
    return outcome;
  }

  /** @throws Problem 404 where there is no key that opens, 409 where the log centre is to be asked nothing more today */
  private async write(siteId: string): Promise<Written> {
    const { tenantId, simulated } = currentScope().tenant;
    const [row] = await this.database.query<KeyRow>(
      'select sealed, ending from programme.portal_key where tenant_id = $1 and site_id = $2',
      [siteId],
    );
    const key = row && openKey(this.config.secret, { tenantId, siteId }, row.sealed);
    if (!key) throw new Problem(platformProblems.notFound);
    const now = await this.clock.now();
    const facts = await this.pace.read(siteId, now);
    if (isDaySpent(facts) || facts.tests >= testsADayMax) throw new Problem(programmeProblems.logCentreDaySpent);
    const record = logRecord({ at: now.getTime(), kind: 'test', ...TESTER });
    if (!record.ok) throw new Error(`a connection test does not fit: ${record.obstacles.join(', ')}`);
    const sendId = newId();
    await this.database.execute(
      `insert into programme.log_send (tenant_id, send_id, site_id, purpose, occurred_at, sent_at, centre, key_ending, request, choice_version)
       values ($1, $2, $3, 'test', $4, $4, $5, $6, $7, $8)`,
      [sendId, siteId, now, simulated ? 'simulator' : 'portal', row.ending, JSON.stringify(record.fields), slotChoiceVersion],
    );
    return { sendId, key, sealed: row.sealed, fields: record.fields };
  }

  /** The key's state follows from the answer if it is still the same key. One that was stopped waits for nothing but its pace. */
  private async keep(siteId: string, { sendId, sealed }: Written, answer: CentreAnswer): Promise<ConnectionTestOutcome> {
    const { outcome, code } = await this.receipts.keep(sendId, answer, await this.clock.now());
    const state = PROVEN.includes(outcome) ? 'active' : outcome === 'not-collected' ? 'stopped' : null;
    if (state !== null)
      await this.database.execute(
        `update programme.portal_key set state = $4, stopped_code = $5, next_send_at = case when state = 'stopped' then null else next_send_at end
         where tenant_id = $1 and site_id = $2 and sealed = $3`,
        [siteId, sealed, state, state === 'stopped' ? code : null],
      );
    return { sendId, httpStatus: answer.httpStatus, code, outcome, failure: answer.failure };
  }
}
