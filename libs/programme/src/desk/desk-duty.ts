import { daysAfter } from '@maru/kernel';
import type { Agreement } from '../agreements/agreements.query';
import type { DutyItem } from '../duties/duties.dto';
import type { DeskDuty } from './desk.dto';

/** What is owed by the agreements that cover a site, or for the site itself, or by the company as a whole. */
export function dutiesOfSite(
  items: readonly DutyItem[],
  agreements: readonly Pick<Agreement, 'id' | 'siteIds'>[],
  siteId: string | null,
): DutyItem[] {
  const covering = new Set(agreements.filter(({ siteIds }) => siteId !== null && siteIds.includes(siteId)).map(({ id }) => id));
  return items.filter(
    (item) =>
      (item.agreementId === null || covering.has(item.agreementId)) &&
      (item.siteId === null || item.siteId === siteId) &&
      !isForOthers(item, siteId),
  );
}

/**
 * What the consortium of the agreements owes for a site: what they ask, and while they ask for its logs the site's own key, without which none
 * is sent. What the company owes as a whole, or by agreements of its own, is not the consortium's.
 */
export function consortiumDuties(
  items: readonly DutyItem[],
  agreements: readonly Pick<Agreement, 'id' | 'siteIds'>[],
  siteId: string,
): DutyItem[] {
  const ofSite = dutiesOfSite(items, agreements, siteId);
  const isLogsOwed = ofSite.some(({ kind, state }) => kind === 'logs' && (state === 'running' || state === 'upcoming'));
  return ofSite.filter(({ kind, agreementId }) => agreementId !== null || (kind === 'key' && isLogsOwed));
}

/** A half-year that is open for other sites of the agreement, but not for one whose own logs were stored in it. */
const isForOthers = ({ sitesWithoutLog }: DutyItem, siteId: string | null): boolean =>
  sitesWithoutLog.length > 0 && !sitesWithoutLog.some(({ id }) => id === siteId);

/** To be done by the company now. */
const isOpen = ({ state, next }: DutyItem): boolean => state === 'late' || state === 'due' || (state === 'not-begun' && next !== null);

/** @param items of one line, the most urgent first */
export function deskDuty(items: readonly DutyItem[]): DeskDuty {
  const open = items.filter(isOpen);
  const logs = items.filter(({ kind, state }) => kind === 'logs' && state === 'running');
  const ends = logs.flatMap(({ period }) => (period ? [period.to] : [])).sort();
  return {
    state: items.at(0)?.state ?? null,
    open: open.length,
    first: open.at(0) ?? null,
    logsUntil: ends.length === 0 ? null : daysAfter(ends[ends.length - 1], -1),
  };
}
