import { dayPeriod } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { KeyState } from './duty';
import type { HalfYear } from './half-year';

/** What has been recorded, sent and set for the agreements of the organisation in whose scope the caller works. */
@Injectable()
export class DutyFactsQuery {
  constructor(private readonly database: Database) {}

  /** Days of registration by agreement and half-year: of each the newest change counts. */
  async registered(): Promise<Map<string, Map<string, string>>> {
    const rows = await this.database.query<{ agreement_id: string; half_year: string; registered_on: string | null }>(
      `select distinct on (agreement_id, half_year) agreement_id, half_year, to_char(registered_on, 'YYYY-MM-DD') as registered_on
       from programme.manual_registration where tenant_id = $1
       order by agreement_id, half_year, registration_id desc`,
    );
    const byAgreement = new Map<string, Map<string, string>>();
    for (const { agreement_id, half_year, registered_on } of rows)
      if (registered_on !== null)
        byAgreement.set(agreement_id, (byAgreement.get(agreement_id) ?? new Map<string, string>()).set(half_year, registered_on));
    return byAgreement;
  }

  async keys(): Promise<Map<string, KeyState>> {
    const rows = await this.database.query<{ site_id: string; state: KeyState }>(
      'select site_id, state from programme.portal_key where tenant_id = $1',
    );
    return new Map(rows.map(({ site_id, state }) => [site_id, state]));
  }

  /** Of some sites and half-years those of which a log was stored, as `site half-year`. The first one that is found is enough. */
  async sent(siteIds: readonly string[], halfYears: readonly HalfYear[]): Promise<Set<string>> {
    if (siteIds.length === 0 || halfYears.length === 0) return new Set();
    const rows = await this.database.query<{ site_id: string; half_year: string }>(
      `select site_id, half_year
       from unnest($2::uuid[]) as site (site_id), unnest($3::text[], $4::timestamptz[], $5::timestamptz[]) as half (half_year, begins, ends)
       where exists (${storedLog('site.site_id', 'half.begins', 'half.ends')})`,
      [
        siteIds,
        halfYears.map(({ id }) => id),
        halfYears.map(({ period }) => new Date(dayPeriod(period.from).from)),
        halfYears.map(({ period }) => new Date(dayPeriod(period.to).from)),
      ],
    );
    return new Set(rows.map(({ site_id, half_year }) => `${site_id} ${half_year}`));
  }

  /** Those of some sites of which a log of the day was stored. */
  async sentOn(day: string, siteIds: readonly string[]): Promise<Set<string>> {
    const { from, to } = dayPeriod(day);
    const rows = await this.database.query<{ site_id: string }>(
      `select site_id from unnest($2::uuid[]) as site (site_id) where exists (${storedLog('site.site_id', '$3', '$4')})`,
      [siteIds, new Date(from), new Date(to)],
    );
    return new Set(rows.map(({ site_id }) => site_id));
  }
}

/** A log of a site whose event lies in a period and of which the log centre said that it stored it. */
const storedLog = (siteId: string, from: string, to: string): string => `
  select from programme.log_send s join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id and r.outcome = 'stored'
  where s.tenant_id = $1 and s.site_id = ${siteId} and s.purpose = 'log' and s.occurred_at >= ${from} and s.occurred_at < ${to}`;
