import { atHome } from '@maru/kernel';
import { type AttentionFinder, type AttentionFindings, AttentionSource, attentionItem, partAt } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { SubscriptionsService } from '../subscriptions/subscriptions.service';
import { DAY_MS } from './attention-finding';

const AHEAD_DAYS = 30;

/** A subscription that ends within 30 days and is not followed by another: the module's pages close then, its data stays. */
@Injectable()
@AttentionSource({ kinds: ['workspace.subscription-ends'], permission: 'workspace.subscription.read' })
export class SubscriptionEndAttention implements AttentionFinder {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  async find(now: Date): Promise<AttentionFindings> {
    const ends = (await this.subscriptions.list()).flatMap(({ module, subscribed, intervals }) => {
      const to = subscribed ? intervals.at(-1)?.to : null;
      return to ? [{ module, end: new Date(to) }] : [];
    });
    const near = ends.filter(({ end }) => end.getTime() - now.getTime() <= AHEAD_DAYS * DAY_MS);
    const later = ends.filter((end) => !near.includes(end)).map(({ end }) => end.getTime() - AHEAD_DAYS * DAY_MS);
    const next = [...near.map(({ end }) => end.getTime()), ...later];
    return {
      items: near.map(({ module, end }) =>
        attentionItem({
          kind: 'workspace.subscription-ends',
          severity: 'warning',
          until: atHome(end),
          about: module,
          parts: [partAt(module, end.getTime())],
        }),
      ),
      changesAt: next.length === 0 ? null : new Date(Math.min(...next)),
    };
  }
}
