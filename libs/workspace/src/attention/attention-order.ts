import { createHash } from 'node:crypto';
import { type AttentionItem, SEVERITIES } from '@maru/platform';
import type { AttentionCounts, AttentionEntry } from './attention.dto';

/** Of kind and state: another state of the same matter has another one. */
export function fingerprintOf({ kind, state }: Pick<AttentionItem, 'kind' | 'state'>): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, ...state]))
    .digest('hex');
}

/** What is open before what somebody has taken note of, then the most urgent; of equal ones in the order of the modules. */
export function ordered(entries: readonly AttentionEntry[]): AttentionEntry[] {
  const rank = ({ severity, note }: AttentionEntry) => SEVERITIES.indexOf(severity) + (note ? SEVERITIES.length : 0);
  return [...entries].sort((a, b) => rank(a) - rank(b));
}

export function countsOf(entries: readonly AttentionEntry[]): AttentionCounts {
  const counts = { bad: 0, warning: 0, info: 0 };
  for (const { severity, note } of entries) if (!note) counts[severity]++;
  return counts;
}

/** Rounded up, so that whoever asks again then finds the change. */
export function secondsUntil(changesAt: readonly (Date | null)[], now: Date): number | null {
  const times = changesAt.flatMap((at) => (at && at > now ? [at.getTime()] : []));
  return times.length === 0 ? null : Math.ceil((Math.min(...times) - now.getTime()) / 1000) + 1;
}
