import type { Formats } from '@maru/web/format';

/** 2018년 11월 22일 (목) 09:30–09:45; with its day alone where the year is known: 11월 22일 (목) 09:30–09:45. */
export function windowText({ start, end }: { start: string; end: string }, formats: Formats, isShort = false): string {
  const day = isShort ? `${formats.shortDay(start)} (${formats.weekday(start)})` : formats.day(start);
  return `${day} ${formats.time(start)}–${formats.endTime(end)}`;
}

/** A share as precise as it is worth: three digits, whatever their place. */
export const shareText = (percent: number, formats: Formats): string => formats.exact(String(Number(percent.toPrecision(3))));
