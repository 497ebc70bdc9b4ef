export const consentChanges = ['given', 'withdrawn'] as const;
export type ConsentChange = (typeof consentChanges)[number];

/** What a person consents to, in the words of the page; another text is another version. */
export const consentWordingVersion = 1;

export interface ConsentStep {
  readonly change: ConsentChange;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * Since when a consent is in force, from its changes in order; null where it is not. Giving it again while it is in force begins nothing
 * anew; who has withdrawn it is not covered any more, not even for the time before.
 */
export function inForceSince(steps: readonly ConsentStep[]): number | null {
  return steps.reduce<number | null>((since, { change, at }) => (change === 'withdrawn' ? null : (since ?? at)), null);
}
