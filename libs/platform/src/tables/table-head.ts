import type { Files } from '../files/files';
import type { RunningTask } from '../tasks/running-task';
import { fileBytes } from './file-bytes';
import type { Heading, TableColumn } from './heading';
import { openTable } from './open-table';
import { cellText, type Table, type TableBytes, type TableRow } from './table';

const headRows = 2_000;
const previewRows = 20;
const previewColumns = 200;
const previewLength = 60;

/** @throws Problem when the file is gone */
export async function storedBytes(files: Files, task: RunningTask, fileId: string): Promise<TableBytes> {
  const parts = await task.within(async () => {
    await files.get(fileId);
    return files.parts(fileId);
  });
  return fileBytes(files, parts);
}

/** @throws Problem when the file is gone, or is none that can be read */
export async function openStoredTable(files: Files, task: RunningTask, fileId: string): Promise<Table> {
  return openTable(await storedBytes(files, task, fileId));
}

/** What a file is, and where its heading is: as the person sees it before it is read. */
export interface TableFormat extends Heading {
  readonly kind: 'csv' | 'xlsx';
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  readonly sheets: readonly string[];
  readonly columns: readonly TableColumn[];
}

export interface TableHead {
  readonly sheet: string | null;
  readonly rows: readonly TableRow[];
}

/** The first rows of a sheet; of a workbook the first sheet that has some, where none is named. */
export async function readHead(table: Table, sheet: string | null): Promise<TableHead> {
  const sheets = sheet !== null || table.sheets.length === 0 ? [sheet] : table.sheets;
  for (const name of sheets) {
    const rows = await firstRows(table, name);
    if (rows.length > 0 || name === sheets.at(-1)) return { sheet: name, rows };
  }
  return { sheet: null, rows: [] };
}

async function firstRows(table: Table, sheet: string | null): Promise<TableRow[]> {
  const rows: TableRow[] = [];
  for await (const batch of table.rows(sheet)) {
    for (const row of batch) if (rows.length < headRows) rows.push(row);
    if (rows.length >= headRows) break;
  }
  return rows;
}

export function formatOf(table: Table, { sheet }: TableHead, heading: Heading, columns: readonly TableColumn[]): TableFormat {
  const { kind, encoding, delimiter, sheets } = table;
  return { kind, encoding, delimiter, sheet, sheets, ...heading, columns };
}

/** The first rows as text, cut where they are long. */
export function previewOf({ rows }: TableHead): string[][] {
  return rows
    .slice(0, previewRows)
    .map(({ cells }) =>
      Array.from({ length: Math.min(cells.length, previewColumns) }, (_, column) => cellText(cells[column]).slice(0, previewLength)),
    );
}
