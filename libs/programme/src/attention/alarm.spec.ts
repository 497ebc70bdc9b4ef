import { usualWeekdays } from '../calendar/working-days';
import { alarmOf, type WatchedSite } from './alarm';

const usual = { weekdays: usualWeekdays, days: new Map<string, boolean>() };
const watched = (more: Partial<WatchedSite> = {}): WatchedSite => ({
  logs: { from: '2026-01-01', to: '2029-01-01' },
  calendar: usual,
  isStoredToday: false,
  ...more,
});
const asked = (at: string, more: Partial<WatchedSite> = {}) => {
  const { isTold, changesMs } = alarmOf(watched(more), Date.parse(`${at}+09:00`));
  const changes = changesMs === null ? null : new Date(changesMs + 9 * 3_600_000).toISOString().slice(0, 16);
  return [isTold, changes];
};

describe('the alarm of the afternoon', () => {
  it('is given from 14:00 of a working day to its midnight in Seoul', () => {
    expect(asked('2026-11-27T00:00:00')).toEqual([false, '2026-11-27T14:00']);
    expect(asked('2026-11-27T13:59:59.999')).toEqual([false, '2026-11-27T14:00']);
    expect(asked('2026-11-27T14:00:00')).toEqual([true, '2026-11-28T00:00']);
    expect(asked('2026-11-27T23:59:59.999')).toEqual([true, '2026-11-28T00:00']);
    expect(asked('2026-11-28T00:00:00')).toEqual([false, '2026-11-30T14:00']);
  });

  it('is not given once a log of the day was stored; the next one may be on the next working day', () => {
    expect(asked('2026-11-27T15:00:00', { isStoredToday: true })).toEqual([false, '2026-11-30T14:00']);
  });

  it('is not given on holidays, and is on a day that the site works all the same', () => {
    expect(asked('2026-12-25T15:00:00')).toEqual([false, '2026-12-28T14:00']);
    const works = { ...usual, days: new Map([['2026-12-25', true]]) };
    expect(asked('2026-12-25T15:00:00', { calendar: works })).toEqual([true, '2026-12-26T00:00']);
  });

  it('is given while logs are owed, from the first day to the last', () => {
    const logs = { from: '2026-11-30', to: '2026-12-02' };
    expect(asked('2026-11-27T15:00:00', { logs })).toEqual([false, '2026-11-30T14:00']);
    expect(asked('2026-11-30T15:00:00', { logs })).toEqual([true, '2026-12-01T00:00']);
    expect(asked('2026-12-01T15:00:00', { logs })).toEqual([true, '2026-12-02T00:00']);
    expect(asked('2026-12-02T15:00:00', { logs })).toEqual([false, null]);
  });

  it('is given on 29 February', () => {
    expect(asked('2028-02-29T14:00:00')).toEqual([true, '2028-03-01T00:00']);
  });
});
