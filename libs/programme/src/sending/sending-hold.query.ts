import { dayPeriod, programmeDay } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';

/** Why nothing of a site's day is sent, though it fits: a log that is held waits for no slot until that has changed. */
export const sendingHolds = ['no-key', 'key-unproven', 'key-stopped', 'day-limit'] as const;
export type SendingHold = (typeof sendingHolds)[number];

interface HoldRow {
  key_state: 'unproven' | 'active' | 'stopped' | null;
  is_limited: boolean;
}

/** One answer for whoever says what of today can still be sent: the page of log sending, the company's days, and the office's desk. */
@Injectable()
export class SendingHoldQuery {
  constructor(private readonly database: Database) {}

  /**
   * @param asOf answers later than that are left out; the key is taken as it stands now, since what it was then is not kept
   * @returns null while logs of the day of `asOf` are sent in their turn
   */
  async of(siteId: string, asOf: Date): Promise<SendingHold | null> {
    const day = new Date(dayPeriod(programmeDay(asOf.getTime())).from);
    const [{ key_state: state, is_limited: isLimited }] = await this.database.query<HoldRow>(HOLD, [siteId, day, asOf]);
    if (state === null) return 'no-key';
    // Not even a connection test is sent then.
    if (isLimited) return 'day-limit';
    return state === 'active' ? null : `key-${state}`;
  }
}

/** $2 the site, $3 the beginning of its day, $4 as of when. After an answer that the day's limit is reached nothing is sent until the next day. */
const HOLD = `
select (select state from programme.portal_key where tenant_id = $1 and site_id = $2) as key_state,
  exists (
    select from programme.log_send s join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
    where s.tenant_id = $1 and s.site_id = $2 and s.occurred_at >= $3 and s.sent_at >= $3 and r.answered_at <= $4
      and r.outcome = 'day-limit') as is_limited`;
