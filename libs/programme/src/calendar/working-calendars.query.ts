import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { usualWeekdays, type WorkingCalendar } from './working-days';

export interface SiteCalendar extends WorkingCalendar {
  readonly version: number;
}

/** Of a site that has said nothing. */
const usual: SiteCalendar = { weekdays: usualWeekdays, days: new Map(), version: 1 };

/** On which days the organisation's sites work. */
@Injectable()
export class WorkingCalendarsQuery {
  constructor(private readonly database: Database) {}

  async of(siteId: string): Promise<SiteCalendar> {
    return (await this.ofSites([siteId])).get(siteId) as SiteCalendar;
  }

  /** A calendar for every site that is named. */
  async ofSites(siteIds: readonly string[]): Promise<Map<string, SiteCalendar>> {
    const calendars = await this.database.query<{ site_id: string; weekdays: number[]; version: number }>(
      'select site_id, weekdays, version from programme.site_calendar where tenant_id = $1 and site_id = any ($2)',
      [siteIds],
    );
    const days = await this.database.query<{ site_id: string; day: string; works: boolean }>(
      `select site_id, to_char(day, 'YYYY-MM-DD') as day, works from programme.site_calendar_day
       where tenant_id = $1 and site_id = any ($2) order by site_calendar_day.day`,
      [siteIds],
    );
    return new Map(
      siteIds.map((siteId): [string, SiteCalendar] => {
        const own = calendars.find(({ site_id }) => site_id === siteId);
        if (!own) return [siteId, usual];
        const ofSite = days.filter(({ site_id }) => site_id === siteId).map(({ day, works }): [string, boolean] => [day, works]);
        return [siteId, { weekdays: own.weekdays, days: new Map(ofSite), version: own.version }];
      }),
    );
  }

  /** @returns how many were written: none where the site's calendar has another version by now */
  async replace(siteId: string, { weekdays, days, version }: SiteCalendar): Promise<number> {
    const written = await this.database.execute(
      `insert into programme.site_calendar as own (tenant_id, site_id, weekdays, version) values ($1, $2, $3, $4 + 1)
       on conflict (tenant_id, site_id) do update set weekdays = excluded.weekdays, version = excluded.version where own.version = $4`,
      [siteId, weekdays, version],
    );
    if (written === 0) return 0;
    await this.database.execute('delete from programme.site_calendar_day where tenant_id = $1 and site_id = $2', [siteId]);
    await this.database.execute(
      `insert into programme.site_calendar_day (tenant_id, site_id, day, works)
       select $1, $2, day, works from unnest($3::date[], $4::boolean[]) as single (day, works) on conflict do nothing`,
      [siteId, [...days.keys()], [...days.values()]],
    );
    return written;
  }
}
