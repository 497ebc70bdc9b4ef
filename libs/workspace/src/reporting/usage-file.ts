import { siteOfEvent, type UsageEvent } from '@maru/evidence';
import type { Period } from '@maru/kernel';
import type { SiteSummary } from '../contract';

export const USAGE_FILE_FORMATS = ['csv', 'ndjson', 'xlsx'] as const;
export type UsageFileFormat = (typeof USAGE_FILE_FORMATS)[number];

/** Whose events a file holds, and of when. Nothing in it says when the file is made: the same events are the same bytes. */
export interface UsageFileHeading {
  readonly organisationId: string;
  readonly company: string;
  /** Oldest first. */
  readonly sites: readonly Pick<SiteSummary, 'id' | 'name' | 'businessRegistrationNumber'>[];
  readonly simulated: boolean;
  /** Such as 2026-11. */
  readonly month: string;
  readonly period: Period;
}

/** The name of the site of each event; null where it is not known. */
export function siteNames({ sites }: UsageFileHeading): (event: UsageEvent) => string | null {
  const names = new Map(sites.map(({ id, name }) => [id, name]));
  return (event) => names.get(siteOfEvent(event) ?? '') ?? null;
}

/** Until when reads may be missing, both in epoch milliseconds. */
export interface UsageFileGap {
  readonly from: number;
  readonly until: number;
}

export interface UsageFile {
  /** Events in order of time and id, a page at a time. */
  add(events: readonly UsageEvent[]): Promise<void>;
  /** @param now tells which days have begun, where the month is not over */
  end(gaps: readonly UsageFileGap[], now: number): Promise<void>;
}

export const MEDIA_TYPES: Readonly<Record<UsageFileFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
