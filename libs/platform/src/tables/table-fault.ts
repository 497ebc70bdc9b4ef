import { Problem, type Text } from '@maru/kernel';
import { platformProblems } from '../http/platform.problems';

/** Why a file cannot be read as a table; every one of them is answered with what the person can do. */
export type TableFaultCode =
  | 'empty'
  | 'legacy-xls'
  | 'encrypted'
  | 'web-page'
  | 'xlsb'
  | 'open-document'
  | 'packed'
  | 'document'
  | 'damaged'
  | 'too-much-inside'
  | 'no-sheet'
  | 'unknown-encoding'
  | 'quote-open'
  | 'quote-over-rows'
  | 'too-many-columns'
  | 'cell-too-long'
  | 'too-many-texts';

/** More columns than any sheet of readings has: a day of quarter-hours has 96. */
export const COLUMNS_MAX = 500;
/** What one row may hold, in characters. */
export const ROW_LENGTH_MAX = 1_000_000;

const toXlsx: Text = {
  ko: 'Excel에서 열어 [파일] > [다른 이름으로 저장]에서 파일 형식을 "Excel 통합 문서(*.xlsx)"로 골라 저장한 뒤 다시 올려 주세요.',
  en: 'Open it in Excel, choose File > Save As, the type "Excel Workbook (*.xlsx)", and send that file.',
};
const again: Text = {
  ko: '원본을 다시 저장하거나 다시 내려받아 올려 주세요.',
  en: 'Save or download the original once more and send that file.',
};

function withAdvice(ko: string, en: string, advice: Text): Text {
  return { ko: `${ko} ${advice.ko}`, en: `${en} ${advice.en}` };
}

const texts: Readonly<Record<TableFaultCode, Text>> = {
  empty: { ko: '빈 파일입니다. 내용이 있는 파일을 올려 주세요.', en: 'The file is empty. Send one that has content.' },
  'legacy-xls': withAdvice('옛 Excel 형식(.xls)입니다.', 'It is in the old format of Excel (.xls).', toXlsx),
  encrypted: {
    ko: '암호가 걸린 파일입니다. Excel에서 [파일] > [정보] > [통합 문서 보호] > [암호 설정]의 암호를 지우고 저장한 뒤 다시 올려 주세요.',
    en: 'The file is locked with a password. Remove it in Excel (File > Info > Protect Workbook > Encrypt with Password), save, and send it again.',
  },
  'web-page': withAdvice(
    'Excel 파일이 아니라 웹 페이지(HTML 또는 XML)로 저장된 파일입니다.',
    'It is no Excel file but a web page (HTML or XML).',
    toXlsx,
  ),
  xlsb: withAdvice('Excel 바이너리 통합 문서(.xlsb)입니다.', 'It is a binary workbook of Excel (.xlsb).', toXlsx),
  'open-document': withAdvice('OpenDocument 스프레드시트(.ods)입니다.', 'It is an OpenDocument spreadsheet (.ods).', toXlsx),
  packed: {
    ko: '압축된 파일입니다. 압축을 풀고 그 안의 CSV나 .xlsx 파일을 올려 주세요.',
    en: 'The file is packed. Unpack it and send the CSV or .xlsx file inside.',
  },
  document: {
    ko: '표가 아닌 파일(PDF, 그림, 문서 등)입니다. CSV나 .xlsx 파일을 올려 주세요.',
    en: 'It is no table but a PDF, a picture or a document. Send a CSV or an .xlsx file.',
  },
  damaged: withAdvice('파일이 끝까지 오지 않았거나 손상되었습니다{}.', 'The file is cut off or damaged{}.', again),
  'too-much-inside': {
    ko: '압축을 풀면 너무 커지는 파일입니다. 필요한 시트와 기간만 남기거나 CSV로 저장해 나누어 올려 주세요.',
    en: 'The file is too large once unpacked. Keep the sheet and the period that are needed, or save it as CSV, and send it in pieces.',
  },
  'no-sheet': withAdvice('읽을 수 있는 시트가 없습니다{}.', 'There is no sheet that can be read{}.', toXlsx),
  'unknown-encoding': {
    ko: '글자를 알아볼 수 없습니다. UTF-8, UTF-16, EUC-KR(CP949) 가운데 하나여야 합니다. Excel에서 "CSV UTF-8(쉼표로 분리)"로 저장해 다시 올려 주세요.',
    en: 'The characters cannot be read: it must be UTF-8, UTF-16 or EUC-KR (CP949). Save it in Excel as "CSV UTF-8 (comma delimited)" and send that file.',
  },
  'quote-open': withAdvice('{}행에서 열린 따옴표가 끝까지 닫히지 않았습니다.', 'A quotation mark opened in row {} is never closed.', again),
  'quote-over-rows': {
    ko: '{}행의 따옴표 하나가 다음 행들을 삼킵니다. 그 행의 따옴표를 고쳐 다시 올려 주세요.',
    en: 'A quotation mark in row {} swallows the rows after it. Correct it there and send the file again.',
  },
  'too-many-columns': {
    ko: `{}행의 열이 ${COLUMNS_MAX}개를 넘습니다. 필요한 열만 남겨 다시 올려 주세요.`,
    en: `Row {} has more than ${COLUMNS_MAX} columns. Keep those that are needed and send the file again.`,
  },
  'cell-too-long': {
    ko: '{}행의 내용이 너무 깁니다. 구분 기호와 따옴표가 맞는지 확인해 다시 올려 주세요.',
    en: 'Row {} is too long. Check its separators and quotation marks, and send the file again.',
  },
  'too-many-texts': {
    ko: '글자 칸이 너무 많은 통합 문서입니다. CSV로 저장해 올려 주세요.',
    en: 'The workbook holds too much text. Save it as CSV and send that file.',
  },
};

/** @param about the row at fault, or which part of the file */
export function tableFault(code: TableFaultCode, about: number | string = ''): Problem {
  const filled = typeof about === 'string' && about !== '' ? ` (${about})` : String(about);
  const { ko, en } = texts[code];
  return new Problem(platformProblems.tableUnreadable, { detail: { ko: ko.replace('{}', filled), en: en.replace('{}', filled) } });
}
