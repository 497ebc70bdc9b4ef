import type { PaceFacts } from './pace';
import { type KeyState, type SendingHold, sendingHold } from './sending-hold';

const at = (text: string) => Date.parse(`2026-11-27T${text}+09:00`);
const none: PaceFacts = {
  storedAt: null,
  uncertainUntil: null,
  tooSoonAt: null,
  refusedAt: null,
  unsentAt: null,
  limited: false,
  requests: 0,
};

describe('a log of today', () => {
  it.each<[string, KeyState | null, Partial<PaceFacts>, string, SendingHold | null]>([
    ['is sent in its turn', 'active', {}, '10:00:00', null],
    ['waits ten minutes after one was stored, which is its turn', 'active', { storedAt: at('09:59:00') }, '10:00:00', null],
    ['is held without a key', null, { limited: true }, '23:59:30', 'no-key'],
    ['is held until the key is tested', 'unproven', {}, '10:00:00', 'key-unproven'],
    ['is held by a key that was stopped', 'stopped', {}, '10:00:00', 'key-stopped'],
    ['is held when the log centre takes no more', 'active', { limited: true }, '10:00:00', 'day-limit'],
    ['is held by that before its key, which cannot be tested', 'stopped', { limited: true }, '10:00:00', 'day-limit'],
    ['is held after as many requests as a day has', 'active', { requests: 5_000 }, '10:00:00', 'day-limit'],
    ['is sent until the last minute of the day', 'active', {}, '23:58:59.999', null],
    ['is held in the last minute of the day', 'active', {}, '23:59:00', 'day-over'],
    ['is held where its turn would come in the last minute', 'active', { storedAt: at('23:49:00') }, '23:50:00', 'day-over'],
    ['is sent where its turn comes just before', 'active', { storedAt: at('23:48:59') }, '23:50:00', null],
  ])('%s', (_what, state, facts, now, expected) => {
    expect(sendingHold(state, true, { ...none, ...facts }, at(now))).toBe(expected);
  });

  it.each<[KeyState | null, SendingHold]>([
    ['active', 'no-centre'],
    ['stopped', 'no-centre'],
    [null, 'no-key'],
  ])('of a key that is %s is held where there is no log centre', (state, expected) => {
    expect(sendingHold(state, false, { ...none, limited: true }, at('10:00:00'))).toBe(expected);
  });
});
