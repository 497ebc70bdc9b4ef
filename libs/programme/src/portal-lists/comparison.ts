import type { Precision } from './portal-list';

/** An event that we have sent. */
export interface OurLog {
  readonly eventId: string;
  /** When it happened, as it was sent. */
  readonly at: number;
  readonly day: string;
  readonly useCode: string;
  /** `stored`: the log centre said so. `unknown`: it may have been, no answer says. `denied`: an answer, or that it never left, says it was not. */
  readonly receipt: 'stored' | 'unknown' | 'denied';
  readonly sentAt: number;
  /** When the last word on it came: its answer, or where there is none the sending. */
  readonly knownAt: number;
}

/** A log that the portal's list holds. */
export interface PortalLog {
  readonly row: number;
  readonly at: number;
  readonly day: string;
  /** Null where the list does not say. */
  readonly useCode: string | null;
}

/**
 * - `matched`: stored by our receipts, and in the list
 * - `only-ours`: stored by our receipts, and not in the list
 * - `unknown-at-portal`: sent, no answer came, and the list has it
 * - `denied-at-portal`: sent, the answer said that it was not stored, and the list has it all the same
 * - `foreign`: in the list, and nothing that we have sent
 * - `unknown-nowhere`: sent, no answer came, and the list does not have it
 * - `later`: answered after the list was downloaded, or sent since without an answer, so that the list cannot say
 */
export const comparedStates = [
  'matched',
  'only-ours',
  'unknown-at-portal',
  'denied-at-portal',
  'foreign',
  'unknown-nowhere',
  'later',
] as const;
export type ComparedState = (typeof comparedStates)[number];
/** What is a difference between the two. */
export const differences: readonly ComparedState[] = ['only-ours', 'unknown-at-portal', 'denied-at-portal', 'foreign'];

export interface Compared {
  readonly state: ComparedState;
  readonly day: string;
  readonly ours: OurLog | null;
  readonly portal: PortalLog | null;
}

const unitMs: Readonly<Record<Precision, number>> = { millisecond: 1, second: 1000, minute: 60_000 };
const receiptOrder = ['stored', 'unknown', 'denied'] as const;
const atPortal = { stored: 'matched', unknown: 'unknown-at-portal', denied: 'denied-at-portal' } as const;

/**
 * What we have sent and what the portal's list holds, one to one: by the time as finely as the list tells it, and by the use where the list has
 * it. Programs cut the rest of a time off or round it: whichever matches more of the list is how this one did, and cutting where both do alike.
 * @param ours all sends of the days that the list covers, each event once
 * @param downloadedAt when the list was downloaded from the portal
 */
export function compareLogs(ours: readonly OurLog[], portal: readonly PortalLog[], precision: Precision, downloadedAt: number): Compared[] {
  const unit = unitMs[precision];
  const cut = pairs(ours, portal, (at) => Math.floor(at / unit));
  const rounded = unit === 1 ? cut : pairs(ours, portal, (at) => Math.round(at / unit));
  const ofPortal = rounded.size > cut.size ? rounded : cut;
  const used = new Set(ofPortal.values());
  const both = portal.map((log): Compared => {
    const own = ofPortal.get(log) ?? null;
    // A time that was rounded over midnight is of the day on which it happened.
    return own
      ? { state: atPortal[own.receipt], day: own.day, ours: own, portal: log }
      : { state: 'foreign', day: log.day, ours: null, portal: log };
  });
  const left = ours.filter((own) => !used.has(own) && own.receipt !== 'denied');
  const alone = left.map((own): Compared => ({ state: stateAlone(own, downloadedAt), day: own.day, ours: own, portal: null }));
  return [...both, ...alone];
}

function stateAlone({ receipt, knownAt }: OurLog, downloadedAt: number): ComparedState {
  if (knownAt > downloadedAt) return 'later';
  return receipt === 'stored' ? 'only-ours' : 'unknown-nowhere';
}

/** Rows that name their use choose first, and what is surely stored is chosen first. */
function pairs(ours: readonly OurLog[], portal: readonly PortalLog[], placeOf: (at: number) => number): Map<PortalLog, OurLog> {
  const places = Map.groupBy(ours, ({ at }) => placeOf(at));
  const free = new Map<number, OurLog[]>();
  for (const [place, logs] of places)
    free.set(
      place,
      receiptOrder.flatMap((receipt) => logs.filter((log) => log.receipt === receipt)),
    );
  const found = new Map<PortalLog, OurLog>();
  const choosing = [...portal.filter(({ useCode }) => useCode !== null), ...portal.filter(({ useCode }) => useCode === null)];
  for (const log of choosing) {
    // The list's own time is in its unit already.
    const candidates = free.get(placeOf(log.at)) ?? [];
    const at = candidates.findIndex(({ useCode }) => log.useCode === null || log.useCode === useCode);
    if (at >= 0) found.set(log, candidates.splice(at, 1)[0] as OurLog);
  }
  return found;
}

/** How many of each state a day has. */
export type DayComparison = Readonly<Record<ComparedState, number>>;

export function noneCompared(): Record<ComparedState, number> {
  return Object.fromEntries(comparedStates.map((state) => [state, 0])) as Record<ComparedState, number>;
}

export function byDay(compared: readonly Compared[]): Map<string, DayComparison> {
  const days = new Map<string, Record<ComparedState, number>>();
  for (const { day, state } of compared) {
    const counts = days.get(day) ?? noneCompared();
    counts[state]++;
    days.set(day, counts);
  }
  return days;
}

export interface CoveringList {
  readonly firstDay: string;
  readonly lastDay: string;
}

/** The list that speaks for a day: of those not taken back the one loaded last. @param newestFirst lists of the site */
export function listOfDay<List extends CoveringList>(day: string, newestFirst: readonly List[]): List | null {
  return newestFirst.find(({ firstDay, lastDay }) => firstDay <= day && day <= lastDay) ?? null;
}
