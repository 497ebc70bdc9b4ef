import type { AttentionPart } from '@maru/platform';
import type { AttentionEntry } from './attention.dto';
import { countsOf, fingerprintOf, ordered, secondsUntil } from './attention-order';

const entry = (kind: string, severity: AttentionEntry['severity'], isNoted = false): AttentionEntry => ({
  kind,
  severity,
  count: 1,
  names: [],
  since: null,
  until: null,
  about: null,
  amount: null,
  fingerprint: '',
  note: isNoted ? { acknowledgedAt: '2026-01-01T00:00:00Z', acknowledgedBy: null } : null,
});

describe('what needs attention', () => {
  const entries = [
    entry('a.info', 'info'),
    entry('a.noted', 'bad', true),
    entry('b.bad', 'bad'),
    entry('c.warning', 'warning'),
    entry('d.bad', 'bad'),
  ];

  it('has the most urgent first, and last what somebody has taken note of', () => {
    expect(ordered(entries).map(({ kind }) => kind)).toEqual(['b.bad', 'd.bad', 'c.warning', 'a.info', 'a.noted']);
  });

  it('counts what is open', () => {
    expect(countsOf(entries)).toEqual({ bad: 2, warning: 1, info: 1 });
  });

  it('is another matter of other things, of another time, and of another kind', () => {
    const part = (thing: string, to: number, from = to) => ({ thing, stretchMs: { from, to } });
    const whole = { thing: 'z', stretchMs: null };
    const of = (kind: string, ...parts: AttentionPart[]) => fingerprintOf({ kind, parts });
    const one = of('a.b', part('x', 2), whole);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
    expect(of('a.b', whole, part('x', 2, 1))).toBe(one);
    for (const other of [
      of('a.b', part('x', 3), whole),
      of('a.b', part('x', 2)),
      of('a.b', part('y', 2), whole),
      of('a.c', part('x', 2), whole),
    ])
      expect(other).not.toBe(one);
  });

  it('changes by time alone at the earliest time that is told', () => {
    const now = new Date('2026-01-01T00:00:00Z');
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    expect(secondsUntil([null, at(90.5), at(30), at(-5)], now)).toBe(31);
    expect(secondsUntil([null, at(0), at(-5)], now)).toBeNull();
  });
});
