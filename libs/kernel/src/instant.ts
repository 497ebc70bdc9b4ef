import { dayMs, epochDay, epochMsEnd, epochMsMin, monthLength } from './calendar';

/**
 * Why a text is no instant: `no-zone` has a date and a time but no offset; `out-of-range` has a field beyond its calendar (30 February,
 * hour 24, a leap second, the year 10000, an offset beyond 18 hours); `too-precise` names less than a millisecond.
 */
export type InstantRefusal = 'no-zone' | 'malformed' | 'out-of-range' | 'too-precise';
export type InstantResult = { readonly ok: true; readonly epochMs: number } | { readonly ok: false; readonly code: InstantRefusal };

const noZone: InstantResult = Object.freeze({ ok: false, code: 'no-zone' });
const malformed: InstantResult = Object.freeze({ ok: false, code: 'malformed' });
const outOfRange: InstantResult = Object.freeze({ ok: false, code: 'out-of-range' });
const tooPrecise: InstantResult = Object.freeze({ ok: false, code: 'too-precise' });

const offsetMinutesMax = 18 * 60;

/** Two digits at `at`, or a negative number. Past the end charCodeAt gives NaN, which `| 0` makes a non-digit. */
function two(text: string, at: number): number {
  const tens = (text.charCodeAt(at) | 0) - 48;
  const ones = (text.charCodeAt(at + 1) | 0) - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/**
 * An RFC 3339 date-time with its offset (`Z`, `+09:00`; `-00:00` is read as UTC), in epoch milliseconds, of years 0001 to 9999.
 * Up to six fractional digits are read; what lies below the millisecond must be zero, because it would be lost.
 * Written by hand because ingest calls it for every reading: a pattern and Date take several times as long.
 */
export function parseInstant(text: string): InstantResult {
  const century = two(text, 0);
  const yearOfCentury = two(text, 2);
  const month = two(text, 5);
  const day = two(text, 8);
  const hour = two(text, 11);
  const minute = two(text, 14);
  const second = two(text, 17);
  // The sign bit of any missing pair survives the `or`.
  if ((century | yearOfCentury | month | day | hour | minute | second) < 0 || !hasSeparators(text)) return explainMalformed(text);

  let at = 19;
  let fractionMs = 0;
  if (text.charCodeAt(19) === 46) {
    let digits = 0;
    let micros = 0;
    for (at = 20; ; at++, digits++) {
      const digit = text.charCodeAt(at) - 48;
      if (!(digit >= 0 && digit <= 9)) break;
      if (digits < 6) micros = micros * 10 + digit;
    }
    if (digits === 0) return malformed;
    for (let place = digits; place < 6; place++) micros *= 10;
    if (digits > 6 || micros % 1000 !== 0) return endOf(text, at) === null ? malformed : tooPrecise;
    fractionMs = micros / 1000;
  }

  if (at === text.length) return noZone;
  const offsetMinutes = endOf(text, at);
  if (offsetMinutes === null) return malformed;
  const year = century * 100 + yearOfCentury;
  if (year === 0 || month === 0 || month > 12 || day === 0 || day > monthLength(year, month)) return outOfRange;
  if (hour > 23 || minute > 59 || second > 59 || Number.isNaN(offsetMinutes)) return outOfRange;
  const epochMs = epochDay(year, month, day) * dayMs + ((hour * 60 + minute - offsetMinutes) * 60 + second) * 1000 + fractionMs;
  return epochMs < epochMsMin || epochMs >= epochMsEnd ? outOfRange : { ok: true, epochMs };
}

function hasSeparators(text: string): boolean {
  return (
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    (text.charCodeAt(10) | 32) === 116 &&
    text.charCodeAt(13) === 58 &&
    text.charCodeAt(16) === 58
  );
}

/** The offset in minutes when the text ends with one at `at`; NaN when it is beyond 18 hours; null when something else stands there. */
function endOf(text: string, at: number): number | null {
  const sign = text.charCodeAt(at);
  if ((sign | 32) === 122) return text.length === at + 1 ? 0 : null;
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58) return null;
  const hours = two(text, at + 1);
  const minutes = two(text, at + 4);
  if ((hours | minutes) < 0) return null;
  const total = hours * 60 + minutes;
  if (minutes > 59 || total > offsetMinutesMax) return Number.NaN;
  return sign === 43 ? total : -total;
}

/** A year of more than four digits deserves its own answer: people write the year 10000 to mean "for ever". */
function explainMalformed(text: string): InstantResult {
  return text.length <= 64 && /^\d{5,}-\d\d-\d\dT/i.test(text) ? outOfRange : malformed;
}
