import { dayPeriod, programmeDay } from '@maru/evidence';
import { atHome } from '@maru/kernel';
import { type AttentionFinder, type AttentionFindings, AttentionSource, aboutThings, attentionItem } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { daysAfter } from '../calendar/days';
import { WorkingCalendarsQuery } from '../calendar/working-calendars.query';
import type { WorkingCalendar } from '../calendar/working-days';
import { DutiesService } from '../duties/duties.service';
import { logPeriod } from '../duties/duty';
import { DutyFactsQuery } from '../duties/duty-facts.query';
import { alarmOf } from './alarm';

/** The afternoon of a working day with no log stored yet: only logs of the same day are taken, so that it is lost at midnight. */
@Injectable()
@AttentionSource({ kinds: ['programme.nothing-stored'], permission: 'programme.agreement.read' })
export class NothingStoredAttention implements AttentionFinder {
  constructor(
    private readonly duties: DutiesService,
    private readonly facts: DutyFactsQuery,
    private readonly calendars: WorkingCalendarsQuery,
  ) {}

  async find(now: Date): Promise<AttentionFindings> {
    const today = programmeDay(now.getTime());
    const owing = (await this.duties.known()).flatMap(({ agreement, notice }) => {
      const logs = logPeriod(agreement, notice);
      return logs && today < logs.to ? [{ agreement, logs }] : [];
    });
    if (owing.length === 0) return { items: [], changesAt: null };
    const siteIds = [...new Set(owing.flatMap(({ agreement }) => agreement.siteIds))];
    // Of whichever site: one key sends for all of them.
    const isStoredToday = (await this.facts.sentIn([{ from: today, to: daysAfter(today, 1) }])).size > 0;
    const calendars = await this.calendars.ofSites(siteIds);
    const alarms = owing.map(({ agreement: { id, number, siteIds: sites }, logs }) => {
      const watched = {
        logs,
        calendars: sites.map((siteId) => calendars.get(siteId) as WorkingCalendar),
        isStoredToday,
      };
      return { id, name: number, ...alarmOf(watched, now.getTime()) };
    });
    const told = alarms.filter(({ isTold }) => isTold);
    const changes = alarms.flatMap(({ changesMs }) => (changesMs === null ? [] : [changesMs]));
    return {
      items: told.length === 0 ? [] : [this.item(told, dayPeriod(today))],
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
