import { daysAfter, daysBetween, endOfYears } from '@maru/kernel';
import type { Agreement } from '../agreements/agreements.query';
import type { CountedFrom, Notice, NoticeRule } from '../notices/notices';
import { type DayPeriod, halfYearsIn } from './half-year';

/** What is owed. */
export const dutyKinds = ['logs', 'registration', 'key', 'grant', 'retention'] as const;
export type DutyKind = (typeof dutyKinds)[number];

/**
 * - `late`: was to be done, its time is over, and there is no record that it was
 * - `due`: to be done now
 * - `not-begun`: begins with an event that has not been entered
 * - `running`: goes on; there is nothing to do but to go on
 * - `upcoming`: its time comes later
 * - `done`: done, or over
 * - `not-needed`: what it is for has been done otherwise
 */
export const dutyStates = ['late', 'due', 'not-begun', 'running', 'upcoming', 'done', 'not-needed'] as const;
export type DutyState = (typeof dutyStates)[number];

/** What to do next, as a code; null where there is nothing to do. */
export const nextSteps = [
  'enter-completion',
  'enter-final-completion',
  'use-and-send',
  'register',
  'register-late',
  'set-key',
  'prove-key',
  'renew-key',
  'give-grant',
  'keep',
] as const;
export type NextStep = (typeof nextSteps)[number];

export interface Duty {
  readonly kind: DutyKind;
  readonly state: DutyState;
  readonly next: NextStep | null;
  /** When it is to be done or kept up; null as long as that is not known, or where it is at no time in particular. */
  readonly period: DayPeriod | null;
  /** Running and due: days left, today among them. Upcoming: days until it begins. Late: days since it was due. Null otherwise. */
  readonly days: number | null;
  readonly siteId: string | null;
  /** Of a half-year that is to be registered by hand: the sites of the agreement of which no log was stored in it. */
  readonly sitesWithoutLog: readonly string[];
  readonly halfYear: string | null;
  /** The day on which a half-year was registered by hand. */
  readonly registeredOn: string | null;
  /** The rule of the notice from which it follows. */
  readonly rule: NoticeRule | null;
}

export type KeyState = 'unproven' | 'active' | 'stopped';

/** What is known of an agreement beside itself. */
export interface AgreementFacts {
  /** Day of registration by half-year; what was withdrawn is not there. */
  readonly registered: ReadonlyMap<string, string>;
  /** By half-year the sites of the agreement of which the log centre said that it stored as many logs as spare a registration by hand. */
  readonly sent: ReadonlyMap<string, ReadonlySet<string>>;
}

const nothing = { next: null, period: null, days: null, siteId: null, sitesWithoutLog: [], halfYear: null, registeredOn: null, rule: null };

/** A period of years from the day after an event: the day of the event is not counted (Civil Act of Korea, art. 157). */
export function periodAfter(event: string, years: number): DayPeriod {
  const from = daysAfter(event, 1);
  return { from, to: endOfYears(from, years) };
}

const eventOf = (agreement: Agreement, from: CountedFrom): string | null =>
  from === 'completed' ? agreement.completedOn : agreement.finallyCompletedOn;

const enter: Readonly<Record<CountedFrom, NextStep>> = { completed: 'enter-completion', finallyCompleted: 'enter-final-completion' };

/** The time in which logs are owed; null where none are, or it has not begun. */
export function logPeriod(agreement: Agreement, { logDuty }: Notice): DayPeriod | null {
  const event = logDuty && eventOf(agreement, logDuty.from);
  return logDuty && event ? periodAfter(event, logDuty.years) : null;
}

/** What follows from an agreement, its notice and what is known, as of a day. */
export function dutiesOf(agreement: Agreement, notice: Notice, facts: AgreementFacts, today: string): Duty[] {
  const logs = logPeriod(agreement, notice);
  return [
    ...logDuty(agreement, notice, today),
    ...(logs ? registrations(agreement, logs, notice, facts, today) : []),
    retention(agreement, notice, today),
  ];
}

/** Of the company as a whole, while it owes logs: the office sees what is shown for them only where it is let. */
export function grantDuty(isGranted: boolean): Duty {
  return { ...nothing, kind: 'grant', state: isGranted ? 'done' : 'due', next: isGranted ? null : 'give-grant' };
}

function logDuty(agreement: Agreement, notice: Notice, today: string): Duty[] {
  if (!notice.logDuty) return [];
  const duty = { ...nothing, kind: 'logs', rule: 'logDuty' } as const;
  const period = logPeriod(agreement, notice);
  if (!period) return [{ ...duty, state: 'not-begun', next: enter[notice.logDuty.from] }];
  const time = timeOf(period, today);
  return [{ ...duty, period, ...time, next: time.state === 'running' ? 'use-and-send' : null }];
}

function retention(agreement: Agreement, notice: Notice, today: string): Duty {
  const { years, from } = notice.retention;
  const duty = { ...nothing, kind: 'retention', rule: 'retention' } as const;
  const event = eventOf(agreement, from);
  if (!event) return { ...duty, state: 'not-begun', next: enter[from] };
  const period = periodAfter(event, years);
  const time = timeOf(period, today);
  return { ...duty, period, ...time, next: time.state === 'running' ? 'keep' : null };
}

function timeOf({ from, to }: DayPeriod, today: string): Pick<Duty, 'state' | 'days'> {
  if (today < from) return { state: 'upcoming', days: daysBetween(today, from) };
  return today < to ? { state: 'running', days: daysBetween(today, to) } : { state: 'done', days: null };
}

/**
 * Every half-year up to the next one. Registration by hand is for logs that no system sends: it is needed as long as there is a site of the
 * agreement of which fewer logs were stored than the notice's rule asks for, since the portal knows each by itself. What the rule spares is told with
 * what of it is inferred.
 */
function registrations(
  { siteIds }: Agreement,
  logs: DayPeriod,
  { registrationMonths }: Notice,
  { registered, sent }: AgreementFacts,
  today: string,
): Duty[] {
  const all = halfYearsIn(logs, registrationMonths);
  const next = all.find(({ window }) => today < window.from);
  return all
    .filter(({ window }) => window.from <= (next?.window.from ?? today))
    .map(({ id, window }): Duty => {
      const duty = { ...nothing, kind: 'registration', period: window, halfYear: id, rule: 'logDuty' } as const;
      const registeredOn = registered.get(id);
      if (registeredOn !== undefined) return { ...duty, state: 'done', registeredOn };
      const sitesWithoutLog = siteIds.filter((siteId) => !sent.get(id)?.has(siteId));
      if (sitesWithoutLog.length === 0) return { ...duty, state: 'not-needed', rule: 'registration' };
      const open = { ...duty, sitesWithoutLog };
      if (today < window.from) return { ...open, state: 'upcoming', days: daysBetween(today, window.from) };
      if (today < window.to) return { ...open, state: 'due', next: 'register', days: daysBetween(today, window.to) };
      return { ...open, state: 'late', next: 'register-late', days: daysBetween(window.to, today) + 1 };
    });
}

const keySteps: Readonly<Record<KeyState, NextStep | null>> = { active: null, unproven: 'prove-key', stopped: 'renew-key' };

/** Of a site of an agreement that owes logs: the log centre knows each by a key of its own. @param state null where it has no key */
export function keyDuty(siteId: string, state: KeyState | null): Duty {
  const next = state ? keySteps[state] : 'set-key';
  return { ...nothing, kind: 'key', siteId, state: next ? 'due' : 'done', next };
}
