import { Pagination } from 'antd';
import { useTranslation } from 'react-i18next';
import { Picker } from '../picker';
import { useFormats } from '../use-formats';
import { endless, pageSizes, type StateChange } from './state';

interface FootProps {
  label: string;
  /** Rows of all pages, and of them those that no filter left out. */
  all: number;
  found: number;
  page: number;
  pageSize: number;
  onChange: (change: StateChange) => void;
}

/** How many rows there are, which of them are in sight, and the way to the others. */
export function TableFoot({ label, all, found, page, pageSize, onChange }: FootProps) {
  const { t } = useTranslation('web');
  const formats = useFormats();
  const [from, to] = [Math.min(found, (page - 1) * pageSize + 1), Math.min(found, page * pageSize)];
  const sizes = [...new Set([...pageSizes, pageSize])].sort((a, b) => a - b);
  const total =
    found === all
      ? t('table.total', { rows: formats.count(all) })
      : t('table.found', { found: formats.count(found), all: formats.count(all) });
  return (
    <div className="table-foot">
      <p className="quiet" role="status">
        {total}
        {found > pageSize && ` · ${t('table.range', { from: formats.count(from), to: formats.count(to) })}`}
      </p>
      {found > pageSizes[0] && (
        <Picker
          label={t('table.pageSize')}
          value={String(pageSize)}
          options={sizes.map((size) => ({
            value: String(size),
            label: size === endless ? t('table.onOnePage') : t('table.perPage', { count: size }),
          }))}
          onChange={(size) => onChange({ pageSize: Number(size) })}
        />
      )}
      {found > pageSize && (
        <nav aria-label={t('table.pagesOf', { label })}>
          <Pagination
            current={page}
            pageSize={pageSize}
            total={found}
            showSizeChanger={false}
            showLessItems
            onChange={(next) => onChange({ page: next })}
          />
        </nav>
      )}
    </div>
  );
}
