import { Table } from 'antd';
import type { ColumnsType } from 'antd/es/table';
import { useTranslation } from 'react-i18next';
import './data-table.css';

export interface Column<T> {
  /** 'keys' for what can be done with the row: those stay in sight. */
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
  /** What a row says that is one sentence across all columns, for rows that are no entry of their own kind. */
  across?: (row: T) => React.ReactNode;
  /** Figures to compare: stays a table on a phone too, scrolled sideways with its first column in sight. */
  isPinned?: boolean;
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}

/** The table of the product. On a phone each row becomes a block with all that it says and its keys below each other. */
export function DataTable<T extends object>({ label, columns, rows, rowKey, pageSize, across, isPinned = false }: DataTableProps<T>) {
  const { t } = useTranslation('web');
  const isAcross = (row: T) => Boolean(across?.(row));
  const spanOf = (index: number) => (index === 0 ? { className: 'data-table-across', colSpan: columns.length } : { colSpan: 0 });
  const shown: ColumnsType<T> = columns.map(({ key, title, render, isFigure, sortBy }, index) => ({
    key,
    title,
    align: isFigure ? 'right' : 'left',
    className: key === 'keys' ? 'data-table-keys' : undefined,
    onCell: (row) => (isAcross(row) ? spanOf(index) : ({ 'data-title': title } as object)),
    render: (_, row) => <div>{isAcross(row) ? index === 0 && across?.(row) : render(row)}</div>,
    sorter: sortBy ? (a: T, b: T) => compare(sortBy(a), sortBy(b)) : undefined,
  }));
  const pagination = pageSize && rows.length > pageSize ? { pageSize, showSizeChanger: false } : false;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <section className={`data-table ${isPinned ? 'data-table-pinned' : 'data-table-stacked'}`} aria-label={label} tabIndex={0}>
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
