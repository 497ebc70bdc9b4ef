import type { Formats } from '@maru/web/format';
import { addDays } from '@maru/web/zoned';
import { type Bucket, dayClosedBy, type Period, type Slot } from './period';
import type { Gap } from './profile';

/** The name of a period: 2018년 11월 22일 (목), 2018년 11월 or 2018년. */
export function periodLabel({ by, from }: Period, formats: Formats): string {
  return { day: formats.day, month: formats.month, year: formats.year }[by](from);
}

/** The name of one cut: 09:30–09:45, with its day where the period is longer than one. */
export function slotLabel({ start, end }: Slot, bucket: Bucket, period: Period, formats: Formats): string {
  if (bucket === 'month') return formats.month(start);
  if (bucket === 'day') return `${formats.shortDay(start)} (${formats.weekday(start)})`;
  const times = `${formats.time(start)}–${formats.endTime(end)}`;
  return period.by === 'day' ? times : `${formats.shortDay(start)} ${times}`;
}

/** The name of a stretch without readings. */
export function gapLabel({ start, end }: Gap, bucket: Bucket, period: Period, formats: Formats): string {
  const dayOf = bucket === 'month' ? formats.shortMonth : formats.shortDay;
  if (bucket === 'day' || bucket === 'month') {
    const first = dayOf(start);
    const last = dayOf(addDays(end, -1));
    return first === last ? first : `${first}–${last}`;
  }
  const from = period.by === 'day' ? formats.time(start) : `${formats.shortDay(start)} ${formats.time(start)}`;
  return `${from}–${dayClosedBy(end) === start.slice(0, 10) ? formats.endTime(end) : formats.shortEndDateTime(end)}`;
}

/** The name of the place where something ends: 11월 26일, 10월 or 09:45. */
export function endLabel(end: string, bucket: Bucket, period: Period, formats: Formats): string {
  if (bucket === 'month') return formats.shortMonth(addDays(end, -1));
  if (bucket === 'day') return formats.shortDay(dayClosedBy(end));
  return period.by === 'day' ? formats.endTime(end) : formats.shortEndDateTime(end);
}
