/**
 * What the source says of a value, kept as it came. `unstated`: the source says nothing; `good`: measured and sound; `uncertain`:
 * measured, but the source doubts it; `estimatedBySource`: the source put it in the place of a measured value. A value that its source
 * calls bad is no reading and is not sent. Nothing here is ever set or changed by the service.
 */
export const readingQualities = ['unstated', 'good', 'uncertain', 'estimatedBySource'] as const;
export type ReadingQuality = (typeof readingQualities)[number];

/** The ledger's code of a quality is its place in the list, so the list only grows at its end. */
const codes = new Map<unknown, number>(readingQualities.map((quality, code) => [quality, code]));

export const unstatedQuality = 0;

export function qualityCode(quality: unknown): number | undefined {
  return codes.get(quality);
}
