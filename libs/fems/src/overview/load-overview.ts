import { Decimal, formatInZone, type Period } from '@maru/kernel';
import { type Grid, intervalsIn } from '../energy/coverage';
import { demandDefinition, demandWindowOf } from '../energy/demand';
import type { BucketSum, Total } from '../energy/energy.query';
import { loadFactorDefinition, loadFactorPercent } from '../energy/load-factor';
import type { MeterPoint } from '../metering/meter-point.entity';
import { compare, type SpanEnergy } from './comparison';
import type { OverviewComparison, OverviewPeak, OverviewPeriod, OverviewSpan } from './overview.dto';

/** What an answer is put together from: a point on its grid, in its site's zone, as of a time. */
export class LoadOverview {
  private readonly grid: Grid;
  readonly demandWindowSeconds: number;
  readonly definition = demandDefinition;
  readonly loadFactorDefinition = loadFactorDefinition;

  constructor(
    point: MeterPoint,
    private readonly zone: string,
    private readonly nowMs: number,
  ) {
    this.grid = { lengthMs: point.intervalSeconds * 1000, offsetMs: point.gridOffsetSeconds * 1000 };
    this.demandWindowSeconds = demandWindowOf(point.intervalSeconds).seconds;
  }

  text(ms: number): string {
    return formatInZone(ms, this.zone);
  }

  /** @param sum of the readings that lie in the stretch as a whole; undefined without one */
  energy(span: Period, sum: Total | undefined): SpanEnergy {
    const energyKwh = sum ? new Decimal(sum.energyKwh) : null;
    return { ...span, energyKwh, readings: sum?.readings ?? 0, expected: this.expectedIn(span) };
  }

  period(span: Period, sum: BucketSum | undefined): OverviewPeriod {
    const decimal = (text: string | null | undefined) => (text ? new Decimal(text) : null);
    const factor = loadFactorPercent({
      windows: sum?.windows ?? 0,
      sumKw: decimal(sum?.windowsKw),
      highestKw: decimal(sum?.peakKw),
    });
    return { ...this.span(this.energy(span, sum)), ...this.peak(sum), loadFactorPercent: factor?.toNumber() ?? null };
  }

  comparison(own: SpanEnergy, others: readonly SpanEnergy[]): OverviewComparison {
    const { meanKwh, changePercent } = compare(own, others);
    return {
      compared: this.span(own),
      others: others.map((other) => this.span(other)),
      meanKwh: meanKwh?.toNumber() ?? null,
      changePercent: changePercent?.toNumber() ?? null,
    };
  }

  /** The highest of some months. @param firstMs before which there is no reading to miss; @param lastEndMs after which neither */
  year(months: readonly Period[], sums: readonly BucketSum[], firstMs: number, lastEndMs: number): OverviewPeak {
    const highest = sums.reduce<BucketSum | undefined>(
      (best, sum) => (sum.peakKw !== null && (!best?.peakKw || new Decimal(sum.peakKw).gt(best.peakKw)) ? sum : best),
      undefined,
    );
    const span = { from: Math.max(months[0].from, firstMs), to: lastEndMs };
    const readings = sums.reduce((total, sum) => total + sum.readings, 0);
    return { from: this.text(span.from), to: this.text(span.to), ...this.peak(highest), readings, expected: this.expectedIn(span) };
  }

  private expectedIn(span: Period): number {
    return intervalsIn(span, this.grid, this.nowMs);
  }

  private span({ from, to, energyKwh, readings, expected }: SpanEnergy): OverviewSpan {
    return { from: this.text(from), to: this.text(to), energyKwh: energyKwh?.toNumber() ?? null, readings, expected };
  }

  private peak(sum: BucketSum | undefined): { peakDemandKw: number | null; peakAt: string | null } {
    if (!sum || sum.peakKw === null || sum.peakStartMs === null) return { peakDemandKw: null, peakAt: null };
    return { peakDemandKw: Number(sum.peakKw), peakAt: this.text(sum.peakStartMs + this.demandWindowSeconds * 1000) };
  }
}
