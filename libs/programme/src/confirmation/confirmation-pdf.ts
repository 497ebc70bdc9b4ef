import { dirname, join } from 'node:path';
import { type Confirmation, confirmationSheet } from './confirmation-sheet';

const fontFolder = () => join(dirname(require.resolve('pretendard/package.json')), 'dist/public/static');

/**
 * The sheet with the product's type in it, so that it looks the same wherever it is opened. What makes the file is loaded when one is
 * wanted: a process that makes none does without it.
 */
export async function confirmationPdf(confirmation: Confirmation): Promise<Uint8Array> {
  const { default: pdfmake } = await import('pdfmake');
  const fonts = fontFolder();
  pdfmake.setFonts({ Pretendard: { normal: join(fonts, 'Pretendard-Regular.otf'), bold: join(fonts, 'Pretendard-SemiBold.otf') } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
  return pdfmake.createPdf(confirmationSheet(confirmation)).getBuffer();
}
