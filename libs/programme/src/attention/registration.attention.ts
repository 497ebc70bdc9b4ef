import { dayPeriod, programmeDay } from '@maru/evidence';
import { atHome } from '@maru/kernel';
import {
  type AttentionFinder,
  type AttentionFindings,
  type AttentionItem,
  AttentionSource,
  aboutThings,
  attentionItem,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { DutiesService } from '../duties/duties.service';
import { dutiesOf } from '../duties/duty';
import type { DayPeriod } from '../duties/half-year';

interface Registration {
  /** Agreement and half-year: what is noted of one says nothing of another. */
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly period: DayPeriod;
}

/** Half-years that are to be registered by hand now, or were and there is no record of it. */
@Injectable()
@AttentionSource({ kinds: ['programme.registration-due', 'programme.registration-late'], permission: 'programme.agreement.read' })
export class RegistrationAttention implements AttentionFinder {
  constructor(private readonly duties: DutiesService) {}

  async find(now: Date): Promise<AttentionFindings> {
    const today = programmeDay(now.getTime());
    const registrations = (await this.duties.known()).flatMap(({ agreement, notice, facts }) =>
      dutiesOf(agreement, notice, facts, today).flatMap(({ halfYear, state, period }): Registration[] =>
        halfYear && period
          ? [{ id: `${agreement.id} ${halfYear}`, name: `${agreement.number} (${period.from.slice(0, 7)})`, state, period }]
          : [],
      ),
    );
    const of = (state: string) => registrations.filter((each) => each.state === state);
    const [due, late, upcoming] = [of('due'), of('late'), of('upcoming')];
    const items: AttentionItem[] = [];
    if (due.length > 0)
      items.push(
        attentionItem({ kind: 'programme.registration-due', severity: 'warning', ...aboutThings(due), until: midnight(due[0].period.to) }),
      );
    if (late.length > 0)
      items.push(
        attentionItem({ kind: 'programme.registration-late', severity: 'bad', ...aboutThings(late), since: midnight(late[0].period.to) }),
      );
    const changes = [...due.map(({ period }) => period.to), ...upcoming.map(({ period }) => period.from)].sort();
    return { items, changesAt: changes.length === 0 ? null : new Date(dayPeriod(changes[0]).from) };
  }
}

const midnight = (day: string): string => atHome(new Date(dayPeriod(day).from));
