import { programmeDay } from '@maru/evidence';
import type { UsageRecord } from '../../libs/platform/src/usage/usage-record';
import type { SentRow } from './sending-scene';

/** What the log centre's fields hold, as its specification says. */
const addressLengthMax = 30;
const bytesEnd = 1_000_000_000;

/** The figures of a day that is over. */
export interface PlainDay {
  readonly day: string;
  readonly used: number;
  readonly eligible: number;
  readonly stored: number;
  readonly uncertain: number;
  readonly refused: number;
  readonly notSent: number;
}

/** It is not known whether it was stored. */
export const isUncertain = ({ outcome }: Pick<SentRow, 'outcome'>): boolean =>
  outcome === null || outcome === 'unknown' || outcome === 'received';

/** Reckons a day of a site event by event, from what was written into the usage log and from every send with its answer: without any SQL. */
export function plainDay(day: string, siteId: string, log: readonly UsageRecord[], sends: readonly SentRow[]): PlainDay {
  const uses = log.filter(({ event }) => event.site === siteId && event.cause === 'input' && programmeDay(event.at) === day);
  const eligible = uses.filter(
    ({ event, address }) =>
      event.person !== null && (address?.length ?? Number.POSITIVE_INFINITY) <= addressLengthMax && event.bytes < bytesEnd,
  ).length;
  const ofDay = sends.filter((send) => programmeDay(send.occurred_at.getTime()) === day);
  const counts = { stored: 0, uncertain: 0, refused: 0 };
  for (const tries of Map.groupBy(ofDay, ({ event_id }) => event_id).values()) {
    const outcomes = tries.map(({ outcome }) => outcome);
    if (outcomes.includes('stored')) counts.stored++;
    else if (tries.some(isUncertain)) counts.uncertain++;
    else if (outcomes.includes('refused') || outcomes.includes('day-limit')) counts.refused++;
  }
  return { day, used: uses.length, eligible, ...counts, notSent: eligible - counts.stored - counts.uncertain - counts.refused };
}
