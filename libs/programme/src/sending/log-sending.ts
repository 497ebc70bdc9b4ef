import { chooseForSlot, dayPeriod, type LogFields, type LogOutcome, logRecord, programmeDay, slotChoiceVersion } from '@maru/evidence';
import { newId } from '@maru/kernel';
import { ATTENTION_TOPIC, Config, currentScope, Database, LiveSignal } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { openKey } from '../keys/key-seal';
import { UserCodes } from '../keys/user-codes';
import type { CentreAnswer } from './log-centre.job';
import { LogReceipts } from './log-receipts';
import { earliestSend, leaseMs, lookAgainMs, slotAfterUncertain } from './pace';
import { PaceQuery } from './pace.query';
import { SenderClock } from './sender-clock';
import { LOG_SENDING_TOPIC } from './topics';
import { WaitingEvents, type WaitingRow } from './waiting-events.query';

/** Candidates that are looked at for one slot; the first that fits is taken, and nearly always that is the first. */
const candidatesMax = 50;
/** A key that does not open any more: the secret of the installation is another one. */
export const UNREADABLE_KEY = 'KEY';

/** A log that was sent for a site. */
export interface SentLog {
  readonly sendId: string;
  readonly siteId: string;
}

/** A log that has been decided on and written down, and may leave. */
export interface PreparedSend extends SentLog {
  readonly key: string;
  readonly fields: LogFields;
}

export interface Taken {
  readonly send: PreparedSend | null;
  /** In how many milliseconds it is worth looking at the organisation again; null where nothing will come of it by itself. */
  readonly againMs: number | null;
}

interface KeyRow {
  site_id: string;
  sealed: Buffer;
  ending: string;
  next_send_at: Date | null;
  lease_until: Date | null;
}

/** Of one site it could not be decided what to send: that holds back none of the others. */
export class SiteFailed extends Error {
  constructor(
    readonly siteId: string,
    override readonly cause: unknown,
  ) {
    super(`of site ${siteId}: ${(cause as Error).message}`);
  }
}

const shortest = (waits: readonly number[]): number | null => (waits.length === 0 ? null : Math.min(...waits));

/** Decides what is sent and keeps what came of it. Both run in the organisation's scope, the call between them in none. */
@Injectable()
export class LogSending {
  constructor(
    private readonly database: Database,
    private readonly clock: SenderClock,
    private readonly pace: PaceQuery,
    private readonly waiting: WaitingEvents,
    private readonly userCodes: UserCodes,
    private readonly receipts: LogReceipts,
    private readonly config: Config,
    private readonly live: LiveSignal,
  ) {}

  /**
   * Takes a key that is due, chooses the event and writes the send, all in one transaction: what leaves afterwards is known whatever happens.
   * Each key of the organisation has its own pace, and one at a time is served: the others have their turn at once.
   * @param leftOut sites that are not looked at
   * @throws SiteFailed
   */
  async take(leftOut: readonly string[] = []): Promise<Taken> {
    // Senders stand in line at the rows of the keys, in one order, and the time is asked only when they are theirs.
    const keys = await this.database.query<KeyRow>(
      `select site_id, sealed, ending, next_send_at, lease_until from programme.portal_key
       where tenant_id = $1 and state = 'active' and site_id <> all ($2) order by site_id for update`,
      [leftOut],
    );
    if (keys.length === 0) return { send: null, againMs: null };
    const now = await this.clock.now();
    const waits: number[] = [];
    for (const [place, key] of keys.entries()) {
      const { send, againMs } = await this.takeOne(key, now).catch((error) => {
        throw new SiteFailed(key.site_id, error);
      });
      if (againMs !== null) waits.push(againMs);
      if (send) return { send, againMs: place + 1 < keys.length ? 0 : shortest(waits) };
    }
    return { send: null, againMs: shortest(waits) };
  }

