import { conectIpLengthMax, dataUsgqtyEnd, slotWeights, type UsageKind } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';

/** Of something that certainly was not stored, through no fault of its own: it may be sent again. */
export const sentAgain = ['too-soon', 'not-collected', 'unsent'];

export interface WaitingRow {
  readonly event_id: string;
  readonly occurred_at: Date;
  readonly kind: UsageKind;
  readonly bytes: string;
  readonly person_id: string;
  readonly address: string;
  /** How often it was sent already. */
  readonly attempts: number;
}

/** Events of persons at a site that wait for a slot and fit the fields of the log centre. Where the site is not known they wait for none. */
@Injectable()
export class WaitingEvents {
  constructor(private readonly database: Database) {}

  /** In the order in which `chooseForSlot` takes them. Half-open below: an event of the moment of `after` has had its slot. */
  async first(siteId: string, after: Date, until: Date, limit: number): Promise<WaitingRow[]> {
    return this.database.query<WaitingRow>(
      `select e.event_id, e.occurred_at, e.kind, e.bytes, p.person_id, p.address,
         (select count(*) from programme.log_send s where s.tenant_id = $1 and s.event_id = e.event_id)::integer as attempts
       ${WAIT} order by w.weight, e.occurred_at, e.event_id limit $10`,
      [...this.limits(siteId, after, until), limit],
    );
  }

  /** How many of each kind, likewise. */
  async count(siteId: string, after: Date, until: Date): Promise<{ kind: UsageKind; count: number }[]> {
    return this.database.query(`select e.kind, count(*)::integer as count ${WAIT} group by e.kind, w.weight order by w.weight, e.kind`, [
      ...this.limits(siteId, after, until),
    ]);
  }

  private limits(siteId: string, after: Date, until: Date): unknown[] {
    const weights = [Object.keys(slotWeights), Object.values(slotWeights)];
    return [siteId, after, until, sentAgain, ...weights, conectIpLengthMax, dataUsgqtyEnd];
  }
}

/** That an event `e` was sent and is not to be sent again, whatever came back. @param again the place of `sentAgain` among the values */
export const wasSentForGood = (again: string): string => `exists (
    select from programme.log_send s left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
    where s.tenant_id = $1 and s.event_id = e.event_id and (r.outcome is null or r.outcome <> all(${again})))`;

const WAIT = `
from platform.usage_event e
join platform.usage_event_person p on p.tenant_id = $1 and p.event_id = e.event_id
join unnest($6::platform.usage_kind[], $7::integer[]) as w (kind, weight) on w.kind = e.kind
where e.tenant_id = $1 and e.site_id = $2 and e.occurred_at > $3 and e.occurred_at <= $4 and e.cause = 'input' and p.person_id is not null
  and length(p.address) <= $8 and e.bytes < $9
  and not ${wasSentForGood('$5')}`;
