import { isDateFormat } from './spreadsheet-dates';
import { tableFault } from './table-fault';
import { readXml } from './xlsx-part';
import type { XmlListener } from './xml-reader';
import type { ZipArchive } from './zip-archive';

export interface Sheet {
  readonly name: string;
  /** Where it lies in the archive. */
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  readonly since1904: boolean;
  /** Whether cells of a style show dates, by the style's number. */
  readonly dateStyles: readonly boolean[];
  /** Texts that cells refer to by number. */
  readonly texts: readonly string[];
}

/** What the shared texts of a workbook may take in memory, in characters and in count. */
const TEXT_LENGTH_MAX = 32_000_000;
const TEXTS_MAX = 2_500_000;

/** @throws Problem when it is no workbook that can be read */
export async function readWorkbook(archive: ZipArchive): Promise<Workbook> {
  const rootRelations = archive.has('_rels/.rels') ? await readRelations(archive, '_rels/.rels', '') : [];
  const main = rootRelations.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml';
  if (!archive.has(main)) throw tableFault(otherKind(archive));
  if (main.endsWith('.bin')) throw tableFault('xlsb');
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const relationsPart = `${folder}_rels/${main.slice(folder.length)}.rels`;
  const relations = archive.has(relationsPart) ? await readRelations(archive, relationsPart, folder) : [];
  const { sheets, since1904 } = await readSheets(archive, main);
  const partOf = (type: string) => relations.find((relation) => relation.type === type && archive.has(relation.part))?.part;
  const styles = partOf('styles');
  const texts = partOf('sharedStrings');
  return {
    sheets: sheets.flatMap(({ name, relationId }) => {
      const found = relations.find(({ id, type }) => id === relationId && type === 'worksheet');
      return found && archive.has(found.part) ? [{ name, part: found.part }] : [];
    }),
    since1904,
    dateStyles: styles ? await readDateStyles(archive, styles) : [],
    texts: texts ? await readTexts(archive, texts) : [],
  };
}

function otherKind(archive: ZipArchive) {
  if (archive.names.some((name) => /(?:^|\/)workbook\.bin$/.test(name))) return 'xlsb';
  if (archive.has('content.xml')) return 'open-document';
  if (archive.names.some((name) => /^(?:word|ppt|Contents)\//.test(name))) return 'document';
  return 'packed';
}

interface Relation {
  readonly id: string;
  /** The last word of the type's address: transitional and strict files differ in the rest. */
  readonly type: string;
  readonly part: string;
}

async function readRelations(archive: ZipArchive, part: string, folder: string): Promise<Relation[]> {
  const relations: Relation[] = [];
  await readXml(archive, part, {
    open: (name, attributes) => {
      if (name !== 'Relationship') return;
      const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
      relations.push({
        id,
        type: type.replace(/^.*\//, ''),
        part: target.startsWith('/') ? target.slice(1) : resolved(folder + target),
      });
    },
  });
  return relations;
}

function resolved(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  return parts.join('/');
}

async function readSheets(archive: ZipArchive, part: string) {
  const sheets: { name: string; relationId: string }[] = [];
  let since1904 = false;
  await readXml(archive, part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') since1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet') return;
      const prefixed = Object.keys(attributes).find((attribute) => attribute.endsWith(':id'));
      sheets.push({ name: attributes.name ?? '', relationId: prefixed === undefined ? '' : (attributes[prefixed] as string) });
    },
  });
  return { sheets, since1904 };
}

async function readDateStyles(archive: ZipArchive, part: string): Promise<boolean[]> {
  const codes = new Map<number, string>();
  const styles: boolean[] = [];
  let inCells = false;
  await readXml(archive, part, {
    open: (name, attributes) => {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const format = Number(attributes.numFmtId ?? 0);
        styles.push(isDateFormat(format, codes.get(format)));
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

async function readTexts(archive: ZipArchive, part: string): Promise<string[]> {
  const collector = new TextCollector();
  await readXml(archive, part, collector);
  return collector.texts;
}

/** The texts of a workbook: of runs put together, how a word is to be pronounced left out. */
class TextCollector implements XmlListener {
  readonly texts: string[] = [];
  private length = 0;
  private current = '';
  private inText = false;
  private inPronunciation = false;

  open(name: string): void {
    if (name === 'si') this.current = '';
    else if (name === 't') this.inText = true;
    else if (name === 'rPh') this.inPronunciation = true;
  }

  text(text: string): void {
    if (this.inText && !this.inPronunciation) this.current += text;
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.inPronunciation = false;
    else if (name === 'si') {
      this.length += this.current.length;
      if (this.length > TEXT_LENGTH_MAX || this.texts.length >= TEXTS_MAX) throw tableFault('too-many-texts');
      this.texts.push(this.current);
    }
  }
}
