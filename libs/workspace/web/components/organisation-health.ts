import type { Schemas } from '@maru/web/client';

type Health = Schemas['OrganisationHealth'];

/** Events are handled within seconds; one that has waited longer than this is worth a look. */
const waitsLongMs = 5 * 60_000;

/** What is worth a look: since when something has waited too long, and how many tasks failed. */
export function healthFindings(
  { eventWaitingSince, failedTasks }: Health,
  nowMs: number,
): { waitingSince: string | null; failedTasks: number } {
  const waitsLong = eventWaitingSince !== null && nowMs - Date.parse(eventWaitingSince) > waitsLongMs;
  return { waitingSince: waitsLong ? eventWaitingSince : null, failedTasks };
}
