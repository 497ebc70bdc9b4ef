import { Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import './data-table.css';

export interface Column<T> {
  key: string;
  title: string;
  render: (row: T) => React.ReactNode;
  /** Figures stand to the right, so that their digits stand below each other. */
  isFigure?: boolean;
  /** Makes the column sortable. */
  sortBy?: (row: T) => number | string;
}

interface DataTableProps<T> {
  /** What the table lists, for those who hear it. */
  label: string;
  columns: Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Rows per page; all rows on one page without it. */
  pageSize?: number;
  /** Keeps the first column in sight when the table is scrolled sideways: for a short one that names the row. */
  isPinned?: boolean;
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

/** The table of the product: scrolls within itself on a narrow screen. */
export function DataTable<T extends object>({ label, columns, rows, rowKey, pageSize, isPinned = false }: DataTableProps<T>) {
  const { t } = useTranslation('web');
  const shown: ColumnsType<T> = columns.map(({ key, title, render, isFigure, sortBy }) => ({
    key,
    title,
    align: isFigure ? 'right' : 'left',
    render: (_, row) => render(row),
    sorter: sortBy ? (a: T, b: T) => compare(sortBy(a), sortBy(b)) : undefined,
  }));
  const pagination = pageSize && rows.length > pageSize ? { pageSize, showSizeChanger: false } : false;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <section className={isPinned ? 'data-table data-table-pinned' : 'data-table'} aria-label={label} tabIndex={0}>
      <Table<T>
        columns={shown}
        dataSource={[...rows]}
        rowKey={rowKey}
        pagination={pagination}
        size="middle"
        locale={{ emptyText: t('table.empty') }}
        showSorterTooltip={false}
      />
    </section>
  );
}
