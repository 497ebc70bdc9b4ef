import type { DecimalRefusal, InstantRefusal, Text } from '@maru/kernel';
import { decimalDigitsMax, wellFormedText } from '@maru/kernel';
import { readingQualities } from './reading-quality';

export type RowFaultCode =
  | 'not-an-object'
  | 'unknown-field'
  | 'missing'
  | 'unknown-point'
  | 'not-text'
  | 'not-a-number'
  | 'not-finite'
  | 'negative'
  | 'too-old'
  | 'in-the-future'
  | 'off-grid'
  | 'unknown-quality'
  | 'differs-within-batch'
  | InstantRefusal
  | DecimalRefusal;

/** Why one row of a batch was not taken. */
export interface RowFault {
  readonly index: number;
  /** The field at fault; empty when it is the row itself. */
  readonly field: string;
  readonly code: RowFaultCode;
  /** What the text needs to know: the length of an interval, the row that came first. */
  readonly about?: number;
}

const texts: Readonly<Record<RowFaultCode, Text>> = {
  'not-an-object': { ko: '한 행은 JSON 객체여야 합니다.', en: 'A row must be a JSON object.' },
  'unknown-field': { ko: '알 수 없는 항목입니다.', en: 'The field is unknown.' },
  missing: { ko: '빠졌습니다.', en: 'It is missing.' },
  'unknown-point': { ko: '이런 계측 항목이 없습니다.', en: 'There is no such point.' },
  'not-text': { ko: '문자열이어야 합니다.', en: 'It must be text.' },
  'not-a-number': { ko: '수이거나 십진수를 적은 문자열이어야 합니다.', en: 'It must be a number, or a decimal as text.' },
  'not-finite': { ko: '너무 커서 나타낼 수 없는 수입니다.', en: 'The number is too large to be held.' },
  negative: { ko: '구간의 전력량은 음수일 수 없습니다.', en: 'The energy of an interval cannot be negative.' },
  'too-old': { ko: '10년보다 오래된 구간은 받지 않습니다.', en: 'Intervals of more than ten years ago are not taken.' },
  'in-the-future': { ko: '하루 넘게 앞선 구간은 받지 않습니다.', en: 'Intervals more than a day ahead are not taken.' },
  'off-grid': {
    ko: '이 계측 항목의 {}초 구간 경계에 있지 않습니다.',
    en: 'It is not on a border of the {}-second intervals of this point.',
  },
  'unknown-quality': {
    ko: `${readingQualities.join(', ')} 가운데 하나여야 합니다.`,
    en: `It must be one of ${readingQualities.join(', ')}.`,
  },
  'differs-within-batch': {
    ko: '같은 구간의 다른 값이 이 묶음의 readings/{}에 이미 있습니다.',
    en: 'Another value of the same interval is already in this batch, at readings/{}.',
  },
  'no-zone': {
    ko: '시간대가 없는 시각입니다. 예: 2026-11-20T09:00:00+09:00',
    en: 'The time has no zone. Send it like 2026-11-20T09:00:00+09:00.',
  },
  malformed: { ko: '형식이 맞지 않습니다.', en: 'It is not written as it must be.' },
  'out-of-range': { ko: '달력에 없는 시각입니다.', en: 'The calendar has no such time.' },
  'too-precise': { ko: '밀리초보다 잘게 적은 시각입니다.', en: 'The time is finer than a millisecond.' },
  'too-long': { ko: `자릿수가 ${decimalDigitsMax}을 넘습니다.`, en: `It has more than ${decimalDigitsMax} digits.` },
};

/** JSON pointer into the body that was sent. */
export function pointerOf({ index, field }: RowFault): string {
  // A name that cannot be stored is not repeated.
  const name = wellFormedText(field) ? field : '?';
  return field === '' ? `/readings/${index}` : `/readings/${index}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

export function detailOf({ code, about }: RowFault): Text {
  return rowFaultText(code, about);
}

export function rowFaultText(code: RowFaultCode, about?: number): Text {
  const { ko, en } = texts[code];
  return { ko: ko.replace('{}', String(about)), en: en.replace('{}', String(about)) };
}
