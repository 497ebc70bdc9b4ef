import type { Schemas } from '@maru/web/client';

export type Import = Schemas['ReadingImportItem'];
export type ImportState = Import['state'];
export type Counts = Schemas['ImportCountsItem'];
export type Mapping = Schemas['MappingBody'];
export type Column = Schemas['TableColumnItem'];
export type MonthField = Schemas['MappedMonthBody']['field'];
export type TimeFormat = Schemas['MappedTimeBody']['format'];

/** The kind of task that reads what is sent: also the purpose for which the file is sent. */
export const checkKind = 'fems.reading-import-check';
export const importsPath = '/api/fems/reading-imports';
export const importPath = '/api/fems/reading-imports/{id}';

export const timeFormats = ['dateTime', 'dateAndTime', 'dateAndHour', 'date'] as const satisfies readonly TimeFormat[];
export const monthFields = [
  'month',
  'energyKwh',
  'contractDemandKw',
  'billingDemandKw',
  'daysUsed',
  'laggingPowerFactorPercent',
  'leadingPowerFactorPercent',
  'chargeWon',
] as const satisfies readonly MonthField[];
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const;
export const midnights = ['asWritten', 'endsDate'] as const;
export const decimalMarks = ['.', ','] as const;

/** It is being worked on. */
export const isUnderWay = (state: ImportState): boolean => state === 'checking' || state === 'applying' || state === 'withdrawing';
