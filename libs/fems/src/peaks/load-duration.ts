/**
 * The load duration curve (부하지속곡선): the demand windows of a period from the highest to the lowest. The window of rank r of n says that
 * the demand was as high as this or higher in r windows, which is r / n of the time that is known. Windows that miss a reading have no
 * demand and no place: shares are of the windows that have one. Of more than 500 windows these ranks are answered, and nothing between
 * them is made up: the 100 highest, and the first rank at or beyond each quarter of a per cent of the time. The highest and the lowest
 * demand are always among them.
 */
export const loadDurationDefinition = 'fems.load-duration.v1';

const highest = 100;
const parts = 400;

/** The ranks that are answered, from 1 to `windows`. */
export function ranksOf(windows: number): number[] {
  const ranks = new Set<number>();
  if (windows <= highest + parts) {
    for (let rank = 1; rank <= windows; rank++) ranks.add(rank);
    return [...ranks];
  }
  for (let rank = 1; rank <= highest; rank++) ranks.add(rank);
  for (let part = 1; part <= parts; part++) ranks.add(Math.ceil((windows * part) / parts));
  return [...ranks].sort((a, b) => a - b);
}

/** Parts of the highest demand, in per cent: for how long the demand was at or above them is always answered. */
export const levelPercents = [90, 80, 70, 60, 50] as const;
