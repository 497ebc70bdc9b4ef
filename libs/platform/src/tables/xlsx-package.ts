import { escapedXml } from './xml-text';

const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Numbers of formats that a file brings along begin here (ECMA-376-1, 18.8.30). */
const FORMATS_FROM = 164;
const FONT = '<sz val="11"/><name val="맑은 고딕"/>';

/** The looks of cells, numbered in the order in which they are asked for; 0 is none in particular. */
export class CellStyles {
  private readonly formats: string[] = [];
  private readonly styles = [{ format: 0, bold: false }];

  of(format: string | undefined, bold: boolean): number {
    const number = format === undefined ? 0 : this.formatNumber(format);
    const known = this.styles.findIndex((style) => style.format === number && style.bold === bold);
    return known >= 0 ? known : this.styles.push({ format: number, bold }) - 1;
  }

  private formatNumber(format: string): number {
    const known = this.formats.indexOf(format);
    return FORMATS_FROM + (known >= 0 ? known : this.formats.push(format) - 1);
  }

  get xml(): string {
    const formats = this.formats.map((code, at) => `<numFmt numFmtId="${FORMATS_FROM + at}" formatCode="${escapedXml(code)}"/>`);
    const cells = this.styles.map(
      ({ format, bold }) =>
        `<xf numFmtId="${format}" fontId="${bold ? 1 : 0}" fillId="0" borderId="0" xfId="0"${format ? ' applyNumberFormat="1"' : ''}${bold ? ' applyFont="1"' : ''}/>`,
    );
    return (
      `${HEADER}<styleSheet xmlns="${MAIN}">${formats.length > 0 ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : ''}` +
      `<fonts count="2"><font>${FONT}</font><font><b/>${FONT}</font></fonts>` +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`
    );
  }
}

/** The parts of a workbook beside its sheets, by name (ECMA-376-2). */
export function packageParts(sheets: readonly { name: string; number: number }[], styles: CellStyles, dated: Date): Record<string, string> {
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  const relations = (...inside: string[]) => `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${inside.join('')}</Relationships>`;
  const override = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${type}"/>`;
  const time = `${dated.toISOString().slice(0, 19)}Z`;
  return {
    'xl/workbook.xml':
      `${HEADER}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `${sheets.map(({ name, number }) => `<sheet name="${escapedXml(name)}" sheetId="${number}" r:id="rId${number}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...sheets.map(({ number }) => relation(`rId${number}`, `${OFFICE}/worksheet`, `worksheets/sheet${number}.xml`)),
      relation(`rId${sheets.length + 1}`, `${OFFICE}/styles`, 'styles.xml'),
    ),
    'xl/styles.xml': styles.xml,
    'docProps/core.xml':
      `${HEADER}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
      'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>Maru</dc:creator>' +
      `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified></cp:coreProperties>`,
    '_rels/.rels': relations(
      relation('rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml'),
      relation('rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'),
    ),
    '[Content_Types].xml':
      `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', `${CONTENT}.sheet.main+xml`)}` +
      `${override('xl/styles.xml', `${CONTENT}.styles+xml`)}${override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml')}` +
      `${sheets.map(({ number }) => override(`xl/worksheets/sheet${number}.xml`, `${CONTENT}.worksheet+xml`)).join('')}</Types>`,
  };
}
