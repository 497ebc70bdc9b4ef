import { daysAfter } from '../calendar/days';
import type { DutyItem } from '../duties/duties.dto';
import type { DeskDuty } from './desk.dto';

/** To be done by the company now. */
const isOpen = ({ state, next }: DutyItem): boolean => state === 'late' || state === 'due' || (state === 'not-begun' && next !== null);

/** @param items of one company, the most urgent first */
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
