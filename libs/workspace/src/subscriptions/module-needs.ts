import type { SubscriptionInterval } from './subscription-history';

/** What is subscribed, by module; a module that is not there never was. */
export type SubscribedModules = ReadonlyMap<string, readonly SubscriptionInterval[]>;

/** Modules that have to be subscribed before one that needs them starts at a time: for as long as it may go on, which nobody knows. */
export function missingModules(needed: readonly string[], subscribed: SubscribedModules, at: Date): string[] {
  return needed.filter((module) => !subscribed.get(module)?.some(({ from, to }) => from <= at && to === null));
}

/**
 * Modules that have to end before one that they need ends at a time.
 * @param needs what each module needs
 */
export function dependentModules(
  module: string,
  needs: ReadonlyMap<string, readonly string[]>,
  subscribed: SubscribedModules,
  at: Date,
): string[] {
  return [...needs]
    .filter(([other, needed]) => needed.includes(module) && subscribed.get(other)?.some(({ to }) => to === null || to > at))
    .map(([other]) => other);
}
