import { formatInZone, instantsOfWall, type Period, periodAt } from '@maru/kernel';

const weekMs = 7 * 86_400_000;
/** So many weeks before a peak say what is usual. */
export const usualWeeks = 4;

/**
 * The hour of the site's clock that an instant lies in, and the same hour of the same weekday in the weeks before, the nearest first. An hour
 * that a clock jumped over is left out; of one that it went through twice the first is meant.
 */
export function usualHours(epochMs: number, zone: string): { hour: Period; before: Period[] } {
  const hour = periodAt('hour', epochMs, zone);
  const wallMs = Date.parse(`${formatInZone(hour.from, zone).slice(0, 19)}Z`);
  const before: Period[] = [];
  for (let week = 1; week <= usualWeeks; week++) {
    const [from] = instantsOfWall(wallMs - week * weekMs, zone);
    if (from !== undefined) before.push(periodAt('hour', from, zone));
  }
  return { hour, before };
}
