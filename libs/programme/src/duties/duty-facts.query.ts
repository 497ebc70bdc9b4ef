import { dayPeriod } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { KeyState } from './duty';
import type { DayPeriod } from './half-year';

/** What has been recorded, sent and set for the agreements of the organisation in whose scope the caller works. */
@Injectable()
export class DutyFactsQuery {
  constructor(private readonly database: Database) {}

  /** Days of registration by agreement and half-year: of each the newest change counts. */
  async registered(): Promise<Map<string, Map<string, string>>> {
    const rows = await this.database.query<{ agreement_id: string; half_year: string; registered_on: string | null }>(
      `select distinct on (agreement_id, half_year) agreement_id, half_year, to_char(registered_on, 'YYYY-MM-DD') as registered_on
       from programme.manual_registration where tenant_id = $1
       order by agreement_id, half_year, recorded_at desc, registration_id desc`,
    );
    const byAgreement = new Map<string, Map<string, string>>();
    for (const { agreement_id, half_year, registered_on } of rows)
      if (registered_on !== null)
        byAgreement.set(agreement_id, (byAgreement.get(agreement_id) ?? new Map<string, string>()).set(half_year, registered_on));
    return byAgreement;
  }

  /** The states of the portal keys by site; a site without one is not there. */
  async keys(): Promise<Map<string, KeyState>> {
    const rows = await this.database.query<{ site_id: string; state: KeyState }>(
      'select site_id, state from programme.portal_key where tenant_id = $1',
    );
    return new Map(rows.map(({ site_id, state }) => [site_id, state]));
  }

  /**
   * Of some periods, each of a site, those of which as many logs as asked for were stored for it, by `nameOf`. With a limit, which `exists`
   * would lose, the last one that is needed ends the search.
   */
  async sentIn(asked: readonly SitePeriod[]): Promise<Set<string>> {
    if (asked.length === 0) return new Set();
    const rows = await this.database.query<{ name: string }>(
      `select name from unnest($2::text[], $3::uuid[], $4::timestamptz[], $5::timestamptz[], $6::integer[]) as asked (name, site_id, begins, ends, logs)
       where (
         select true from programme.log_send s join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id and r.outcome = 'stored'
         where s.tenant_id = $1 and s.site_id = asked.site_id and s.purpose = 'log' and s.occurred_at >= asked.begins
           and s.occurred_at < asked.ends limit 1 offset asked.logs - 1)`,
      [
        asked.map(nameOf),
        asked.map(({ siteId }) => siteId),
        asked.map(({ days: { from } }) => new Date(dayPeriod(from).from)),
        asked.map(({ days: { to } }) => new Date(dayPeriod(to).from)),
        asked.map(({ logs }) => logs),
      ],
    );
    return new Set(rows.map(({ name }) => name));
  }
}

export interface SitePeriod {
  readonly siteId: string;
  readonly days: DayPeriod;
  /** Stored logs that are looked for, 1 or more. */
  readonly logs: number;
}

export const nameOf = ({ siteId, days: { from, to }, logs }: SitePeriod): string => `${siteId} ${from} ${to} ${logs}`;
