import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import './data-table.css';
import { useMe } from './me';
import { MoreKey, type Pages } from './more-key';
import { arranged, choicesOf } from './table/arrange';
import { type Column, fileColumns, isSortable } from './table/column';
import { ColumnPanel } from './table/column-panel';
import { ExportPanel } from './table/export-panel';
import { fileOf } from './table/file';
import { TableFilters } from './table/filters';
import { TableFoot } from './table/foot';
import { useHiddenColumns } from './table/hidden-columns';
import { TableRows } from './table/rows';
import { endless, useTableState } from './table/state';
import { useFormats } from './use-formats';
import { homeZone, zonedText } from './zoned';

export { type CellTime, type CellValue, type Column, dayCell, timeCell, wallCell } from './table/column';

interface DataTableProps<T> {
  /** Short name in the address and in what this device remembers. With it a table of many rows can be filtered, exported and sent as it is. */
  id?: string;
  /** What the table lists, for those who hear it; also the name of its file. */
  label: string;
  columns: Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Rows per page to begin with; all rows, or all that were loaded, on one page without it. */
  pageSize?: number;
  /** What a row says that is one sentence across all columns, for rows that are no entry of their own kind. */
  across?: (row: T) => string | null | false | undefined;
  /** Figures to compare: stays a table on a phone too, scrolled sideways with its first column in sight. */
  isPinned?: boolean;
  /** Of a list that is read page by page (useReadPages): the rows are what has been loaded of it so far. */
  pages?: Pages;
  /** Whether a row is simulated (모의); without it all are where the organisation is. */
  isSimulated?: (row: T) => boolean;
  /** What must be known of the figures, said in a file before its first row; of such a table a file is made however few its rows are. */
  fileNotes?: readonly string[];
}

/** Fewer rows are seen at a glance: whoever would search them has found. */
const toolsFrom = 8;

/**
 * Around pages from which everything is taken along as evidence: a table within makes its file however few its rows are. Its sentences, such as
 * whose figures they are, come first in each.
 */
export const EveryTableExports = createContext<readonly string[] | null>(null);

/** Lays out the file when it is asked for: what is in sight, all pages of it. */
function useFile<T>({ label, rows, across, pages, isSimulated, fileNotes }: DataTableProps<T>) {
  const { t } = useTranslation('web');
  const formats = useFormats();
  const { simulated: isDemonstration } = useMe().organisation;
  const about = useContext(EveryTableExports) ?? [];
  const words = {
    simulated: t('simulated.tag'),
    simulatedTitle: t('table.simulatedTitle'),
    partial: t('table.partialMark'),
    partialNote: t('table.partialNote', { rows: formats.count(rows.length) }),
  };
  return (columns: Column<T>[], found: T[]) =>
    fileOf({
      label,
      columns,
      rows: found,
      isSimulated: isSimulated ?? (() => isDemonstration),
      across,
      isPartial: pages?.hasMore ?? false,
      notes: [...about, ...(fileNotes ?? [])],
      words,
      now: zonedText(Date.now(), homeZone),
    });
}

/** What stands in the place of rows: that there are none, or that none are as the person wants them. */
function NoRows({ onClear }: { onClear: (() => void) | null }) {
  const { t } = useTranslation('web');
  if (!onClear) return t('table.empty');
  return (
    <div className="table-none">
      <p>{t('table.noMatch')}</p>
      <button type="button" className="button" onClick={onClear}>
        {t('table.clear')}
      </button>
    </div>
  );
}

/** The table of the product. On a phone each row becomes a block with all that it says and its keys below each other. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { id, label, columns, rows, rowKey, pageSize = endless, across, isPinned = false, pages, fileNotes } = props;
  const { t } = useTranslation('web');
  const formats = useFormats();
  const choosable = columns.filter(({ choice }) => choice);
  const choiceKeys = choosable.map(({ key }) => key);
  const { state, change, clear } = useTableState({ id, choiceKeys, usualSize: pageSize });
  const { hidden, show } = useHiddenColumns(id);
  // The first column says what a row is, and the keys what can be done with it.
  const mayHide = columns.filter(({ key }, index) => index > 0 && key !== 'keys');
  const shown = columns.filter((column) => !mayHide.includes(column) || !hidden.includes(column.key));
  const list = { rows, formats, isAcross: (row: T) => Boolean(across?.(row)) };
  const found = arranged({ ...list, columns }, state);
  const page = Math.min(state.page, Math.max(1, Math.ceil(found.length / state.pageSize)));
  const isFiltered = state.find !== '' || Object.keys(state.choices).length > 0;
  const isPartial = pages?.hasMore ?? false;
  const hasTools = id !== undefined && (rows.length >= toolsFrom || isPartial || isFiltered || fileNotes !== undefined);
  const hasExport = useContext(EveryTableExports) !== null || hasTools;
  const file = useFile(props);
  return (
    <div className="table-frame">
      {hasExport && (
        <div className="table-tools">
          {hasTools && (
            <TableFilters
              label={label}
              choices={choosable.map((column) => ({ ...column, options: choicesOf(column, list) }))}
              sortable={columns.filter(isSortable)}
              state={state}
              onChange={change}
            />
          )}
          <div className="row table-keys">
            {hasTools && <ColumnPanel columns={mayHide} hidden={hidden} onShow={show} />}
            <ExportPanel rows={found.length} columns={fileColumns(shown).length} isPartial={isPartial} file={() => file(shown, found)} />
          </div>
        </div>
      )}
      <TableRows
        label={label}
        columns={shown}
        rows={found.slice((page - 1) * state.pageSize, page * state.pageSize)}
        rowKey={rowKey}
        across={across}
        isPinned={isPinned}
        sort={state.sort}
        onSort={(sort) => change({ sort })}
        empty={<NoRows onClear={isFiltered ? clear : null} />}
      />
      {(hasTools || found.length > state.pageSize) && (
        <TableFoot label={label} all={rows.length} found={found.length} page={page} pageSize={state.pageSize} onChange={change} />
      )}
      {isPartial && <p className="quiet">{t('table.partial', { rows: formats.count(rows.length) })}</p>}
      {pages && <MoreKey read={pages} />}
    </div>
  );
}
