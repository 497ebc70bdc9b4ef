import { atHome } from '@maru/kernel';
import {
  type AttentionFinder,
  type AttentionFindings,
  AttentionSource,
  aboutThings,
  attentionItem,
  NAMED_AT_MOST,
  Tasks,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { DAY_MS, findings } from './attention-finding';

/** Long work that failed in the last 24 hours: its reason stands in the list of tasks. */
@Injectable()
@AttentionSource({ kinds: ['workspace.tasks-failed'], permission: 'workspace.task.read' })
export class FailedTaskAttention implements AttentionFinder {
  constructor(private readonly tasks: Tasks) {}

  async find(now: Date): Promise<AttentionFindings> {
    const { newest, count } = await this.tasks.failedSince(new Date(now.getTime() - DAY_MS), NAMED_AT_MOST);
    const last = newest[0]?.endedAt;
    if (!last) return findings();
    return findings(
      attentionItem({
        kind: 'workspace.tasks-failed',
        severity: 'warning',
        ...aboutThings(newest),
        count,
        since: atHome(last),
        // Of so many only the newest are known here, and one that failed after them is another newest.
        parts: aboutThings(newest.slice(0, 1)).parts,
      }),
      new Date(Math.min(...newest.map(({ endedAt }) => (endedAt ?? last).getTime())) + DAY_MS),
    );
  }
}
