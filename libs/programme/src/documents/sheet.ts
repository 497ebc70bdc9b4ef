import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces';
import { MARK, momentText, simulatedText } from './words';

interface Sheet {
  readonly title: string;
  readonly company: string;
  readonly asOf: Date;
  readonly simulated: boolean;
  readonly content: readonly Content[];
}

/** A document as of a moment, with that moment for its date: the same figures are the same document. 모의 stands on every page. */
export function sheetOf({ title, company, asOf, simulated, content }: Sheet): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: [48, 56, 48, 56],
    info: { title: `${title} - ${company}`, creationDate: asOf, modDate: asOf },
    language: 'ko-KR',
    defaultStyle: { font: 'Pretendard', fontSize: 9.5, lineHeight: 1.3 },
    ...(simulated ? { watermark: { text: MARK, color: '#b45309', opacity: 0.12 } } : {}),
    content: [
      { text: title, fontSize: 19, bold: true, margin: [0, 0, 0, 4] },
      ...(simulated ? [{ text: simulatedText, bold: true, color: '#b45309' } satisfies Content] : []),
      ...content,
    ],
    footer: (page, pages) => ({
      text: `${simulated ? `${MARK} · ` : ''}${company} · ${momentText(asOf)} 현재 · ${page} / ${pages}`,
      alignment: 'center',
      fontSize: 8,
      margin: [0, 20, 0, 0],
    }),
  };
}

export const heading = (text: string): Content => ({ text, bold: true, fontSize: 12, margin: [0, 14, 0, 4] });

/** Names with what they are, one below the other. */
export const factTable = (rows: readonly (readonly [string, string])[]): Content => ({
  margin: [0, 10, 0, 0],
  layout: 'lightHorizontalLines',
  table: { widths: [90, '*'], body: rows.map(([name, value]): TableCell[] => [{ text: name, bold: true }, value]) },
});

export const headRow = (texts: readonly string[]): TableCell[] => texts.map((text): TableCell => ({ text, bold: true }));
