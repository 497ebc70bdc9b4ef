import { Decimal, type Period } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import { intervalsIn } from '../energy/coverage';
import { loadFactorDefinition, loadFactorPercent, meanDemandKw, type WholeWindows } from '../energy/load-factor';
import { StandingReadings } from '../ledger/standing-readings.query';
import { gridOffsetSeconds } from '../metering/interval-grid';
import { type AskedDemand, DemandQuestions } from './demand-questions';
import { DemandWindowsQuery } from './demand-windows.query';
import { levelPercents, loadDurationDefinition, ranksOf } from './load-duration';
import type { LoadDurationAnswer, LoadDurationQuestion } from './load-duration.dto';

/** For how much of a period the demand was how high. */
@Injectable()
export class LoadDurationService {
  constructor(
    private readonly questions: DemandQuestions,
    private readonly ledger: DemandWindowsQuery,
    private readonly standing: StandingReadings,
  ) {}

  async answer(question: LoadDurationQuestion): Promise<LoadDurationAnswer> {
    const asked = await this.questions.understand(question);
    const { placed, window, period, head } = asked;
    const { windows, sumKw, highestKw, lowestKw } = await this.ledger.summary(placed, window, period);
    const whole: WholeWindows = { windows, sumKw: decimalOf(sumKw), highestKw: decimalOf(highestKw) };
    const levels = levelsOf(question.levelsKw, highestKw);
    const ranks = ranksOf(windows);
    const { demandsKw, counts } = await this.ledger.duration(
      placed,
      window,
      period,
      ranks,
      levels.map(({ kw }) => kw.toFixed()),
    );
    const hoursOf = (count: number) => (count * window.seconds) / 3600;
    const points = demandsKw.map((kw, index) => ({
      rank: ranks[index],
      sharePercent: (ranks[index] / windows) * 100,
      hours: hoursOf(ranks[index]),
      demandKw: Number(kw),
    }));
    return {
      ...head,
      loadDurationDefinition,
      loadFactorDefinition,
      windows,
      missingWindows: (await this.expected(asked)) - windows,
      highestDemandKw: numberOf(highestKw),
      lowestDemandKw: numberOf(lowestKw),
      meanDemandKw: meanDemandKw(whole)?.toNumber() ?? null,
      loadFactorPercent: loadFactorPercent(whole)?.toNumber() ?? null,
      points,
      levels: levels.map(({ kw, percentOfHighest }, index) => ({
        demandKw: kw.toNumber(),
        percentOfHighest,
        windows: counts[index],
        hours: hoursOf(counts[index]),
      })),
    };
  }

  /** Whole demand windows of the period between the point's first and newest reading. */
  private async expected({ placed: { point, site }, period, window }: AskedDemand): Promise<number> {
    const span = await this.standing.span(point.pointNumber);
    if (!span) return 0;
    const known: Period = { from: Math.max(period.from, span.from), to: Math.min(period.to, span.to + point.intervalSeconds * 1000) };
    const offsetMs = gridOffsetSeconds(window.seconds, site.zone, period.from) * 1000;
    return intervalsIn(known, { lengthMs: window.seconds * 1000, offsetMs }, known.to);
  }
}

interface Level {
  readonly kw: Decimal;
  readonly percentOfHighest: number | null;
}

/** The levels asked for and those that are parts of the highest demand, the highest first. */
function levelsOf(levelsKw: string | undefined, highestKw: string | null): Level[] {
  const inKw = levelsKw?.split(',').map((kw) => ({ kw: new Decimal(kw), percentOfHighest: null })) ?? [];
  const inPercent = highestKw
    ? levelPercents.map((percent) => ({ kw: new Decimal(highestKw).times(percent).div(100), percentOfHighest: percent }))
    : [];
  return [...inKw, ...inPercent].sort((a, b) => b.kw.comparedTo(a.kw));
}

function decimalOf(text: string | null): Decimal | null {
  return text === null ? null : new Decimal(text);
}

function numberOf(text: string | null): number | null {
  return text === null ? null : Number(text);
}