  private async takeOne(key: KeyRow, now: Date): Promise<Taken> {
    const held = Math.max(key.next_send_at?.getTime() ?? 0, key.lease_until?.getTime() ?? 0);
    if (held > now.getTime()) return { send: null, againMs: held - now.getTime() };
    const facts = await this.pace.read(key.site_id, now);
    const earliest = earliestSend(facts, now.getTime());
    if (earliest > now.getTime()) {
      await this.database.execute('update programme.portal_key set next_send_at = $3 where tenant_id = $1 and site_id = $2', [
        key.site_id,
        new Date(earliest),
      ]);
      return { send: null, againMs: earliest - now.getTime() };
    }
    const dayFrom = dayPeriod(programmeDay(now.getTime())).from;
    const chosen = await this.choose(key.site_id, new Date(Math.max(dayFrom - 1, facts.decidedAt ?? 0)), now);
    if (!chosen) return { send: null, againMs: lookAgainMs(now.getTime()) };
    return { send: await this.write(key, chosen, now), againMs: null };
  }

  private async choose(siteId: string, after: Date, now: Date): Promise<{ row: WaitingRow; fields: LogFields } | null> {
    const rows = await this.waiting.first(siteId, after, now, candidatesMax);
    const codes = await this.userCodes.of(rows.map((row) => ({ personId: row.person_id, at: row.occurred_at.getTime() })));
    const fitting = rows.flatMap((row, place) => {
      const at = row.occurred_at.getTime();
      const { kind, address, person_id: person, event_id: id } = row;
      const record = logRecord({ at, kind, bytes: Number(row.bytes), userCode: codes[place]!, address });
      return record.ok ? [{ id, at, kind, cause: 'input' as const, person, row, fields: record.fields }] : [];
    });
    return chooseForSlot(fitting, now.getTime());
  }

  /** Until its answer is known the key waits as long as it must wait if none ever comes. */
  private async write(key: KeyRow, { row, fields }: { row: WaitingRow; fields: LogFields }, now: Date): Promise<PreparedSend | null> {
    const { tenantId, simulated } = currentScope().tenant;
    const opened = openKey(this.config.secret, { tenantId, siteId: key.site_id }, key.sealed);
    if (opened === null) {
      await this.database.execute(
        "update programme.portal_key set state = 'stopped', stopped_code = $3 where tenant_id = $1 and site_id = $2",
        [key.site_id, UNREADABLE_KEY],
      );
      currentScope().afterCommit(() => {
        for (const topic of [LOG_SENDING_TOPIC, ATTENTION_TOPIC]) this.live.raise(tenantId, topic, key.site_id);
      });
      return null;
    }
    const sendId = newId();
    await this.database.execute(
      `insert into programme.log_send
         (tenant_id, send_id, site_id, purpose, event_id, attempt, occurred_at, sent_at, centre, key_ending, request, choice_version)
       values ($1, $2, $3, 'log', $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        sendId,
        key.site_id,
        row.event_id,
        row.attempts + 1,
        row.occurred_at,
        now,
        simulated ? 'simulator' : 'portal',
        key.ending,
        JSON.stringify(fields),
        slotChoiceVersion,
      ],
    );
    await this.database.execute(
      'update programme.portal_key set lease_id = $3, lease_until = $4, next_send_at = $5 where tenant_id = $1 and site_id = $2',
      [key.site_id, sendId, new Date(now.getTime() + leaseMs), new Date(slotAfterUncertain(now.getTime()))],
    );
    return { sendId, siteId: key.site_id, key: opened, fields };
  }

  /**
   * Keeps the answer to the letter, and lets the key go if it is still held for this send.
   * @returns in how many milliseconds the next of the site may leave
   */
  async settle({ sendId, siteId }: SentLog, answer: CentreAnswer): Promise<{ outcome: LogOutcome; againMs: number | null }> {
    const now = await this.clock.now();
    const { outcome, code } = await this.receipts.keep(sendId, answer, now);
    const earliest = earliestSend(await this.pace.read(siteId, now), now.getTime());
    const stops = outcome === 'not-collected';
    await this.database.execute(
      `update programme.portal_key set lease_id = null, lease_until = null, next_send_at = $4,
         state = case when $5 then 'stopped' else state end, stopped_code = case when $5 then $6 else stopped_code end
       where tenant_id = $1 and site_id = $2 and lease_id = $3`,
      [siteId, sendId, new Date(earliest), stops, code],
    );
    return { outcome, againMs: stops ? null : earliest - now.getTime() };
  }
}
