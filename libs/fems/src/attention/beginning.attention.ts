import { type AttentionFinder, type AttentionFindings, AttentionSource, attentionItem, Database } from '@maru/platform';
import { SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';

interface Registered {
  meter: boolean;
  point: boolean;
  source: boolean;
}

/** What has to be registered before readings can come: the first thing that is not there, in the order in which it is done. */
@Injectable()
@AttentionSource({ kinds: ['fems.no-meter', 'fems.no-point', 'fems.no-source'], permission: 'fems.meter.write' })
export class BeginningAttention implements AttentionFinder {
  constructor(
    private readonly database: Database,
    private readonly sites: SiteDirectory,
  ) {}

  async find(): Promise<AttentionFindings> {
    const kind = await this.next();
    return { items: kind ? [attentionItem({ kind, severity: 'info' })] : [], changesAt: null };
  }

  private async next(): Promise<string | null> {
    // Meters stand at a site: without one there is nothing to do here yet.
    if (!(await this.sites.main())) return null;
    const [{ meter, point, source }] = await this.database.query<Registered>(
      `select
         exists (select from fems.energy_meter where tenant_id = $1) as meter,
         exists (select from fems.meter_point where tenant_id = $1) as point,
         exists (select from fems.reading_source where tenant_id = $1) as source`,
    );
    if (!meter) return 'fems.no-meter';
    if (!point) return 'fems.no-point';
    return source ? null : 'fems.no-source';
  }
}
