import { bonusVerdict, type MonthVerdict, monthsBefore, monthVerdict, programmeDay } from '@maru/evidence';
import { currentScope } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { AgreementVersionsQuery } from '../agreements/agreement-versions.query';
import { type NamedOperatingDefinition, operatingDefinition } from '../notices/operating-definitions';
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

/** Operating days, months and the bonus of the organisation in whose scope it is asked, counted anew each time. */
@Injectable()
export class OperatingService {
  constructor(
    private readonly figures: DayFiguresQuery,
    private readonly agreements: AgreementVersionsQuery,
    private readonly moment: OperatingMoment,
  ) {}

  async month(question: MonthQuestion): Promise<CountedMonth> {
    const definition = operatingDefinition(question.definition);
    const asOf = await this.moment.of(question.asOf);
    const month = question.month ?? programmeDay(asOf.getTime()).slice(0, 'yyyy-mm'.length);
    const days = byDay(await this.figures.days([month], asOf));
    const verdict = monthVerdict(definition, month, days, programmeDay(asOf.getTime()));
    return {
      definition: definitionItem(definition),
      asOf: asOf.toISOString(),
      simulated: currentScope().tenant.simulated,
      ...monthItem(verdict, days),
    };
  }

  /** The months before the month of a notice, and whether they earn its bonus. */
  async verdict(question: VerdictQuestion): Promise<OperatingVerdict> {
    const definition = operatingDefinition(question.definition);
    const asOf = await this.moment.of(question.asOf);
    const today = programmeDay(asOf.getTime());
    const noticeDay = question.noticeDay ?? today;
    const days = byDay(await this.figures.days(monthsBefore(noticeDay, definition.months), asOf));
    const completions = (await this.agreements.asOf(asOf)).map(({ completedOn: day }) => day);
    const { verdict, reason, completedOn, months } = bonusVerdict(definition, noticeDay, completions, days, today);
    return {
      definition: definitionItem(definition),
      asOf: asOf.toISOString(),
      noticeDay,
      completedOn,
      verdict,
      reason,
      months: months.map((month) => monthItem(month, days)),
      simulated: currentScope().tenant.simulated,
    };
  }
}

export function definitionItem(definition: NamedOperatingDefinition): OperatingDefinitionItem {
  const { id, version, basis, daysAMonth, months, builtSince, completion, title, uncertain } = definition;
  return { id, version, basis, daysAMonth, months, builtSince, completion, title, uncertain };
}

function byDay(days: readonly DayFigures[]): Map<string, DayFigures> {
  return new Map(days.map((figures) => [figures.day, figures]));
}

const nothing = { used: 0, eligible: 0, stored: 0, uncertain: 0, refused: 0, queued: 0, passedOver: 0, gaps: 0, beforeService: false };

function monthItem({ days, ...month }: MonthVerdict, figures: ReadonlyMap<string, DayFigures>): OperatingMonthItem {
  return { ...month, days: days.map(({ day, state }): OperatingDayItem => ({ ...pick(figures.get(day)), day, state })) };
}

function pick(figures: DayFigures | undefined): typeof nothing {
  if (!figures) return nothing;
  const { used, eligible, stored, uncertain, refused, queued, passedOver, gaps, isBeforeService: beforeService } = figures;
  return { used, eligible, stored, uncertain, refused, queued, passedOver, gaps, beforeService };
}
