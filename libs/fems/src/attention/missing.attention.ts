import { formatInZone } from '@maru/kernel';
import { type AttentionFinder, type AttentionFindings, AttentionSource, aboutThings, attentionItem } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { livelinessOf } from '../metering/liveliness';
import { RecentGapsQuery } from './recent-gaps.query';
import { hasActivity, WatchedPointsQuery } from './watched-points.query';

/** Readings that are missing in the newest week of points that are otherwise alive: they may still be in a gateway or a file. */
@Injectable()
@AttentionSource({ kinds: ['fems.readings-missing'], permission: 'fems.energy.read' })
export class MissingAttention implements AttentionFinder {
  constructor(
    private readonly points: WatchedPointsQuery,
    private readonly gaps: RecentGapsQuery,
    private readonly sites: SiteDirectory,
  ) {}

  async find(now: Date): Promise<AttentionFindings> {
    const points = (await this.points.all()).filter(hasActivity);
    const alive = points.filter(({ activity }) => livelinessOf(activity, now.getTime()) === 'alive');
    const gaps = (await this.gaps.of(alive)).sort((a, b) => b.missing - a.missing);
    if (gaps.length === 0) return { items: [], changesAt: null };
    const site = await this.sites.find(gaps[0].point.siteId);
    const item = attentionItem({
      kind: 'fems.readings-missing',
      severity: 'warning',
      ...aboutThings(gaps.map(({ point }) => point)),
      since: site && formatInZone(gaps[0].endMs, site.zone),
      amount: gaps.reduce((sum, { missing }) => sum + missing, 0),
      // A gap after or before the others is another matter; that one is filled, in part or whole, or slowly left behind is not.
      parts: gaps.map(({ point, fromMs, endMs }) => ({ thing: point.id, stretchMs: { from: fromMs, to: endMs } })),
    });
    return { items: [item], changesAt: null };
  }
}
