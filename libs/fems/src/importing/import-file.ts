import { cellText, type Files, fileBytes, openTable, type RunningTask, type Table, type TableRow } from '@maru/platform';
import type { Heading, TableColumn } from './heading';
import type { ImportFormat } from './reading-import.entity';

const headRows = 2_000;
const previewRows = 20;
const previewColumns = 200;
const previewLength = 60;

/** @throws Problem when the file is gone, or is none that can be read */
export async function openImportFile(files: Files, task: RunningTask, fileId: string): Promise<Table> {
  const parts = await task.within(async () => {
    await files.get(fileId);
    return files.parts(fileId);
  });
  return openTable(fileBytes(files, parts));
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

export function formatOf(table: Table, { sheet }: TableHead, heading: Heading, columns: readonly TableColumn[]): ImportFormat {
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
