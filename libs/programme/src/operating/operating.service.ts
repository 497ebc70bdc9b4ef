import {
  bonusVerdict,
  dayUnderWay,
  earliestNotice,
  type MonthVerdict,
  monthsBefore,
  monthsLookedAt,
  monthVerdict,
  programmeDay,
} from '@maru/evidence';
import { currentScope } from '@maru/platform';
import { SiteDirectory, type SiteSummary } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { AgreementVersionsQuery } from '../agreements/agreement-versions.query';
import type { Agreement } from '../agreements/agreements.query';
import { type NamedOperatingDefinition, operatingDefinition } from '../notices/operating-definitions';
import type { SendingHold } from '../sending/sending-hold';
import { SendingHoldQuery } from '../sending/sending-hold.query';
import type { SiteName } from '../site-name.dto';
import { namedSite } from '../sites/named-site';
import { type DayFigures, DayFiguresQuery } from './day-figures.query';
import type {
  CountedMonth,
  MonthQuestion,
  OperatingDayItem,
  OperatingDefinitionItem,
  OperatingMonthItem,
  OperatingVerdict,
  VerdictQuestion,
} from './operating.dto';
import { OperatingMoment } from './operating-moment';

/** Operating days, months and the bonus of a site of the organisation in whose scope it is asked, counted anew each time. */
@Injectable()
export class OperatingService {
  constructor(
    private readonly figures: DayFiguresQuery,
    private readonly agreements: AgreementVersionsQuery,
    private readonly sites: SiteDirectory,
    private readonly moment: OperatingMoment,
    private readonly holds: SendingHoldQuery,
  ) {}

  async month(question: MonthQuestion): Promise<CountedMonth> {
    const definition = operatingDefinition(question.definition);
    const asOf = await this.moment.of(question.asOf);
    const site = await namedSite(this.sites, question.siteId, '?siteId');
    const month = question.month ?? programmeDay(asOf.getTime()).slice(0, 'yyyy-mm'.length);
    const days = byDay(await this.figures.days(site?.id ?? null, [month], asOf));
    const verdict = monthVerdict(definition, month, days, dayUnderWay(asOf.getTime()));
    return {
      site: siteItem(site),
      definition: definitionItem(definition),
      asOf: asOf.toISOString(),
      simulated: currentScope().tenant.simulated,
      ...monthItem(verdict, days, await this.heldNow(question, site, asOf)),
    };
  }

  /** The months before the month of a notice, and whether they earn its bonus; where they do not, from when on others could. */
  async verdict(question: VerdictQuestion): Promise<OperatingVerdict> {
    const definition = operatingDefinition(question.definition);
    const asOf = await this.moment.of(question.asOf);
    const site = await namedSite(this.sites, question.siteId, '?siteId');
    const today = dayUnderWay(asOf.getTime());
    const noticeDay = question.noticeDay ?? programmeDay(asOf.getTime());
    const days = byDay(await this.figures.days(site?.id ?? null, monthsBefore(noticeDay, definition.months), asOf));
    const completions = completionsOf(await this.agreements.asOf(asOf), site?.id ?? null);
    const { verdict, reason, completedOn, months } = bonusVerdict(definition, noticeDay, completions, days, today);
    const held = await this.heldNow(question, site, asOf);
    const ahead = async () => byDay(await this.figures.days(site?.id ?? null, monthsLookedAt(definition, noticeDay, today), asOf));
    const earliest = verdict === 'NOT MET' ? earliestNotice(definition, noticeDay, completions, await ahead(), today) : null;
    return {
      site: siteItem(site),
      definition: definitionItem(definition),
      asOf: asOf.toISOString(),
      noticeDay,
      completedOn,
      verdict,
      reason,
      earliest: earliest && { ...earliest, needs: [...earliest.needs] },
      months: months.map((month) => monthItem(month, days, held)),
      simulated: currentScope().tenant.simulated,
    };
  }

  /** Why nothing of today is sent. Of a moment that is named it is not told: the key is known as it stands now, not as it stood then. */
  private async heldNow({ asOf: named }: Pick<MonthQuestion, 'asOf'>, site: SiteSummary | null, now: Date): Promise<HeldDay | null> {
    if (named !== undefined || site === null) return null;
    const { held } = await this.holds.read(site.id, now);
    return held && { day: programmeDay(now.getTime()), held };
  }
}

interface HeldDay {
  readonly day: string;
  readonly held: SendingHold;
}

export function definitionItem(definition: NamedOperatingDefinition): OperatingDefinitionItem {
  const { id, version, basis, daysAMonth, months, builtSince, completion, title, uncertain } = definition;
  return { id, version, basis, daysAMonth, months, builtSince, completion, title, uncertain };
}

/** What an answer says of the site that its figures are of. */
export const siteItem = (site: SiteSummary | null): SiteName | null => site && { id: site.id, name: site.name };

/** When what was agreed for a site was completed, agreement by agreement; null where that was not entered. */
export function completionsOf(
  agreements: readonly Pick<Agreement, 'siteIds' | 'completedOn'>[],
  siteId: string | null,
): readonly (string | null)[] {
  return agreements.filter(({ siteIds }) => siteId !== null && siteIds.includes(siteId)).map(({ completedOn }) => completedOn);
}

function byDay(days: readonly DayFigures[]): Map<string, DayFigures> {
  return new Map(days.map((figures) => [figures.day, figures]));
}

type DayCounts = Omit<OperatingDayItem, 'day' | 'state'>;

/** Of a day to come nothing is known, and of one before the service no more than the gaps of the service's own log. */
const notKnown: DayCounts = {
  used: null,
  eligible: null,
  stored: null,
  uncertain: null,
  refused: null,
  queued: null,
  held: null,
  passedOver: null,
  gaps: null,
  beforeService: false,
};

function monthItem({ days, ...month }: MonthVerdict, figures: ReadonlyMap<string, DayFigures>, held: HeldDay | null): OperatingMonthItem {
  const counts = (day: string) => countsOf(figures.get(day), held?.day === day ? held.held : null);
  return { ...month, days: days.map(({ day, state }): OperatingDayItem => ({ ...counts(day), day, state })) };
}

/** What is held waits for no slot. */
function countsOf(figures: DayFigures | undefined, held: SendingHold | null): DayCounts {
  if (!figures) return notKnown;
  const { used, eligible, stored, uncertain, refused, gaps, isBeforeService } = figures;
  const [queued, passedOver] = held === null ? [figures.queued, figures.passedOver] : [0, figures.passedOver + figures.queued];
  if (isBeforeService) return { ...notKnown, gaps, beforeService: true };
  return { used, eligible, stored, uncertain, refused, queued, held, passedOver, gaps, beforeService: false };
}
