type Corner = [place: number, value: number | null];

/** A screen has fewer places across than twice this. */
const framesAtMost = 2_000;

function cornersOf(value: number | null, index: number): Corner[] {
  if (value === null) return [[index, null]];
  return [
    [index, value],
    [index + 1, value],
  ];
}

/** The lowest and the highest of some cuts, in the order of time. */
function extremes(values: readonly number[], from: number): Corner[] {
  let low = 0;
  let high = 0;
  for (const [index, value] of values.entries()) {
    if (value < values[low]) low = index;
    if (value > values[high]) high = index;
  }
  const inOrder = low === high ? [low] : [Math.min(low, high), Math.max(low, high)];
  return inOrder.flatMap((index) => cornersOf(values[index], from + index));
}

const isWhole = (values: readonly (number | null)[]): values is number[] => !values.includes(null);

/**
 * Each cut as a level line from its start to its end; where nothing is known there is no line. Of a year of quarter-hours many
 * share a place on the screen: of those the lowest and the highest are drawn, which look the same as all. In and beside a
 * part with a gap every cut is drawn, so that it begins and ends where it does.
 */
export function levels(values: readonly (number | null)[]): Corner[] {
  const length = Math.ceil(values.length / framesAtMost);
  if (length <= 2) return values.flatMap(cornersOf);
  const corners: Corner[] = [];
  for (let from = 0; from < values.length; from += length) {
    const frame = values.slice(from, from + length);
    const isFarFromGaps = isWhole(values.slice(Math.max(0, from - 1), from + length + 1));
    corners.push(
      ...(isFarFromGaps && isWhole(frame) ? extremes(frame, from) : frame.flatMap((value, index) => cornersOf(value, from + index))),
    );
  }
  return corners;
}
