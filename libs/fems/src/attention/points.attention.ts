import { formatInZone } from '@maru/kernel';
import {
  type AttentionFinder,
  type AttentionFindings,
  type AttentionItem,
  AttentionSource,
  aboutThings,
  attentionItem,
  partAt,
} from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { livelinessChangesMs, livelinessOf, newestEndMs } from '../metering/liveliness';
import { type ActivePoint, hasActivity, latestFirst, type WatchedPoint, WatchedPointsQuery } from './watched-points.query';

/** Points from which nothing comes: those that have never sent, those whose every reading was taken back, those that have stopped, and those that have been dormant for long. */
@Injectable()
@AttentionSource({
  kinds: ['fems.points-stopped', 'fems.points-dormant', 'fems.points-withdrawn', 'fems.points-never'],
  permission: 'fems.meter.read',
})
export class PointsAttention implements AttentionFinder {
  constructor(
    private readonly points: WatchedPointsQuery,
    private readonly sites: SiteDirectory,
  ) {}

  async find(now: Date): Promise<AttentionFindings> {
    const points = await this.points.all();
    const active = points.filter(hasActivity);
    const nowMs = now.getTime();
    // What people feed comes when they bring it: that nothing comes by itself needs nobody.
    const automatic = (liveliness: string) =>
      active.filter(({ activity }) => activity.isAutomatic && livelinessOf(activity, nowMs) === liveliness);
    const empty = points.filter((point) => !hasActivity(point));
    const without = (kind: string, those: readonly WatchedPoint[]) =>
      those.length === 0 ? null : attentionItem({ kind, severity: 'info', ...aboutThings(those) });
    const items = [
      await this.silence('fems.points-stopped', 'bad', automatic('stopped')),
      await this.silence('fems.points-dormant', 'warning', automatic('dormant')),
      without(
        'fems.points-withdrawn',
        empty.filter(({ isWithdrawn }) => isWithdrawn),
      ),
      without(
        'fems.points-never',
        empty.filter(({ isWithdrawn }) => !isWithdrawn),
      ),
    ];
    const changes = active.flatMap(({ activity }) => livelinessChangesMs(activity, nowMs) ?? []);
    return {
      items: items.filter((item) => item !== null),
      changesAt: changes.length === 0 ? null : new Date(changes.reduce((first, at) => Math.min(first, at))),
    };
  }

  /** Nothing has come from any of the points since the latest of their newest intervals ended. */
  private async silence(kind: string, severity: AttentionItem['severity'], points: readonly ActivePoint[]): Promise<AttentionItem | null> {
    if (points.length === 0) return null;
    const ordered = latestFirst(points);
    const site = await this.sites.find(ordered[0].siteId);
    return attentionItem({
      kind,
      severity,
      ...aboutThings(ordered),
      since: site && formatInZone(newestEndMs(ordered[0].activity), site.zone),
      // One that has sent again and stopped again is another silence.
      parts: ordered.map(({ id, activity }) => partAt(id, activity.newestStartMs)),
    });
  }
}
