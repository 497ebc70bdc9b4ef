/**
 * What counts as one peak (최대수요 발생). Peaks are taken from the highest demand downwards, of equal ones the earliest first; whatever
 * lies within two hours of a peak already taken, before or after, belongs to that one. So ten peaks are ten events more than two hours
 * apart, and not ten quarter-hours of one morning. Beside them stand the highest demand windows themselves, without any grouping.
 * A peak's surroundings are the windows from two hours before it to two hours after it, also where they lie beyond the period asked for.
 * The version is part of every answer.
 */
export const peaksDefinition = 'fems.peaks.v1';

const apartMs = 2 * 3_600_000;
/** The part of a peak's demand that counts as near it, for how long the plant stayed there. */
export const nearPercent = 90;

/** How many windows before a peak, and as many after it, belong to it. */
export function windowsAside(windowMs: number): number {
  return Math.floor(apartMs / windowMs);
}

/** So many of the highest windows are sure to hold the peaks asked for: each peak takes no more than its surroundings from the others. */
export function candidatesFor(peaks: number, windowMs: number): number {
  return (peaks - 1) * (2 * windowsAside(windowMs) + 1) + 1;
}

/** @param windows the highest first */
export function occurrencesOf<W extends { readonly startMs: number }>(windows: readonly W[], peaks: number): W[] {
  const taken: W[] = [];
  for (const window of windows) {
    if (taken.length === peaks) break;
    if (taken.every(({ startMs }) => Math.abs(startMs - window.startMs) > apartMs)) taken.push(window);
  }
  return taken;
}
