import { daysAfter } from '@maru/kernel';
import type { Agreement } from '../agreements/agreements.query';
import { currentNotice, type Notice } from '../notices/notices';
import { type AgreementFacts, dutiesOf, grantDuty, type KeyState, keyDuty, logPeriod, periodAfter } from './duty';
import { halfYearsIn, sharedDays } from './half-year';

const notice = (id: string) => currentNotice(id) as Notice;
const carbon = notice('carbon-neutral-2025');
const agreement = (more: Partial<Agreement> = {}): Agreement => ({
  id: 'a',
  number: 'A-1',
  noticeId: carbon.id,
  noticeVersion: 1,
  partyKind: 'manufacturer',
  partyName: null,
  supplierId: null,
  siteIds: ['one'],
  signedOn: '2024-01-10',
  completedOn: '2024-02-29',
  finallyCompletedOn: null,
  targetLevel: null,
  modules: ['fems'],
  version: 1,
  simulated: false,
  ...more,
});
const facts = (more: Partial<AgreementFacts> = {}): AgreementFacts => ({
  registered: new Map(),
  sent: new Map(),
  ...more,
});
const duties = (today: string, known = facts(), of = agreement(), under = carbon) => dutiesOf(of, under, known, today);
const logs = (today: string, of = agreement(), under = carbon) => duties(today, facts(), of, under).find(({ kind }) => kind === 'logs');
const registrations = (today: string, known = facts()) =>
  duties(today, known)
    .filter(({ kind }) => kind === 'registration')
    .map(({ halfYear, state, days }) => [halfYear, state, days]);

describe('years after a day', () => {
  it.each([
    ['2024-02-29', '2024-03-01', '2027-02-28'],
    ['2024-02-28', '2024-02-29', '2027-02-28'],
    ['2025-02-28', '2025-03-01', '2028-02-29'],
    ['2025-03-31', '2025-04-01', '2028-03-31'],
    ['2025-12-31', '2026-01-01', '2028-12-31'],
    ['0024-02-29', '0024-03-01', '0027-02-28'],
  ])('after %s are from %s to %s: the day itself is not counted', (event, from, last) => {
    const period = periodAfter(event, 3);
    expect([period.from, daysAfter(period.to, -1)]).toEqual([from, last]);
  });
});

describe('the duty of logs', () => {
  it('begins the day after completion and ends three years later', () => {
    expect(logs('2024-02-29')).toMatchObject({ state: 'upcoming', days: 1, next: null });
    expect(logs('2024-03-01')).toMatchObject({ state: 'running', days: 1095, next: 'use-and-send' });
    expect(logs('2027-02-28')).toMatchObject({ state: 'running', days: 1 });
    expect(logs('2027-03-01')).toMatchObject({ state: 'done', days: null, next: null });
  });

  it('waits for the day that the notice names, and says which one', () => {
    expect(logs('2024-06-01', agreement({ completedOn: null }))).toMatchObject({
      state: 'not-begun',
      next: 'enter-completion',
      period: null,
    });
    const cloud = notice('cloud-solution-2023');
    expect(logs('2024-06-01', agreement(), cloud)).toMatchObject({ state: 'not-begun', next: 'enter-final-completion' });
    expect(logPeriod(agreement({ finallyCompletedOn: '2024-08-31' }), cloud)).toEqual({ from: '2024-09-01', to: '2027-09-01' });
  });

  it('is none where the notice asks for none', () => {
    expect(duties('2024-06-01', facts(), agreement(), notice('lighthouse-2021')).map(({ kind }) => kind)).toEqual(['retention']);
  });
});

