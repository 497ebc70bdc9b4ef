import type { Language, Text } from '@maru/kernel';
import { type RowRefusal, type TableRow, type TimeFaultCode, timeFaultText } from '@maru/platform';
import { type RowFaultCode, rowFaultText } from '../ledger/row-faults';

export type ImportFaultCode =
  | RowFaultCode
  | TimeFaultCode
  | 'no-such-time'
  | 'ambiguous-time'
  | 'other-interval'
  | 'no-meter'
  | 'unknown-meter'
  | 'differs-within-file'
  | 'not-a-month'
  | 'no-content'
  | 'split-number';

/** Why readings of one row of a file are refused. */
export interface ImportFault {
  /** As a spreadsheet counts, from 1. */
  readonly row: number;
  /** From 0; null where it is the row as a whole. */
  readonly column: number | null;
  readonly code: ImportFaultCode;
  /** What the text needs to know: seconds of an interval, the row that came first. */
  readonly about?: number;
  /** How many readings it refuses: a wrong time refuses all of its row. */
  readonly readings: number;
}

const texts: Readonly<Partial<Record<ImportFaultCode, Text>>> = {
  missing: { ko: '값이 비어 있습니다.', en: 'The value is empty.' },
  'not-a-number': { ko: '수가 아닙니다.', en: 'It is not a number.' },
  'date-order': {
    ko: '연도가 뒤에 있는 날짜입니다. 매핑에서 날짜 순서(일-월-연 또는 월-일-연)를 골라 주세요.',
    en: 'The date ends with its year. Choose the order of dates (day or month first) in the mapping.',
  },
  'no-such-time': {
    ko: '시계를 앞당겨 건너뛴 시각입니다.',
    en: 'Clocks jumped over this time.',
  },
  'ambiguous-time': {
    ko: '시계를 늦추어 두 번 지나간 시각입니다. 초까지 쓰고 시차를 붙여 주세요. 예: 01:00:00-04:00',
    en: 'Clocks went through this time twice. Write it with seconds and its offset, such as 01:00:00-04:00.',
  },
  'other-interval': {
    ko: '적힌 구간의 길이가 {}초가 아닙니다.',
    en: 'The stretch is not {} seconds long.',
  },
  'no-meter': { ko: '계측 항목 이름이 비어 있습니다.', en: 'The name of the point is empty.' },
  'unknown-meter': { ko: '매핑에서 계측 항목을 정하지 않은 이름입니다.', en: 'The mapping names no point for this name.' },
  'differs-within-file': {
    ko: '같은 구간의 다른 값이 이 파일의 {}행에 이미 있습니다.',
    en: 'Another value of the same interval is already in row {} of this file.',
  },
  'not-a-month': { ko: '연월로 읽을 수 없습니다. 예: 2026-10', en: 'It cannot be read as a month. Write it like 2026-10.' },
  'split-number': {
    ko: '쉼표가 든 수가 두 칸으로 나뉘었습니다. 1,234.5 같은 수는 따옴표로 묶거나 쉼표 없이 써 주세요.',
    en: 'A number with a comma lies over two cells. Put numbers like 1,234.5 in quotation marks, or write them without the comma.',
  },
  'no-content': { ko: '연월 말고는 값이 없습니다.', en: 'There is nothing but the month.' },
};

/** The refusals of a chunk in words, for the file of refused rows. */
export function refusalsOf(
  { faults }: { readonly faults: readonly { readonly fault: ImportFault; readonly row: TableRow }[] },
  language: Language,
): RowRefusal[] {
  return faults.map(({ row, fault: { column, code, about } }) => ({ row, column, text: importFaultText(code, about)[language] }));
}

export function importFaultText(code: ImportFaultCode, about?: number): Text {
  const { ko, en } = texts[code] ?? timeFaultText(code) ?? rowFaultText(code as RowFaultCode, about);
  return { ko: ko.replace('{}', String(about)), en: en.replace('{}', String(about)) };
}
