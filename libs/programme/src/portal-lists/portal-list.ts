/** What of a column of the portal's list is read, and what is left alone. */
export const portalListFields = ['time', 'use', 'user', 'address', 'bytes', 'result', 'day', 'count'] as const;
export type PortalListField = (typeof portalListFields)[number];

/** `logs`: a row is a log. `days`: a row is a day with how many logs the portal holds of it. */
export const portalListKinds = ['logs', 'days'] as const;
export type PortalListKind = (typeof portalListKinds)[number];

/** How a list that was downloaded from the portal is read. Columns count from 0, rows from 1. */
export interface PortalListMapping {
  readonly kind: PortalListKind;
  readonly sheet: string | null;
  /** Last row of the heading; 0 where there is none. */
  readonly headerRow: number;
  readonly headerRows: number;
  readonly columns: readonly { readonly column: number; readonly field: PortalListField }[];
}

/** The fields without which a list of its kind says nothing. */
export const neededFields: Readonly<Record<PortalListKind, readonly PortalListField[]>> = { logs: ['time'], days: ['day', 'count'] };

/** The fields that a list of its kind may have. */
export const fieldsOfKind: Readonly<Record<PortalListKind, readonly PortalListField[]>> = {
  logs: ['time', 'use', 'user', 'address', 'bytes', 'result'],
  days: ['day', 'count'],
};

/** How finely a list tells times. What is finer in our own is not compared. */
export const precisions = ['millisecond', 'second', 'minute'] as const;
export type Precision = (typeof precisions)[number];

/** A row of the portal's list that could be read. */
export interface PortalRow {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  /** Of Asia/Seoul. */
  readonly day: string;
  /** Null in a list of counts. */
  readonly at: number | null;
  /** DO6001 to DO6007; null where the list does not say. */
  readonly useCode: string | null;
  readonly userCode: string | null;
  readonly address: string | null;
  readonly bytes: number | null;
  readonly resultCode: string | null;
  /** Logs of the day, in a list of counts. */
  readonly count: number | null;
  /** False for what the portal does not hold as a log: a connection test, or a receipt that stored nothing. */
  readonly isLog: boolean;
}

/** The days that a list speaks for, the last one included. */
export interface DaySpan {
  readonly firstDay: string;
  readonly lastDay: string;
}

export const portalListRowsMax = 200_000;
export const portalListBytesMax = 64 * 1024 * 1024;
export const firstFaultsMax = 100;
