import { logOutcome } from './log-answer';

describe('an answer of the log centre', () => {
  it('says by AP1002 alone that a log is stored', () => {
    const codes = Array.from({ length: 10_000 }, (_, number) => `AP${String(number).padStart(4, '0')}`);
    expect(codes.filter((code) => logOutcome(code) === 'stored')).toEqual(['AP1002']);
  });

  it.each([
    ['AP1001', 'received'],
    ['AP1028', 'test'],
    ['AP1029', 'too-soon'],
    ['AP1030', 'not-collected'],
    ['AP1031', 'day-limit'],
    ['AP1032', 'day-limit'],
    ['AP1033', 'day-limit'],
    ['AP1004', 'refused'],
    ['AP1026', 'refused'],
    ['AP1013', 'unknown'],
    ['API001', 'unknown'],
    ['toString', 'unknown'],
    ['ap1002', 'unknown'],
    [null, 'unknown'],
  ])('means by %p: %s', (code, outcome) => {
    expect(logOutcome(code)).toBe(outcome);
  });
});
