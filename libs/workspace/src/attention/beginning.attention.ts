import { type AttentionFinder, type AttentionFindings, AttentionSource, attentionItem, currentPerson } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { SitesService } from '../sites/sites.service';
import { SubscriptionsService } from '../subscriptions/subscriptions.service';
import { findings } from './attention-finding';

/** A manufacturer without a site has nothing that figures could be of. */
@Injectable()
@AttentionSource({ kinds: ['workspace.no-site'], permission: 'workspace.site.write' })
export class NoSiteAttention implements AttentionFinder {
  constructor(private readonly sites: SitesService) {}

  async find(): Promise<AttentionFindings> {
    if (currentPerson().tenant.kind !== 'manufacturer' || (await this.sites.main())) return findings();
    return findings(attentionItem({ kind: 'workspace.no-site', severity: 'info' }));
  }
}

/** Without a module there is nothing to work with. */
@Injectable()
@AttentionSource({ kinds: ['workspace.no-module'], permission: 'workspace.subscription.write' })
export class NoModuleAttention implements AttentionFinder {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  async find(): Promise<AttentionFindings> {
    const modules = await this.subscriptions.list();
    if (modules.some(({ subscribed }) => subscribed)) return findings();
    return findings(attentionItem({ kind: 'workspace.no-module', severity: 'info' }));
  }
}
