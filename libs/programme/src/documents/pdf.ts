import { dirname, join } from 'node:path';
import type { TDocumentDefinitions } from 'pdfmake/interfaces';

const fontFolder = () => join(dirname(require.resolve('pretendard/package.json')), 'dist/public/static');

/**
 * A document with the product's type in it, so that it looks the same wherever it is opened. What makes the file is loaded when one is
 * wanted: a process that makes none does without it.
 */
export async function pdfOf(document: TDocumentDefinitions): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake');
  const fonts = fontFolder();
  pdfmake.setFonts({ Pretendard: { normal: join(fonts, 'Pretendard-Regular.otf'), bold: join(fonts, 'Pretendard-SemiBold.otf') } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
  return pdfmake.createPdf(document).getBuffer();
}
