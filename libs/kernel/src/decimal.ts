import { Decimal as DecimalJs } from 'decimal.js';

/** What a `numeric` column is asked to hold at most: digits before and after the point together, zeros at the ends not counted. */
export const decimalDigitsMax = 38;

/**
 * Decimals that are exact for what is done here: sums and products of parsed values stay far below 400 digits, so addition,
 * subtraction and multiplication never round. Division may; say to how many places where you divide.
 */
export const Decimal = DecimalJs.clone({ defaults: true, precision: 400, toExpNeg: -1000, toExpPos: 1000 });
export type Decimal = DecimalJs;

export type DecimalRefusal = 'malformed' | 'too-long';
export type DecimalResult = { readonly ok: true; readonly value: Decimal } | { readonly ok: false; readonly code: DecimalRefusal };

const shape = /^[+-]?(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
/** Longer text is refused before it is looked at: 38 digits need a sign, a point, an exponent and a few idle zeros. */
const textLengthMax = 100;

/** Why the text is no decimal, or null when it is one. Ingest asks this and hands the text itself to PostgreSQL. */
export function decimalRefusal(text: string): DecimalRefusal | null {
  if (text.length > textLengthMax) return 'too-long';
  const match = shape.exec(text);
  if (!match) return 'malformed';
  const whole = match[1] ?? '';
  const fraction = match[2] ?? '';
  const digits = whole + fraction;
  if (digits === '') return 'malformed';
  if (digits.length <= decimalDigitsMax && match[3] === undefined) return null;
  return plainDigits(digits, whole.length + Number(match[3] ?? 0)) <= decimalDigitsMax ? null : 'too-long';
}

/** Digits that the number has when written without an exponent; `point` is where the decimal point stands among `digits`. */
function plainDigits(digits: string, point: number): number {
  const significant = digits.replace(/0+$/, '');
  const leading = significant.length - significant.replace(/^0+/, '').length;
  if (leading === significant.length) return 1;
  return Math.max(point, significant.length) - Math.min(point, leading);
}

/** Reads plain or exponent notation. NaN, Infinity, hexadecimal, spaces, separators and more than 38 digits are refused. */
export function parseDecimal(text: string): DecimalResult {
  const code = decimalRefusal(text);
  return code ? { ok: false, code } : { ok: true, value: new Decimal(text) };
}

/** Plain notation without an exponent and without a negative zero. Throws a RangeError for NaN and Infinity. */
export function formatDecimal(value: Decimal): string {
  if (!value.isFinite()) throw new RangeError('not a finite number');
  return value.isZero() ? '0' : value.toFixed();
}
