import { type AttentionFinder, type AttentionFindings, AttentionSource, aboutThings, attentionItem, Database } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';

/** A key of which the log centre takes nothing any more, or which can no longer be read: nothing is sent until a person has seen to it. */
@Injectable()
@AttentionSource({ kinds: ['programme.key-stopped'], permission: 'programme.portal-key.read' })
export class StoppedKeyAttention implements AttentionFinder {
  constructor(
    private readonly database: Database,
    private readonly sites: SiteDirectory,
  ) {}

  async find(): Promise<AttentionFindings> {
    const rows = await this.database.query<{ site_id: string }>(
      "select site_id from programme.portal_key where tenant_id = $1 and state = 'stopped'",
    );
    const stopped = (await this.sites.list()).filter(({ id }) => rows.some((row) => row.site_id === id));
    const items = stopped.length === 0 ? [] : [attentionItem({ kind: 'programme.key-stopped', severity: 'bad', ...aboutThings(stopped) })];
    return { items, changesAt: null };
  }
}
