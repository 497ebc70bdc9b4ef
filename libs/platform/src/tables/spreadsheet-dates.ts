import { WallCell } from './table';

const secondsOfDay = 86_400;
/** Days from day 0 of spreadsheets to 1970-01-01; they count a 29 February 1900 that was none (ECMA-376-1, 18.17.4.1). */
const daysBefore1970 = 25_569;
const leapDayThatWasNone = 60;
/** Workbooks of old Macintoshes begin to count four years later. */
const days1904 = 1_462;

/**
 * A date or time as spreadsheets count it, in days and their fractions. Rounded to the second: sums such as "the cell above and a
 * quarter of an hour" drift by millionths of it, which nobody sees there.
 */
export function wallOfSerial(serial: number, since1904 = false): WallCell {
  if (serial <= 1) return WallCell.time(Math.round(serial * secondsOfDay) * 1000);
  const days = since1904 ? serial + days1904 : serial;
  const epochDays = days - (days <= leapDayThatWasNone ? daysBefore1970 - 1 : daysBefore1970);
  return new WallCell(Math.round(epochDays * secondsOfDay) * 1000);
}

/** Built-in formats of dates and times; 27 to 36 and 50 to 58 are those of Korean, Japanese and Chinese versions (ECMA-376-1, 18.8.30). */
function isBuiltInDate(format: number): boolean {
  return (
    (format >= 14 && format <= 22) || (format >= 27 && format <= 36) || (format >= 45 && format <= 47) || (format >= 50 && format <= 58)
  );
}

/** Whether a cell with this format shows a date or a time. */
export function isDateFormat(format: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(format);
  // Of the first section, without quoted text, escaped characters, and brackets other than those of elapsed time.
  const plain = (code.split(';', 1)[0] as string)
    .replace(/"[^"]*"/g, '')
    .replace(/\\.|_.|\*./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  return /[ymdhs]/i.test(plain) && !/general/i.test(plain);
}
