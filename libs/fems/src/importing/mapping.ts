import type { Unit } from '@maru/kernel';
import { type DateOrder } from '@maru/platform';
import type { Stamp } from '../metering/reading-source.entity';
import { monthQuantities } from '../utility/month-statement';

/** How a file of readings, or of monthly statements of a utility, is to be read: what its columns mean and what its times are. */
export const mappingKinds = ['readings', 'utilityMonths'] as const;
export type MappingKind = (typeof mappingKinds)[number];

/**
 * Where the time of a row stands. `dateTime`: one cell. `dateAndTime`, `dateAndHour`: two cells, the second a clock's time or the number of an
 * hour. `date`: the row is a day, and each of its values has its time in its column's heading.
 */
export const timeFormats = ['dateTime', 'dateAndTime', 'dateAndHour', 'date'] as const;
export type TimeFormat = (typeof timeFormats)[number];

/**
 * What 00:00 with a date means. `asWritten`: that midnight, the first instant of the date. `endsDate`: the end of the date, which others write
 * as 24:00; so do loggers that stamp the end of an interval with the date that it belongs to.
 */
export const midnights = ['asWritten', 'endsDate'] as const;
export type Midnight = (typeof midnights)[number];

export const decimalMarks = ['.', ','] as const;
export type DecimalMark = (typeof decimalMarks)[number];

/** What a column of a utility's monthly statement says. */
export const monthFields = ['month', ...monthQuantities] as const;
export type MonthField = (typeof monthFields)[number];

export interface MappedValue {
  /** Columns count from 0. */
  readonly column: number;
  /** Null in a proposal that found no point, and where a column of the row says which. */
  readonly pointId: string | null;
  readonly unit: Unit;
  /** `HH:MM` up to `24:00`, where the row is a day. */
  readonly time: string | null;
}

/** A column that says whose value the row holds. */
export interface MappedMeters {
  readonly column: number;
  readonly points: readonly { readonly name: string; readonly pointId: string | null }[];
}

export interface Mapping {
  readonly kind: MappingKind;
  /** Of a workbook. */
  readonly sheet: string | null;
  /** The last row of the heading, from 1; 0 where there is none. */
  readonly headerRow: number;
  /** Rows of the heading, the last of which is `headerRow`: more than one where cells are merged above others. */
  readonly headerRows: number;
  /** Null in a proposal that found none. */
  readonly sourceId: string | null;
  readonly decimalMark: DecimalMark;
  readonly dateOrder: DateOrder;
  // Of readings:
  readonly stamp: Stamp;
  /** Length of the interval of one value. */
  readonly intervalSeconds: number;
  readonly zone: string;
  readonly midnight: Midnight;
  readonly time: { readonly format: TimeFormat; readonly columns: readonly number[] };
  readonly values: readonly MappedValue[];
  readonly meters: MappedMeters | null;
  // Of monthly statements:
  readonly siteId: string | null;
  readonly months: readonly { readonly column: number; readonly field: MonthField }[];
}
