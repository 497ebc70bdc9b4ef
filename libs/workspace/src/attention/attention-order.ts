import { createHash } from 'node:crypto';
import { type AttentionItem, type AttentionPart, SEVERITIES } from '@maru/platform';
import type { AttentionCounts, AttentionEntry } from './attention.dto';

const digestOf = (...words: readonly unknown[]): string => createHash('sha256').update(JSON.stringify(words)).digest('hex');

/** Of a thing that something is the matter with, whenever it is. */
export const partFingerprintOf = (kind: string, { thing }: AttentionPart): string => digestOf(kind, thing);

/**
 * By which it is known whether what is told now is what a person saw. Where a stretch begins makes no difference: what is looked at begins
 * later with every interval.
 */
export function fingerprintOf({ kind, parts }: Pick<AttentionItem, 'kind' | 'parts'>): string {
  return digestOf(kind, ...parts.map(({ thing, stretchMs }) => JSON.stringify([thing, stretchMs?.to ?? null])).sort());
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
