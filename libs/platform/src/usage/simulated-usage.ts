import { Injectable } from '@nestjs/common';
import { monthOf, Partitions } from '../database/partitions';
import { currentScope } from '../tenancy/context';
import type { UsageDraft } from './usage-draft';
import { gatheredUsageStatements, type UsageSubject, usageRecord } from './usage-record';

export interface SimulatedUse {
  readonly draft: UsageDraft;
  readonly subject: Omit<UsageSubject, 'tenant'>;
  /** When it is to have happened, in epoch milliseconds. */
  readonly at: number;
}

/**
 * What nobody did: uses of a demonstration at times that have passed, written as any other. Only an organisation that is simulated can have
 * them, and its number marks every such event 모의 for good.
 */
@Injectable()
export class SimulatedUsage {
  constructor(private readonly partitions: Partitions) {}

  /** @throws Error in the scope of a real organisation */
  async write(uses: readonly SimulatedUse[]): Promise<void> {
    const scope = currentScope();
    const { tenant } = scope;
    if (!tenant.simulated) throw new Error('the uses of a real organisation are not simulated');
    if (uses.length === 0) return;
    for (const month of new Set(uses.map(({ at }) => monthOf(at)))) await this.partitions.ensureMonth('platform.usage_event', month);
    const records = uses.map(({ draft, subject, at }) => usageRecord(draft, { ...subject, tenant }, at));
    for (const statement of gatheredUsageStatements(records)) await scope.query(statement);
  }
}
