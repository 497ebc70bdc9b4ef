import { formatInZone } from '@maru/kernel';
import type { AttentionFindings, AttentionItem } from '@maru/platform';

const HOME_ZONE = 'Asia/Seoul';
export const DAY_MS = 86_400_000;

/** Of what belongs to no site: on the service's home clock. */
export const atHome = (time: Date): string => formatInZone(time.getTime(), HOME_ZONE);

/** What is found, and when time alone changes it. */
export const findings = (item: AttentionItem | null = null, changesAt: Date | null = null): AttentionFindings => ({
  items: item ? [item] : [],
  changesAt,
});