describe('registration by hand', () => {
  it('is owed in each June and December that lies in the duty', () => {
    const ids = (from: string, to: string, months = [6, 12]) => halfYearsIn({ from, to }, months).map(({ id }) => id);
    expect(ids('2024-03-01', '2027-03-01')).toEqual(['2024-H1', '2024-H2', '2025-H1', '2025-H2', '2026-H1', '2026-H2']);
    expect(ids('2024-06-30', '2024-12-01')).toEqual(['2024-H1']);
    expect(ids('2024-07-01', '2024-12-02')).toEqual(['2024-H2']);
    expect(ids('2024-03-01', '2027-03-01', [])).toEqual([]);
    expect(ids('0024-03-01', '0025-01-01')).toEqual(['0024-H1', '0024-H2']);
  });

  it('is about the days of the half-year that lie in the duty', () => {
    const duty = { from: '2024-03-01', to: '2026-12-20' };
    const days = halfYearsIn(duty, [6, 12]).map(({ id, period }) => [id, sharedDays(period, duty)]);
    expect(days.at(0)).toEqual(['2024-H1', { from: '2024-03-01', to: '2024-07-01' }]);
    expect(days.at(1)).toEqual(['2024-H2', { from: '2024-07-01', to: '2025-01-01' }]);
    expect(days.at(-1)).toEqual(['2026-H2', { from: '2026-07-01', to: '2026-12-20' }]);
  });

  it.each([
    ['2024-05-31', [['2024-H1', 'upcoming', 1]]],
    [
      '2024-06-01',
      [
        ['2024-H1', 'due', 30],
        ['2024-H2', 'upcoming', 183],
      ],
    ],
    [
      '2024-06-30',
      [
        ['2024-H1', 'due', 1],
        ['2024-H2', 'upcoming', 154],
      ],
    ],
    [
      '2024-07-01',
      [
        ['2024-H1', 'late', 1],
        ['2024-H2', 'upcoming', 153],
      ],
    ],
    [
      '2024-12-31',
      [
        ['2024-H1', 'late', 184],
        ['2024-H2', 'due', 1],
        ['2025-H1', 'upcoming', 152],
      ],
    ],
  ])('is on %s %j', (today, expected) => {
    expect(registrations(today)).toEqual(expected);
  });

  it('is done with a record, and not needed where logs were stored', () => {
    const known = facts({ registered: new Map([['2024-H1', '2024-06-20']]), sent: new Map([['2024-H2', new Set(['one'])]]) });
    expect(registrations('2025-01-15', known)).toEqual([
      ['2024-H1', 'done', null],
      ['2024-H2', 'not-needed', null],
      ['2025-H1', 'upcoming', 137],
    ]);
  });

  it('is spared by a rule of the notice that is inferred, and told as such', () => {
    const known = facts({ sent: new Map([['2024-H1', new Set(['one'])]]) });
    const [spared] = dutiesOf(agreement(), carbon, known, '2024-12-10').filter(({ kind }) => kind === 'registration');
    expect([spared.state, spared.rule]).toEqual(['not-needed', 'registration']);
    expect(carbon.uncertain.map(({ rule }) => rule)).toContain(spared.rule);
  });

  it('is needed as long as there is a site of the agreement without a log, and names those', () => {
    const of = agreement({ siteIds: ['one', 'two', 'three'] });
    const sent = new Map([
      ['2024-H1', new Set(['one', 'two', 'three'])],
      ['2024-H2', new Set(['two', 'elsewhere'])],
    ]);
    const open = dutiesOf(of, carbon, facts({ sent }), '2024-12-10').filter(({ kind }) => kind === 'registration');
    expect(open.map(({ halfYear, state, next, sitesWithoutLog }) => [halfYear, state, next, sitesWithoutLog])).toEqual([
      ['2024-H1', 'not-needed', null, []],
      ['2024-H2', 'due', 'register', ['one', 'three']],
      ['2025-H1', 'upcoming', null, ['one', 'two', 'three']],
    ]);
  });

  it('that was never recorded stays late when the duty is over', () => {
    expect(registrations('2027-03-01').map(([halfYear, state]) => [halfYear, state])).toEqual(
      ['2024-H1', '2024-H2', '2025-H1', '2025-H2', '2026-H1', '2026-H2'].map((id) => [id, 'late']),
    );
  });
});

describe('what goes with the duty of logs', () => {
  it('is a proven key of each site', () => {
    const of = (key: KeyState | null) => {
      const { kind, siteId, state, next } = keyDuty('one', key);
      return [kind, siteId, state, next];
    };
    expect(of(null)).toEqual(['key', 'one', 'due', 'set-key']);
    expect(of('unproven')).toEqual(['key', 'one', 'due', 'prove-key']);
    expect(of('stopped')).toEqual(['key', 'one', 'due', 'renew-key']);
    expect(of('active')).toEqual(['key', 'one', 'done', null]);
  });

  it('is consent to reporting, of the company as a whole', () => {
    expect([grantDuty(false), grantDuty(true)]).toMatchObject([
      { kind: 'grant', state: 'due', next: 'give-grant' },
      { kind: 'grant', state: 'done', next: null },
    ]);
  });
});

describe('retention', () => {
  it('is five years from the day that the notice names', () => {
    const kept = (today: string) => duties(today).find(({ kind }) => kind === 'retention');
    expect(kept('2027-03-01')).toMatchObject({ state: 'running', period: { from: '2024-03-01', to: '2029-03-01' }, days: 731 });
    expect(kept('2029-03-01')).toMatchObject({ state: 'done', next: null });
  });
});
