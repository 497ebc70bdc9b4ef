import { Table } from 'antd';
import type { ColumnsType, TableProps } from 'antd/es/table';
import type { ReactNode } from 'react';
import { useFormats } from '../use-formats';
import { type Column, cellText, isSortable } from './column';
import type { TableState } from './state';

interface RowsProps<T> {
  label: string;
  columns: Column<T>[];
  /** Those of the page in sight, in their order. */
  rows: readonly T[];
  rowKey: (row: T) => string;
  across?: (row: T) => string | null | false | undefined;
  isPinned: boolean;
  sort: TableState['sort'];
  onSort: (sort: TableState['sort']) => void;
  /** Stands where the rows would be. */
  empty: ReactNode;
}

/** What the rows of a page look like. Their order is decided outside: it is that of all pages and of the file too. */
export function TableRows<T extends object>({ label, columns, rows, rowKey, across, isPinned, sort, onSort, empty }: RowsProps<T>) {
  const formats = useFormats();
  const spanOf = (index: number) => (index === 0 ? { className: 'data-table-across', colSpan: columns.length } : { colSpan: 0 });
  const content = (column: Column<T>, row: T) => (column.render ? column.render(row) : cellText(column, row, formats) || '–');
  const shown: ColumnsType<T> = columns.map((column, index) => ({
    key: column.key,
    title: column.title,
    align: column.isFigure ? 'right' : 'left',
    className: column.key === 'keys' ? 'data-table-keys' : undefined,
    onCell: (row) => (across?.(row) ? spanOf(index) : ({ 'data-title': column.title } as object)),
    render: (_, row) => <div>{across?.(row) ? index === 0 && across(row) : content(column, row)}</div>,
    sorter: isSortable(column),
    sortOrder: sort?.key === column.key ? (sort.isDescending ? 'descend' : 'ascend') : null,
  }));
  const turn: TableProps<T>['onChange'] = (_pages, _filters, sorter) => {
    const { columnKey, order } = Array.isArray(sorter) ? sorter[0] : sorter;
    onSort(order ? { key: String(columnKey), isDescending: order === 'descend' } : null);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <section className={`data-table ${isPinned ? 'data-table-pinned' : 'data-table-stacked'}`} aria-label={label} tabIndex={0}>
      <Table<T>
        columns={shown}
        dataSource={[...rows]}
        rowKey={rowKey}
        pagination={false}
        size="middle"
        locale={{ emptyText: empty }}
        showSorterTooltip={false}
        onChange={turn}
      />
    </section>
  );
}
