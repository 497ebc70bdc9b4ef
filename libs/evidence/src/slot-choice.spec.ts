import fc from 'fast-check';
import { chooseForSlot, isUse, nextSendAt, type WaitingEvent } from './slot-choice';
import { usageCauses, usageKinds } from './usage-event';

const at = (text: string) => Date.parse(`2026-11-27T${text}+09:00`);
const somebody = 'a'.repeat(64);
let number = 0;
const event = (time: string, kind: WaitingEvent['kind'], more: Partial<WaitingEvent> = {}): WaitingEvent => ({
  id: `id-${String(number++).padStart(6, '0')}`,
  at: at(time),
  kind,
  cause: 'input',
  person: somebody,
  ...more,
});

describe('the choice for a slot', () => {
  it('takes sign-in and sign-out, then delete, create, in and out, update, read', () => {
    const waiting = (['read', 'update', 'in-out', 'create', 'delete', 'sign-out', 'sign-in'] as const).map((kind) =>
      event('09:00:00', kind),
    );
    const order: string[] = [];
    for (let left = [...waiting]; left.length > 0; ) {
      const chosen = chooseForSlot(left, at('09:10:00')) as WaitingEvent;
      order.push(chosen.kind);
      left = left.filter(({ id }) => id !== chosen.id);
    }
    expect(order).toEqual(['sign-out', 'sign-in', 'delete', 'create', 'in-out', 'update', 'read']);
  });

  it('takes the earliest of one weight, and of one moment the lowest id', () => {
    const [first, second] = [event('09:00:01', 'sign-in'), event('09:00:00', 'sign-out')];
    expect(chooseForSlot([first, second], at('09:10:00'))).toBe(second);
    const [low, high] = [event('09:00:00', 'read'), event('09:00:00', 'read')];
    expect(chooseForSlot([high, low], at('09:10:00'))).toBe(low);
  });

  it('takes nothing that no person did, that was on another day in Seoul, or that is yet to happen', () => {
    const now = at('00:10:00');
    const none = [
      event('00:05:00', 'read', { cause: 'automatic' }),
      event('00:05:00', 'create', { cause: 'device', person: null }),
      event('00:05:00', 'create', { cause: 'job' }),
      event('00:05:00', 'read', { person: null }),
      event('00:00:00', 'sign-in', { at: at('00:00:00') - 1 }),
      event('00:11:00', 'sign-in'),
    ];
    expect(chooseForSlot(none, now)).toBeNull();
    const kept = event('00:00:00', 'read');
    expect(chooseForSlot([...none, kept], now)).toBe(kept);
  });

  it('is of one of the events that wait, whatever their order', () => {
    const waiting = fc.array(
      fc.record({
        id: fc.uuid(),
        at: fc.integer({ min: at('00:00:00'), max: at('23:59:59') }),
        kind: fc.constantFrom(...usageKinds),
        cause: fc.constantFrom(...usageCauses),
        person: fc.constantFrom(somebody, null),
      }),
    );
    fc.assert(
      fc.property(waiting, (events) => {
        const chosen = chooseForSlot(events, at('12:00:00'));
        expect(chooseForSlot([...events].reverse(), at('12:00:00'))?.id).toBe(chosen?.id);
        const could = events.filter((one) => isUse(one) && one.at <= at('12:00:00'));
        if (chosen) expect(could).toContain(chosen);
        else expect(could).toEqual([]);
      }),
    );
  });
});

describe('the next send', () => {
  it('leaves ten minutes after the answer by which the last was stored, not before', () => {
    expect(nextSendAt(null, at('09:00:00'))).toBe(at('09:00:00'));
    expect(nextSendAt(at('09:00:00.001'), at('09:05:00'))).toBe(at('09:10:00.001'));
    expect(nextSendAt(at('09:00:00'), at('09:30:00'))).toBe(at('09:30:00'));
  });

  it('leaves by 23:59, or on the next day', () => {
    const midnight = at('23:59:59.999') + 1;
    expect(nextSendAt(null, at('23:58:59.999'))).toBe(at('23:58:59.999'));
    expect(nextSendAt(null, at('23:59:00'))).toBe(midnight);
    expect(nextSendAt(at('23:50:00'), at('23:51:00'))).toBe(midnight);
  });
});
