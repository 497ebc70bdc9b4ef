import type { Language } from './language';
import { addDays, homeZone, zonedText } from './zoned';

/** Dates are formatted from the wall clock in their own text, so UTC here stands for "no zone of mine". */
const wallDate = (wall: string) => new Date(`${wall.slice(0, 10)}T00:00:00Z`);
const clock = (wall: string) => wall.slice(11, 16);

const atHome = (text: string) => zonedText(Date.parse(text), homeZone);

/**
 * How numbers and times are written for a person, by language. Times are RFC 3339 texts or wall clocks and are shown
 * as they stand; an end at midnight belongs to the day that it closes and is written 24:00 (ISO 8601-1:2019, 4.3.13).
 */
export function formatsOf(language: Language) {
  const locale = language === 'ko' ? 'ko-KR' : 'en-GB';
  // Both languages write a hyphen for a minus, which is shorter than the plus and is taken for a dash.
  const numbers = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value: number | Intl.StringNumericLiteral) => format.format(value).replace('-', '−');
  };
  const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (wall: string) => format.format(wallDate(wall));
  };
  const whole = numbers(fixed(0));
  const one = numbers(fixed(1));
  const two = numbers(fixed(2));
  const exact = numbers({ maximumFractionDigits: 20 });
  const signedOne = numbers({ ...fixed(1), signDisplay: 'exceptZero' });
  const signedTwo = numbers({ ...fixed(2), signDisplay: 'exceptZero' });
  const ticks = numbers({ maximumFractionDigits: 2 });
  const weekday = dates({ weekday: 'short' });
  const isKorean = language === 'ko';
  const month = dates({ month: isKorean ? 'long' : 'short' });
  // Put together here because engines differ in brackets around the Korean weekday and in whether it is Sep or Sept.
  const shortDay = (wall: string) =>
    isKorean ? `${month(wall)} ${Number(wall.slice(8, 10))}일` : `${Number(wall.slice(8, 10))} ${month(wall).slice(0, 3)}`;
  const year = dates({ year: 'numeric' });
  const date = (wall: string) => (isKorean ? `${year(wall)} ${shortDay(wall)}` : `${shortDay(wall)} ${year(wall)}`);
  const day = (wall: string) => (isKorean ? `${date(wall)} (${weekday(wall)})` : `${weekday(wall)} ${date(wall)}`);
  const endOf = (wall: string) =>
    clock(wall) === '00:00' ? { date: addDays(wall, -1), time: '24:00' } : { date: wall, time: clock(wall) };

  return {
    /** 35,040 */
    count: (value: number) => whole(value),
    /** 628.72, the two digits of a meter's reading; a value that is not known is a dash, never a zero. */
    figure: (value: number | null | undefined) => (value === null || value === undefined ? '–' : two(value)),
    /** 41.2 %: a share. */
    percent: (percent: number | null) => (percent === null ? '–' : `${one(percent)} %`),
    /** +1,234.50, −0.25 or 0.00: how far a figure is from another. */
    difference: (value: number | null) => (value === null ? '–' : signedTwo(value)),
    /** +3.2 %: the same in hundredths of the other. */
    change: (percent: number | null) => (percent === null ? '–' : `${signedOne(percent)} %`),
    /** 1,234.5678: an exact decimal as the API sends it, digit for digit. */
    exact: (decimal: string) => exact(decimal as Intl.StringNumericLiteral),
    /** 1,200 or 0.25, for the ticks of an axis */
    tick: (value: number) => ticks(value),
    /** 2018년 11월 22일 (목) */
    day,
    /** 2018년 11월 22일, where the weekday says nothing */
    date,
    /** 11월 22일 */
    shortDay,
    /** 2018년 11월 */
    month: dates({ year: 'numeric', month: 'long' }),
    /** 11월 */
    shortMonth: month,
    /** 2018년 */
    year,
    /** 목 */
    weekday,
    /** The day with which weeks begin on a calendar: 0 for Sunday. */
    firstWeekday: isKorean ? 0 : 1,
    /** 09:45 */
    time: clock,
    /** 09:45, or 24:00 at the end of a day */
    endTime: (wall: string) => endOf(wall).time,
    /** 2018년 11월 22일 (목) 09:45 */
    dateTime: (wall: string) => `${day(wall)} ${clock(wall)}`,
    /** The same for the end of an interval. */
    endDateTime: (wall: string) => `${day(endOf(wall).date)} ${endOf(wall).time}`,
    /** 11월 22일 09:45 for the end of an interval. */
    shortEndDateTime: (wall: string) => `${shortDay(endOf(wall).date)} ${endOf(wall).time}`,
    /** 2018년 11월 22일 (목) 09:45 on the service's home clock, of an instant that belongs to no site. */
    instant: (text: string) => {
      const home = atHome(text);
      return `${day(home)} ${clock(home)}`;
    },
    /** The day of it: 2018년 11월 22일 */
    instantDate: (text: string) => date(atHome(text)),
    /** 11월 22일 09:45, of an instant of late */
    shortInstant: (text: string) => {
      const home = atHome(text);
      return `${shortDay(home)} ${clock(home)}`;
    },
    /** To the second, for logs: 2018년 11월 22일 (목) 09:45:12 */
    exactInstant: (text: string) => {
      const home = atHome(text);
      return `${day(home)} ${home.slice(11, 19)}`;
    },
  };
}

export type Formats = ReturnType<typeof formatsOf>;
