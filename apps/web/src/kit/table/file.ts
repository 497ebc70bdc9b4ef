import { type CellValue, type Column, fileColumns } from './column';

/** What is exported: the same for every form of file. */
export interface TableFile {
  /** Without its ending. */
  name: string;
  sheet: string;
  /** What must be known before the first row is read; each is a line of its own. */
  notes: string[];
  columns: { title: string; digits: number }[];
  rows: CellValue[][];
}

export interface FileWords {
  /** The mark of what is simulated, and the title of its column. */
  simulated: string;
  simulatedTitle: string;
  /** The mark and the sentence of a file that holds only what had been loaded. */
  partial: string;
  partialNote: string;
}

interface Exported<T> {
  label: string;
  /** The columns in sight; those that say nothing beside their looks are left out. */
  columns: readonly Column<T>[];
  /** All pages of what was filtered, in its order. */
  rows: readonly T[];
  isSimulated: (row: T) => boolean;
  /** The sentence of a row that is no entry. */
  across?: (row: T) => string | null | false | undefined;
  isPartial: boolean;
  /** Sentences that the figures need to be understood. */
  notes?: readonly string[];
  words: FileWords;
  /** Wall clock of the moment, 'YYYY-MM-DDTHH:mm'. */
  now: string;
}

const sheetNameMax = 31;

/** Excel's rule for names of sheets, and Windows's for names of files, are met by leaving out what either forbids. */
const allowed = (text: string) =>
  text
    .replace(/[\\/:*?"<>|[\]\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Lays out what a person sees as a file. Who opens it later must know what it is: simulated rows, and a part of a list, say so. */
export function fileOf<T>({ label, columns, rows, isSimulated, across, isPartial, notes = [], words, now }: Exported<T>): TableFile {
  const said = fileColumns(columns);
  const hasSimulated = rows.some(isSimulated);
  const marks = [...(hasSimulated ? [words.simulated] : []), ...(isPartial ? [words.partial] : [])];
  const stamp = now.slice(0, 16).replace('T', ' ').replace(':', '');
  const cellsOf = (row: T): CellValue[] => {
    const sentence = across?.(row);
    if (sentence) return said.map((_, index) => (index === 0 ? sentence : null));
    return said.map(({ value }) => value?.(row) ?? null);
  };
  const marked = (row: T, cells: CellValue[]) => (hasSimulated ? [isSimulated(row) ? words.simulated : null, ...cells] : cells);
  const titles = said.map(({ title, digits = 0 }) => ({ title, digits }));
  return {
    name: [allowed(label), ...marks, stamp].join('_').replaceAll(' ', '_'),
    sheet: allowed([...(hasSimulated ? [words.simulated] : []), label].join(' ').replaceAll("'", '')).slice(0, sheetNameMax),
    notes: [...(isPartial ? [words.partialNote] : []), ...notes],
    columns: hasSimulated ? [{ title: words.simulatedTitle, digits: 0 }, ...titles] : titles,
    rows: rows.map((row) => marked(row, cellsOf(row))),
  };
}
