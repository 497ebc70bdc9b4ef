import type { TFunction } from 'i18next';
import type { Import } from '../../importing/words';

const encodings = { 'utf-8': 'UTF-8', 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16', 'euc-kr': 'EUC-KR(CP949)' } as const;
const delimiters = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;

/** The form of a file in words: CSV · EUC-KR(CP949) · 쉼표로 구분 · 제목 1행 · 열 11개 */
export function formatWords(t: TFunction<'fems'>, format: NonNullable<Import['format']>): string {
  const { kind, encoding, delimiter, sheet, headerRow, columns } = format;
  const delimiterName = delimiter === null ? undefined : delimiters[delimiter as keyof typeof delimiters];
  return [
    t(`import.kind.${kind}`),
    encoding && (encodings[encoding as keyof typeof encodings] ?? encoding),
    delimiterName && t(`import.delimiter.${delimiterName}`),
    sheet && t('import.sheetOf', { sheet }),
    headerRow > 0 ? t('import.headingAt', { row: headerRow }) : t('import.noHeading'),
    t('import.columnCount', { count: columns.length }),
  ]
    .filter(Boolean)
    .join(' · ');
}
