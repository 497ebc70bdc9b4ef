import { formatInZone, zonedPeriods } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import { DemandQuestions } from './demand-questions';
import { DemandWindowsQuery, type HighWindow } from './demand-windows.query';
import { candidatesFor, occurrencesOf, peaksDefinition } from './occurrences';
import { PeakSurroundings } from './peak-surroundings';
import type { PeakMonth, PeaksAnswer, PeaksQuestion, PeakWindow } from './peaks.dto';

const usualCount = 10;

/** When the demand of a period was highest, and what surrounded it. */
@Injectable()
export class PeaksService {
  constructor(
    private readonly questions: DemandQuestions,
    private readonly ledger: DemandWindowsQuery,
    private readonly surroundings: PeakSurroundings,
  ) {}

  async answer(question: PeaksQuestion): Promise<PeaksAnswer> {
    const asked = await this.questions.understand(question);
    const { placed, window, period, head } = asked;
    const { zone } = placed.site;
    const count = question.count ?? usualCount;
    const windowMs = window.seconds * 1000;
    const months = zonedPeriods('month', period.from, period.to, zone);
    const found = await this.ledger.highest(placed, window, period, months, candidatesFor(count, windowMs));
    const ranked = found.filter(({ place }) => place !== null);
    const ofMonth = new Map(found.filter(({ monthRank }) => monthRank === 1).map((high) => [high.month, high]));
    const text = (ms: number) => formatInZone(ms, zone);
    const windowOf = ({ startMs, kw, monthRank, monthWindows }: HighWindow): PeakWindow => ({
      start: text(startMs),
      end: text(startMs + windowMs),
      demandKw: Number(kw),
      monthRank,
      monthWindows,
    });
    const surrounded = await this.surroundings.of(asked, occurrencesOf(ranked, count));
    return {
      ...head,
      peaksDefinition,
      occurrences: surrounded.map(({ peak, about }) => ({ ...windowOf(peak), ...about })),
      windows: ranked.slice(0, count).map(windowOf),
      months: months.map(({ from }, index): PeakMonth => {
        const high = ofMonth.get(index);
        return {
          month: text(from).slice(0, 7),
          peakDemandKw: high ? Number(high.kw) : null,
          peakAt: high ? text(high.startMs + windowMs) : null,
          windows: high?.monthWindows ?? 0,
        };
      }),
    };
  }
}
