import { Temporal } from 'temporal-polyfill';
import { dateOf, dayMs } from './calendar';

/** A stretch of time in which a zone keeps one offset from UTC; half-open, in epoch milliseconds. */
interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offsetMs: number;
}

interface ZoneSpans {
  /** Where the last question fell: the next one nearly always falls there too. */
  last: OffsetSpan;
  readonly known: OffsetSpan[];
}

const zones = new Map<string, ZoneSpans>();
const nameShape = /^(?:UTC|[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*)+)$/;

/** True for a name of the IANA database as this runtime knows it ('Asia/Seoul', 'UTC'); offsets and abbreviations are not names. */
export function isZone(text: unknown): text is string {
  if (typeof text !== 'string' || text.length > 64 || !nameShape.test(text)) return false;
  if (zones.has(text)) return true;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
    // Intl forgives case and PostgreSQL prints what it was given; one spelling is kept.
    return known === text || known.toLowerCase() !== text.toLowerCase();
  } catch {
    return false;
  }
}

/** The span of one offset that an instant lies in. Throws a RangeError for a zone that isZone refuses. */
export function offsetSpan(epochMs: number, zone: string): OffsetSpan {
  const spans = zones.get(zone);
  if (!spans) {
    if (!isZone(zone)) throw new RangeError(`'${zone}' is not a time zone`);
    const span = readSpan(epochMs, zone);
    zones.set(zone, { last: span, known: [span] });
    return span;
  }
  const contains = (span: OffsetSpan) => epochMs >= span.from && epochMs < span.to;
  if (contains(spans.last)) return spans.last;
  let span = spans.known.find(contains);
  if (!span) {
    span = readSpan(epochMs, zone);
    spans.known.push(span);
  }
  spans.last = span;
  return span;
}

function readSpan(epochMs: number, zone: string): OffsetSpan {
  const at = Temporal.Instant.fromEpochMilliseconds(epochMs).toZonedDateTimeISO(zone);
  const next = at.getTimeZoneTransition('next');
  // "Previous" means strictly before, so ask from a nanosecond later: an instant on a transition belongs to what begins there.
  const previous = at.add({ nanoseconds: 1 }).getTimeZoneTransition('previous');
  return {
    from: previous ? previous.epochMilliseconds : Number.NEGATIVE_INFINITY,
    to: next ? next.epochMilliseconds : Number.POSITIVE_INFINITY,
    offsetMs: at.offsetNanoseconds / 1_000_000,
  };
}

/**
 * The instants at which the clocks of a zone show a wall time, earliest first: one; none where they jump over it; two where they go
 * through it twice. Both in epoch milliseconds, the wall time as if its clock were UTC's.
 */
export function instantsOfWall(wallMs: number, zone: string): number[] {
  // The offsets in force a day before and a day after are the candidates, whatever the zone.
  const before = wallMs - offsetSpan(wallMs - dayMs, zone).offsetMs;
  const after = wallMs - offsetSpan(wallMs + dayMs, zone).offsetMs;
  if (before === after) return [before];
  return [Math.min(before, after), Math.max(before, after)].filter((instant) => instant + offsetSpan(instant, zone).offsetMs === wallMs);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

/**
 * An instant as RFC 3339 text with the zone's offset: '2018-11-22T09:45:00+09:00', milliseconds only where there are some.
 * Offsets of old local times have seconds, which RFC 3339 cannot write: they are cut to the minute and the wall time with them,
 * so that the instant stays the same.
 */
export function formatInZone(epochMs: number, zone: string): string {
  const offsetMinutes = Math.trunc(offsetSpan(epochMs, zone).offsetMs / 60_000);
  const local = epochMs + offsetMinutes * 60_000;
  const day = Math.floor(local / dayMs);
  const { year, month, day: dayOfMonth } = dateOf(day);
  const seconds = Math.floor((local - day * dayMs) / 1000);
  const millis = local - day * dayMs - seconds * 1000;
  const time = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  const fraction = millis === 0 ? '' : `.${pad(millis, 3)}`;
  const distance = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${pad(Math.floor(distance / 60), 2)}:${pad(distance % 60, 2)}`;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}T${time}${fraction}${offset}`;
}

/** The zone of the service's home clock: of a site that names no zone, and of what belongs to no site. */
export const HOME_ZONE = 'Asia/Seoul';

/** Of what belongs to no site: a time on the service's home clock. */
export function atHome(time: Date): string {
  return formatInZone(time.getTime(), HOME_ZONE);
}
