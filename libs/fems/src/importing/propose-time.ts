import { type DateTime, dateOf, dateTimeOf, dayMs, hourOf, timeOf } from '@maru/platform';
import { intervalLengths } from '../metering/interval-grid';
import type { Stamp } from '../metering/reading-source.entity';
import { type ColumnKind, wallOf } from './column-kinds';
import { usualStep } from './findings';
import type { Midnight, TimeFormat } from './mapping';
import { MidnightEvidence } from './midnight-evidence';

export interface TimeProposal {
  readonly format: TimeFormat;
  readonly columns: readonly number[];
  readonly stamp: Stamp;
  readonly midnight: Midnight;
  readonly intervalSeconds: number;
  /** Of a sheet with a row a day: the time of each column that has one, `HH:MM`. */
  readonly slots: ReadonlyMap<number, string>;
  /** Rows share times: they are of several meters. */
  readonly stacked: boolean;
  /** It names times of a day, so it is no list of months. */
  readonly timed: boolean;
}

const slotsMin = 20;
const timeNames = /일시|시각|시간|date|time|stamp/i;

/** Where the times of a table stand and what they mean, as far as the table shows it; null where it has none. */
export function proposeTime(kinds: readonly ColumnKind[], ofSource: Stamp | null): TimeProposal | null {
  const whole = preferred(kinds.filter(({ isDateTime }) => isDateTime));
  if (whole) return fromStamps('dateTime', [whole], ofSource);
  const date = preferred(kinds.filter(({ isDate }) => isDate));
  if (!date) return null;
  const wide = wideSlots(kinds);
  if (wide) return fromSlots(date.index, wide, ofSource);
  const others = kinds.filter(({ index }) => index !== date.index);
  const named = others.filter(({ name }) => /시간|시각|시$|hour|time/i.test(name));
  const hour = named.find(({ isHour }) => isHour) ?? others.find(({ isHour, isTime, name }) => isHour && !isTime && name === '');
  if (hour && isOrdinal(hour)) return fromStamps('dateAndHour', [date, hour], ofSource);
  const time = named.find(({ isTime }) => isTime) ?? others.find(({ isTime, isNumber }) => isTime && !isNumber);
  if (time) return fromStamps('dateAndTime', [date, time], ofSource);
  return { ...fromStamps('dateTime', [date], ofSource), timed: false };
}

function preferred(kinds: readonly ColumnKind[]): ColumnKind | undefined {
  return kinds.find(({ name }) => timeNames.test(name)) ?? kinds[0];
}

/** Hours by their numbers, not by a clock's text. */
function isOrdinal({ cells }: ColumnKind): boolean {
  return (
    cells.some((cell) => hourOf(cell).ok && !timeOf(cell).ok) ||
    cells.every((cell) => typeof cell === 'number' || /^\s*\d{0,2}\s*$/.test(String(cell ?? '')))
  );
}

/** Stamps as the rows write them; a time over merged cells goes on below. */
function stampsOf(format: TimeFormat, [first, second]: readonly ColumnKind[]): DateTime[] {
  const { cells, dateOrder } = first as ColumnKind;
  let day: number | null = null;
  return cells.flatMap((cell, at) => {
    if (format === 'dateTime') {
      const parsed = dateTimeOf(cell, dateOrder);
      return parsed.ok ? [parsed.value] : [];
    }
    const date = dateOf(cell, dateOrder);
    const clock = (format === 'dateAndHour' ? hourOf : timeOf)(second?.cells[at]);
    if (date.ok) day = date.value;
    return clock.ok && day !== null && (date.ok || date.code === 'no-time') ? [{ ...clock.value, day }] : [];
  });
}

