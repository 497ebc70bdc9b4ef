import { dayPeriod, programmeDay } from '@maru/evidence';
import { atHome, daysAfter } from '@maru/kernel';
import { type AttentionFinder, type AttentionFindings, AttentionSource, aboutThings, attentionItem } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { WorkingCalendarsQuery } from '../calendar/working-calendars.query';
import type { WorkingCalendar } from '../calendar/working-days';
import { DutiesService } from '../duties/duties.service';
import { DutyFactsQuery, nameOf } from '../duties/duty-facts.query';
import { alarmOf } from './alarm';

/**
 * The afternoon of a working day of a site with no log of it stored yet: only logs of the same day are taken, so that it is lost at midnight.
 * Each site by its own calendar and its own logs, since what was stored of another makes no operating day of it.
 */
@Injectable()
@AttentionSource({ kinds: ['programme.nothing-stored'], permission: 'programme.agreement.read' })
export class NothingStoredAttention implements AttentionFinder {
  constructor(
    private readonly duties: DutiesService,
    private readonly facts: DutyFactsQuery,
    private readonly calendars: WorkingCalendarsQuery,
    private readonly sites: SiteDirectory,
  ) {}

  async find(now: Date): Promise<AttentionFindings> {
    const today = programmeDay(now.getTime());
    const owing = await this.duties.owedLogs(today);
    if (owing.length === 0) return { items: [], changesAt: null };
    const ofToday = (siteId: string) => ({ siteId, days: { from: today, to: daysAfter(today, 1) }, logs: 1 });
    const siteIds = [...new Set(owing.map(({ siteId }) => siteId))];
    const stored = await this.facts.sentIn(siteIds.map(ofToday));
    const calendars = await this.calendars.ofSites(siteIds);
    const alarms = owing.map(({ siteId, logs }) => {
      const isStoredToday = stored.has(nameOf(ofToday(siteId)));
      return { siteId, ...alarmOf({ logs, calendar: calendars.get(siteId) as WorkingCalendar, isStoredToday }, now.getTime()) };
    });
    const told = new Set(alarms.filter(({ isTold }) => isTold).map(({ siteId }) => siteId));
    const changes = alarms.flatMap(({ changesMs }) => (changesMs === null ? [] : [changesMs]));
    return {
      // By several agreements a site owes the same log.
      items:
        told.size === 0
          ? []
          : [
              this.item(
                (await this.sites.list()).filter(({ id }) => told.has(id)),
                dayPeriod(today),
              ),
            ],
      changesAt: changes.length === 0 ? null : new Date(Math.min(...changes)),
    };
  }

  /** Another day is another matter: who took note of one is told again of the next. */
  private item(told: readonly { id: string; name: string }[], stretchMs: { from: number; to: number }) {
    return attentionItem({
      kind: 'programme.nothing-stored',
      severity: 'warning',
      ...aboutThings(told),
      until: atHome(new Date(stretchMs.to)),
      parts: told.map(({ id }) => ({ thing: id, stretchMs })),
    });
  }
}
