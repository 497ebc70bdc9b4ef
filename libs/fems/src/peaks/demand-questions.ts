import type { Period } from '@maru/kernel';
import { currentScope, instantOf } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { type DemandWindow, demandDefinition, demandWindowOf } from '../energy/demand';
import { periodFault, windowFault } from '../energy/energy-period';
import { refuse } from '../energy/refuse';
import { type PlacedPoint, PointFinder } from '../metering/point-finder';
import type { DemandAnswer, DemandQuestion } from './demand-question.dto';

/** A question about demand, as its parameters are understood. */
export interface AskedDemand {
  readonly placed: PlacedPoint;
  readonly period: Period;
  readonly window: DemandWindow;
  /** What every answer about demand begins with. */
  readonly head: DemandAnswer;
}

@Injectable()
export class DemandQuestions {
  constructor(private readonly finder: PointFinder) {}

  /** @throws Problem that names the parameter at fault */
  async understand({ pointId, siteId, from, to, demandWindowMinutes }: DemandQuestion): Promise<AskedDemand> {
    const period = { from: instantOf(from).getTime(), to: instantOf(to).getTime() };
    // All demand windows are looked at, as they are for an answer in quarter-hours.
    refuse(periodFault(period, 'quarter-hour'));
    const placed = await this.finder.activeImport(pointId, siteId);
    const { point, site } = placed;
    refuse(windowFault(demandWindowMinutes, point.intervalSeconds));
    const window = demandWindowOf(point.intervalSeconds, demandWindowMinutes);
    const head: DemandAnswer = {
      pointId: point.id,
      siteId: site.id,
      zone: site.zone,
      intervalSeconds: point.intervalSeconds,
      demandWindowSeconds: window.seconds,
      definition: demandDefinition,
      simulated: currentScope().tenant.simulated,
    };
    return { placed, period, window, head };
  }
}
