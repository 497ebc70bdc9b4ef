/** 사업자등록번호: three digits of the tax office, two of the kind of business, four of the serial number and a check digit. */

export type BusinessRegistrationNumberRefusal = 'malformed' | 'check-digit';
export type BusinessRegistrationNumberResult =
  | { readonly ok: true; readonly digits: string }
  | { readonly ok: false; readonly code: BusinessRegistrationNumberRefusal };

const shape = /^(?:\d{10}|\d{3}-\d{2}-\d{5})$/;
const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/** The tenth digit that belongs to the first nine: each times its weight, the ninth's tens counted once more, up to the next ten. */
function checkDigit(digits: string): number {
  const weighted = weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0);
  const carried = Math.floor((Number(digits[8]) * 5) / 10);
  return (10 - ((weighted + carried) % 10)) % 10;
}

/** Takes '124-81-00998' or '1248100998' and gives the ten digits. Ten zeros satisfy the check digit and are still no number. */
export function parseBusinessRegistrationNumber(text: string): BusinessRegistrationNumberResult {
  if (!shape.test(text)) return { ok: false, code: 'malformed' };
  const digits = text.replaceAll('-', '');
  if (/^0+$/.test(digits)) return { ok: false, code: 'malformed' };
  return Number(digits[9]) === checkDigit(digits) ? { ok: true, digits } : { ok: false, code: 'check-digit' };
}

/** Ten digits as people write them: '124-81-00998'. */
export function formatBusinessRegistrationNumber(digits: string): string {
  return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
}
