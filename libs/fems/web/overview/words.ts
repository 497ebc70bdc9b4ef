import type { Schemas } from '@maru/web/client';
import type { Formats } from '@maru/web/format';
import { dayClosedBy } from '../load/period';

export type Overview = Schemas['OverviewAnswer'];
export type OverviewSite = NonNullable<Overview['site']>;
export type OverviewLoad = NonNullable<Overview['load']>;
export type OverviewMeter = Schemas['OverviewMeter'];
export type Comparison = Schemas['OverviewComparison'];

export interface Stretch {
  from: string;
  to: string;
}

/** A day, a part of it, or several: 12월 24일 (월) · 12월 24일 (월) 00:00–09:45 · 12월 1일–12월 30일. An end at midnight closes the day before. */
export function stretchText({ from, to }: Stretch, formats: Formats): string {
  const last = dayClosedBy(to);
  const endTime = formats.endTime(to);
  const isOpen = endTime !== '24:00';
  if (last === from.slice(0, 10)) {
    const day = `${formats.shortDay(from)} (${formats.weekday(from)})`;
    return isOpen ? `${day} ${formats.time(from)}–${endTime}` : day;
  }
  return `${formats.shortDay(from)}–${formats.shortDay(last)}${isOpen ? ` ${endTime}` : ''}`;
}