function fromStamps(format: TimeFormat, columns: readonly ColumnKind[], ofSource: Stamp | null): TimeProposal {
  const stamps = stampsOf(format, columns);
  const evidence = new MidnightEvidence();
  for (const { day, atMs } of stamps) evidence.add(day, atMs);
  const endsDate = evidence.ends > 0 && evidence.begins === 0;
  const walls = stamps.map((stamp) => wallOf(stamp) + (endsDate && stamp.atMs === 0 ? dayMs : 0));
  const distinct = new Set(walls);
  const steps = new Map<number, number>();
  let last = Number.NaN;
  for (const wall of walls) {
    const step = Math.abs(wall - last);
    if (step > 0) steps.set(step, (steps.get(step) ?? 0) + 1);
    last = wall;
  }
  const intervalSeconds = allowed(format === 'dateAndHour' ? 3600 : (usualStep(steps) ?? 0) / 1000);
  const showsEnd = endsDate || stamps.some(({ atMs }) => atMs === dayMs) || endsAtMidnight(stamps, intervalSeconds);
  const showsStart = format === 'dateAndHour' && stamps.some(({ atMs }) => atMs === 0) && !endsDate;
  return {
    format,
    columns: columns.map(({ index }) => index),
    stamp: showsEnd ? 'intervalEnd' : showsStart ? 'intervalStart' : (ofSource ?? 'intervalStart'),
    midnight: endsDate ? 'endsDate' : 'asWritten',
    intervalSeconds,
    slots: new Map(),
    stacked: walls.length > distinct.size * 1.5,
    timed: true,
  };
}

/** The first row is one interval into its day and the last is at midnight: whole days, each interval by its end. */
function endsAtMidnight(stamps: readonly DateTime[], intervalSeconds: number): boolean {
  return stamps.length > 1 && stamps[0]?.atMs === intervalSeconds * 1000 && stamps.at(-1)?.atMs === 0;
}

function allowed(seconds: number): number {
  return (intervalLengths as readonly number[]).includes(seconds) ? seconds : 900;
}

interface Slots {
  /** Of each column the end of its interval within the day, and where it begins if the heading says both. */
  readonly times: ReadonlyMap<number, { atMs: number; untilMs?: number }>;
  /** Numbers instead of times: 1 to 24 or 1 to 96. */
  readonly ordinal: boolean;
}

/** Columns whose headings are the times of a day: 24 hours, 48 half hours, 96 quarters. */
function wideSlots(kinds: readonly ColumnKind[]): Slots | null {
  const times = new Map<number, { atMs: number; untilMs?: number }>();
  const ordinals = new Map<number, number>();
  for (const { index, name } of kinds) {
    const last = name.split(' / ').at(-1) as string;
    const ordinal = /^h?\s*(\d{1,2})$/i.exec(last);
    if (ordinal) ordinals.set(index, Number(ordinal[1]));
    const parsed = ordinal ? null : last === '' ? null : hourOf(last);
    if (parsed?.ok) times.set(index, parsed.value);
  }
  if (times.size >= slotsMin && dividesDay(times.size)) return { times, ordinal: false };
  const numbers = [...ordinals.values()];
  if (ordinals.size < slotsMin || !dividesDay(ordinals.size)) return null;
  const stepMs = dayMs / ordinals.size;
  const first = Math.min(...numbers);
  if (first > 1 || Math.max(...numbers) !== ordinals.size - 1 + first) return null;
  return { times: new Map([...ordinals].map(([index, number]) => [index, { atMs: number * stepMs }])), ordinal: first === 1 };
}

function dividesDay(count: number): boolean {
  return count === 24 || count === 48 || count === 96;
}

function fromSlots(dateColumn: number, { times, ordinal }: Slots, ofSource: Stamp | null): TimeProposal {
  const ordered = [...times.values()];
  const intervalSeconds = 86_400 / times.size;
  const isStretch = ordered.every(({ untilMs }) => untilMs !== undefined);
  const last = ordered.at(-1)?.atMs;
  // A day that ends with 24:00, or with 00:00 after all others, is stamped by ends; the first of 1 to 24 ends at one.
  const byEnds = !isStretch && (ordinal || ordered.some(({ atMs }) => atMs === dayMs) || (last === 0 && ordered.length > 1));
  const clock = (atMs: number) =>
    `${String(Math.floor(atMs / 3_600_000)).padStart(2, '0')}:${String((atMs / 60_000) % 60).padStart(2, '0')}`;
  const slots = [...times].map(([index, { atMs }]) => [index, clock(byEnds && atMs === 0 ? dayMs : atMs)] as const);
  return {
    format: 'date',
    columns: [dateColumn],
    stamp: isStretch ? 'intervalStart' : byEnds ? 'intervalEnd' : ordered[0]?.atMs === 0 ? 'intervalStart' : (ofSource ?? 'intervalStart'),
    midnight: 'asWritten',
    intervalSeconds,
    slots: new Map(slots),
    stacked: false,
    timed: true,
  };
}
