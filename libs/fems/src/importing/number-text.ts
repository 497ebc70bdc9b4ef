import { type Cell, FaultyCell, WallCell } from '@maru/platform';
import { valueRefusal, valueText } from '../ledger/reading-rules';
import type { RowFaultCode } from '../ledger/row-faults';
import type { DecimalMark } from './mapping';

export type NumberFaultCode = RowFaultCode | 'formula-without-value' | 'error-value';
export type NumberResult = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: NumberFaultCode };

const fault = (code: NumberFaultCode) => ({ ok: false, code }) as const;
const plainDigits = /^\d{1,30}(?:\.\d{1,30})?$/;
const grouped: Readonly<Record<DecimalMark, RegExp>> = {
  '.': /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/,
  ',': /^[+-]?\d{1,3}(?:[. \u00a0\u202f]\d{3})+(?:,\d*)?$/,
};

/** The decimal that a cell holds, by the rules of every reading. Thousands may be parted, each group whole: what else stands there is no number. */
export function numberOf(cell: Cell | undefined, mark: DecimalMark): NumberResult {
  if (typeof cell === 'number') return judged(cell);
  if (cell === null || cell === undefined) return fault('missing');
  if (cell instanceof FaultyCell) return fault(cell.code);
  if (cell instanceof WallCell || typeof cell === 'boolean') return fault('not-a-number');
  const text = cell.trim();
  if (mark === '.' && plainDigits.test(text)) return judged(text);
  if (text === '') return fault('missing');
  return judged(withPoint(text, mark));
}

/** The number with a decimal point and no groups. Text of any other form is left as it is, to be refused. */
function withPoint(text: string, mark: DecimalMark): string {
  const digits = grouped[mark].test(text) ? text.replace(mark === '.' ? /,/g : /[. \u00a0\u202f]/g, '') : text;
  if (mark === '.') return digits;
  // By this mark a point is no decimal point: `1.5` would become another number.
  return digits.includes('.') ? 'x' : digits.replace(',', '.');
}

function judged(value: number | string): NumberResult {
  const refusal = valueRefusal(value);
  if (refusal) return fault(refusal === 'malformed' ? 'not-a-number' : refusal);
  return { ok: true, text: valueText(value) };
}
