import type { AttentionFindings, AttentionItem } from '@maru/platform';

export const DAY_MS = 86_400_000;

/** What is found, and when time alone changes it. */
export const findings = (item: AttentionItem | null = null, changesAt: Date | null = null): AttentionFindings => ({
  items: item ? [item] : [],
  changesAt,
});
