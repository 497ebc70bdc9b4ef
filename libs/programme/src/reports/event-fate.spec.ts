import type { LogOutcome } from '@maru/evidence';
import { fateOf, type SeenSend } from './event-fate';

const sends = (...outcomes: (LogOutcome | null)[]): SeenSend[] =>
  outcomes.map((outcome, index) => ({ sentAt: index, outcome, code: null, centreReceivedAt: null }));

describe('what became of an event', () => {
  it.each<[string, (LogOutcome | null)[], string, number | null]>([
    ['nothing was sent of it', [], 'not-sent', null],
    ['it was stored', ['stored'], 'stored', 0],
    ['it was stored after it had come too soon', ['too-soon', 'unsent', 'stored'], 'stored', 2],
    ['no answer came', [null], 'uncertain', 0],
    ['it was received, and not said to be stored', ['too-soon', 'received'], 'uncertain', 1],
    ['it was refused', ['unsent', 'refused'], 'refused', 1],
    ['the day was full', ['day-limit'], 'refused', 0],
    ['it came too soon and was not sent again', ['unsent', 'too-soon'], 'not-stored', 1],
  ])('where %s', (_what, outcomes, fate, decidedBy) => {
    const found = fateOf(sends(...outcomes));
    expect([found.fate, found.send?.sentAt ?? null, found.attempts]).toEqual([fate, decidedBy, outcomes.length]);
  });
});
