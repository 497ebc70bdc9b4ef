import { Decimal, formatInZone, type Period } from '@maru/kernel';
import { Injectable } from '@nestjs/common';
import type { PlacedPoint } from '../metering/point-finder';
import { type SiteMeter, SiteMeters } from '../metering/site-meters';
import type { AskedDemand } from './demand-questions';
import type { HighWindow } from './demand-windows.query';
import { nearPercent, windowsAside } from './occurrences';
import type { PeakHour, PeakOccurrence, PeakWindow, SubMeterShares, SurroundingWindow } from './peaks.dto';
import { type Slice, SlicesQuery } from './slices.query';
import { usualHours } from './usual-hours';

/** What is said of a peak beside the window itself. */
type AboutPeak = Omit<PeakOccurrence, keyof PeakWindow>;

export interface SurroundedPeak {
  readonly peak: HighWindow;
  readonly about: AboutPeak;
}

type SubMeter = SiteMeter & { readonly point: NonNullable<SiteMeter['point']> };

/** The stretches of time that are looked at for one peak. */
interface Stretches {
  readonly peak: HighWindow;
  readonly windows: readonly Period[];
  readonly hour: Period;
  readonly before: readonly Period[];
}

/** What surrounded peaks: the curve, what is usual, and what the other meters of the site measured. */
@Injectable()
export class PeakSurroundings {
  constructor(
    private readonly slices: SlicesQuery,
    private readonly meters: SiteMeters,
  ) {}

  async of(asked: AskedDemand, peaks: readonly HighWindow[]): Promise<SurroundedPeak[]> {
    const { point, site } = asked.placed;
    const subMeters = peaks.length > 0 ? await this.beside(asked.placed) : [];
    const stretches = peaks.map((peak) => stretchesOf(peak, asked.window.seconds * 1000, site.zone));
    const asSlices = ({ peak, windows, hour, before }: Stretches): Slice[] => {
      const own = [...windows, hour, ...before].map((period) => ({ point, ...period }));
      const peakWindow = { from: peak.startMs, to: peak.startMs + asked.window.seconds * 1000 };
      return [...own, ...subMeters.map((subMeter) => ({ point: subMeter.point, ...peakWindow }))];
    };
    // One statement for all of them; each takes its own demands from the head of what comes back.
    const demands = await this.slices.demands(stretches.flatMap(asSlices));
    return stretches.map((each) => ({ peak: each.peak, about: aboutPeak(each, subMeters, demands, asked) }));
  }

  /** The meters of the site beside its main one that have a point to compare; none for a point that is not of the main meter. */
  private async beside({ point, site }: PlacedPoint): Promise<SubMeter[]> {
    const [main, ...others] = await this.meters.of(site.id);
    if (!main?.meter.main || main.meter.id !== point.meterId) return [];
    return others.filter((each): each is SubMeter => each.point !== null);
  }
}

function stretchesOf(peak: HighWindow, windowMs: number, zone: string): Stretches {
  const aside = windowsAside(windowMs);
  const windows = Array.from({ length: 2 * aside + 1 }, (_, index) => {
    const from = peak.startMs + (index - aside) * windowMs;
    return { from, to: from + windowMs };
  });
  return { peak, windows, ...usualHours(peak.startMs, zone) };
}

/** @param demands of the slices that are not yet used; those of this peak are taken from its head */
function aboutPeak(
  { peak, windows, hour, before }: Stretches,
  subMeters: readonly SubMeter[],
  demands: (Decimal | null)[],
  { window, placed }: AskedDemand,
): AboutPeak {
  const { zone } = placed.site;
  const text = ({ from, to }: Period) => ({ start: formatInZone(from, zone), end: formatInZone(to, zone) });
  const peakKw = new Decimal(peak.kw);
  const nearKw = peakKw.times(nearPercent).div(100);
  const curve = demands.splice(0, windows.length);
  const near = curve.filter((kw) => kw?.gte(nearKw)).length;
  const [mean] = demands.splice(0, 1);
  const usual = demands.splice(0, before.length).filter((kw) => kw !== null);
  return {
    nearDemandKw: nearKw.toNumber(),
    nearSeconds: near * window.seconds,
    surroundings: windows.map((period, index): SurroundingWindow => ({ ...text(period), demandKw: curve[index]?.toNumber() ?? null })),
    hour: {
      ...text(hour),
      meanDemandKw: mean?.toNumber() ?? null,
      usualDemandKw:
        usual.length > 0
          ? Decimal.sum(...usual)
              .div(usual.length)
              .toNumber()
          : null,
      usualWeeks: usual.length,
    } satisfies PeakHour,
    subMeters: sharesOf(subMeters, demands.splice(0, subMeters.length), peakKw),
  };
}

function sharesOf(subMeters: readonly SubMeter[], demands: readonly (Decimal | null)[], peakKw: Decimal): SubMeterShares | null {
  if (subMeters.length === 0) return null;
  const known = demands.filter((kw) => kw !== null);
  const sum = known.length > 0 ? Decimal.sum(...known) : null;
  const percent = (kw: Decimal | null) => (kw && peakKw.gt(0) ? kw.times(100).div(peakKw).toNumber() : null);
  return {
    items: subMeters.map(({ meter, point }, index) => ({
      meterId: meter.id,
      meterName: meter.name,
      pointId: point.id,
      demandKw: demands[index]?.toNumber() ?? null,
      sharePercent: percent(demands[index]),
    })),
    sumKw: sum?.toNumber() ?? null,
    sumPercent: percent(sum),
  };
}
