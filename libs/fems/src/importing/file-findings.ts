import { headingHasFigures, type Table, type TableHead } from '@maru/platform';
import type { Finding, FindingCode } from './findings';
import type { Mapping } from './mapping';
import { isBlank } from './reading-rows';

/** What of a file is not read, or may not be what it seems, whatever its rows say. Asked when it has been read to its end. */
export async function fileFindings(
  table: Table,
  { rows, sheet }: TableHead,
  { headerRow, headerRows }: Pick<Mapping, 'headerRow' | 'headerRows'>,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  const tell = (code: FindingCode, count: number, row: number | null = null) => {
    if (count > 0) findings.push({ code, count, row, pointId: null, about: null });
  };
  const { openRow } = table;
  const above = rows.filter(({ number, cells }) => number <= headerRow - headerRows && !isBlank(cells));
  tell('rows-above', above.length, above[0]?.number);
  if (headingHasFigures(rows, { headerRow })) tell('heading-figures', 1, headerRow);
  if (openRow !== null && openRow > 1) tell('open-end', 1, openRow);
  let others = 0;
  for (const name of table.sheets) if (name !== sheet && (await hasRows(table, name))) others++;
  tell('other-sheets', others);
  return findings;
}

async function hasRows(table: Table, sheet: string): Promise<boolean> {
  for await (const batch of table.rows(sheet)) if (batch.some(({ cells }) => !isBlank(cells))) return true;
  return false;
}
