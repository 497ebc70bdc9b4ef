/**
 * Instants and wall clocks. The browser's own zone is never used: a factory's day is a day where the factory stands.
 * A wall clock is the text 'YYYY-MM-DDTHH:mm' or a date 'YYYY-MM-DD'; an instant is in milliseconds since 1970 (UTC).
 */
const minuteMs = 60_000;
export const dayMs = 86_400_000;

/** The zone of what belongs to no site (sessions, usage events): the service's home. */
export const homeZone = 'Asia/Seoul';

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const numeric = '2-digit' as const;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  clocks.set(zone, made);
  return made;
}

/** Offsets by zone and UTC day: null for a day within which the clock is changed. */
const offsetsOfDays = new Map<string, Map<number, number | null>>();

/**
 * How far the zone's wall clock is ahead of UTC at an instant, in milliseconds. Asking the browser is slow beside everything
 * else that a year of quarter-hours needs, so it is asked for each day.
 */
export function offsetMs(instantMs: number, zone: string): number {
  const day = Math.floor(instantMs / dayMs);
  const days = offsetsOfDays.get(zone) ?? new Map<number, number | null>();
  if (days.size === 0) offsetsOfDays.set(zone, days);
  let offset = days.get(day);
  if (offset === undefined) {
    const atStart = offsetAt(day * dayMs, zone);
    offset = atStart === offsetAt((day + 1) * dayMs, zone) ? atStart : null;
    days.set(day, offset);
  }
  return offset ?? offsetAt(instantMs, zone);
}

function offsetAt(instantMs: number, zone: string): number {
  const part = Object.fromEntries(
    clockOf(zone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const wallMs = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  return wallMs - Math.floor(instantMs / 1000) * 1000;
}

/** The instant at which the zone's wall clock shows this; the first of two in the autumn's double hour. */
export function instantOf(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall.length === 10 ? `${wall}T00:00` : wall}:00Z`);
  const guess = asUtc - offsetMs(asUtc - dayMs / 2, zone);
  return asUtc - offsetMs(guess, zone);
}

const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
const offsetTexts = new Map<number, string>();
/** The day that was asked for last: a year of quarter-hours asks for each day 96 times in a row. */
let lastDay = { number: Number.NaN, text: '' };

function offsetText(offset: number): string {
  const known = offsetTexts.get(offset);
  if (known !== undefined) return known;
  const minutes = Math.abs(offset) / minuteMs;
  const made = `${offset < 0 ? '-' : '+'}${twoDigits[Math.floor(minutes / 60)]}:${twoDigits[Math.floor(minutes % 60)]}`;
  offsetTexts.set(offset, made);
  return made;
}

/** RFC 3339 text of an instant with the zone's offset, such as 2018-11-22T09:45:00+09:00. */
export function zonedText(instantMs: number, zone: string): string {
  const offset = offsetMs(instantMs, zone);
  const wallMs = instantMs + offset;
  const number = Math.floor(wallMs / dayMs);
  if (number !== lastDay.number) lastDay = { number, text: new Date(number * dayMs).toISOString().slice(0, 11) };
  const seconds = Math.floor((wallMs - number * dayMs) / 1000);
  const clock = `${twoDigits[Math.floor(seconds / 3600)]}:${twoDigits[Math.floor(seconds / 60) % 60]}:${twoDigits[seconds % 60]}`;
  return `${lastDay.text}${clock}${offsetText(offset)}`;
}

/** The wall clock that an RFC 3339 text itself shows, whatever zone it is in. */
export const wallOf = (text: string): string => text.slice(0, 16);

/** The date of a wall clock moved by whole days. */
export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date.slice(0, 10)}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** The first of the month that is so many months away. */
export function addMonths(date: string, months: number): string {
  const [year, month] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}
