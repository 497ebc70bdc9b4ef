import { Injectable } from '@nestjs/common';
import { monthOf, Partitions } from '../database/partitions';
import type { WorkContext } from '../tenancy/context';
import type { Statement } from '../tenancy/scope';
import type { UsageDraft } from './usage-draft';
import { type UsageSubject, usageRecord, usageStatement } from './usage-record';
import { UsageWriter } from './usage-writer';

/**
 * The log of what people do. A change and its event are one transaction; a read is gathered and written within a second.
 */
@Injectable()
export class UsageLog {
  constructor(
    private readonly partitions: Partitions,
    private readonly writer: UsageWriter,
  ) {}

  /** The statements that log the work at hand, to be run in the transaction of the change. Empty for a read and for what is no action. */
  async ofChange(work: WorkContext): Promise<readonly Statement[]> {
    const { usage } = work;
    if (!usage || usage.kind === 'read') return [];
    return this.statements(usage, subjectOf(work));
  }

  /** The statements that log one action of a person whose request began without a session: sign-in. */
  async statements(draft: UsageDraft, subject: UsageSubject): Promise<readonly Statement[]> {
    const at = Date.now();
    const month = monthOf(at);
    await this.partitions.ensureMonth('platform.usage_event', month);
    return [usageStatement(usageRecord(draft, subject, at))];
  }

  /** Called by a process that answers reads, before the first. */
  start(): Promise<void> {
    return this.writer.start();
  }

  /** Takes a read that has been answered, with the octets of its reply. */
  gather(work: WorkContext, replyBytes: number): void {
    const { usage } = work;
    if (usage?.kind !== 'read') return;
    this.writer.add(usageRecord({ ...usage, bytes: replyBytes }, subjectOf(work), Date.now()));
  }
}

function subjectOf({ principal, address, requestId }: WorkContext): UsageSubject {
  if (!principal) throw new Error('an action without anybody who acts');
  return { tenant: principal.tenant, personId: principal.kind === 'person' ? principal.personId : null, address, requestId };
}
