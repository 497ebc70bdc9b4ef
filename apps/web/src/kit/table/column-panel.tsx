import { useTranslation } from 'react-i18next';
import { KeyPanel } from '../key-panel';

interface ColumnPanelProps {
  /** The columns that can be put away: never the first, which says what a row is, nor the keys. */
  columns: readonly { key: string; title: string }[];
  hidden: readonly string[];
  onShow: (key: string, isShown: boolean) => void;
}

/** Which columns are in sight. */
export function ColumnPanel({ columns, hidden, onShow }: ColumnPanelProps) {
  const { t } = useTranslation('web');
  if (columns.length === 0) return null;
  return (
    <KeyPanel label={t('table.columns')}>
      {() => (
        <>
          {columns.map(({ key, title }) => (
            <label key={key} className="table-column-choice">
              <input type="checkbox" checked={!hidden.includes(key)} onChange={(event) => onShow(key, event.target.checked)} />
              {title}
            </label>
          ))}
          <p className="quiet table-panel-note">{t('table.columnsKept')}</p>
        </>
      )}
    </KeyPanel>
  );
}
