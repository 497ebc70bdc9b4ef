import { Decimal, decimalRefusal, formatDecimal } from '@maru/kernel';
import type { RowFaultCode } from './row-faults';

/** What ingest needs to know of a point; none of it ever changes. */
export interface PointFacts {
  readonly id: string;
  readonly pointNumber: number;
  readonly intervalMs: number;
  /** How far its intervals begin after the multiples of their length since 1970-01-01T00:00Z. */
  readonly gridOffsetMs: number;
}

/** Between which times an interval may begin, in epoch milliseconds. */
export interface TimeBounds {
  readonly oldestMs: number;
  readonly newestMs: number;
}

const dayMs = 86_400_000;
const yearsBack = 10;

/** Ten years back and a day ahead: what lies beyond is a broken clock or a slip of the pen. */
export function timeBounds(nowMs: number): TimeBounds {
  const now = new Date(nowMs);
  return {
    oldestMs: Date.UTC(now.getUTCFullYear() - yearsBack, now.getUTCMonth(), now.getUTCDate()),
    newestMs: nowMs + dayMs,
  };
}

/** Why no interval of the point begins at `start`, or null when one does. */
export function misplacement(
  start: number,
  { intervalMs, gridOffsetMs }: PointFacts,
  { oldestMs, newestMs }: TimeBounds,
): 'too-old' | 'in-the-future' | 'off-grid' | null {
  if (start < oldestMs) return 'too-old';
  if (start > newestMs) return 'in-the-future';
  return (start - gridOffsetMs) % intervalMs === 0 ? null : 'off-grid';
}

/** Doubles that print as a plain decimal of few digits, which nearly all readings are. */
const isPlain = (value: number) => value === 0 || (value >= 1e-6 && value < 1e21);

/** Why the value is no reading, or null when it is one: the energy of an interval, never negative. */
export function valueRefusal(value: unknown): RowFaultCode | null {
  if (typeof value === 'number') {
    if (isPlain(value)) return null;
    if (!Number.isFinite(value)) return 'not-finite';
    return value < 0 ? 'negative' : decimalRefusal(String(value));
  }
  if (typeof value !== 'string') return value === undefined ? 'missing' : 'not-a-number';
  const refusal = decimalRefusal(value);
  if (refusal) return refusal;
  return value.startsWith('-') && !new Decimal(value).isZero() ? 'negative' : null;
}

/** Text that PostgreSQL reads as the same number. Signs and exponents are written out: numeric would keep `0e-900` as 900 zeros. */
export function valueText(value: number | string): string {
  if (typeof value === 'number' && isPlain(value)) return String(value);
  const text = String(value);
  return /^[\d.]+$/.test(text) ? text : formatDecimal(new Decimal(text));
}
