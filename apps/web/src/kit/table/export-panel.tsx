import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '../download';
import { KeyPanel } from '../key-panel';
import { useFormats } from '../use-formats';
import type { TableFile } from './file';

interface ExportPanelProps {
  /** Rows and columns that the file will have. */
  rows: number;
  columns: number;
  isPartial: boolean;
  /** Laid out when it is asked for. */
  file: () => TableFile;
}

const forms = ['xlsx', 'csv'] as const;
type Form = (typeof forms)[number];

/** What makes a file is loaded when the first one is wanted. */
async function bytesOf(form: Form, file: TableFile): Promise<Blob> {
  if (form === 'xlsx') return (await import('./xlsx')).xlsxOf(file);
  const { csvOf } = await import('./csv');
  return new Blob([csvOf(file)], { type: 'text/csv;charset=utf-8' });
}

/** Saves what is in sight, all pages of it, as a file. */
export function ExportPanel({ rows, columns, isPartial, file }: ExportPanelProps) {
  const { t } = useTranslation('web');
  const formats = useFormats();
  const [making, setMaking] = useState<Form | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const make = async (form: Form, close: () => void) => {
    setMaking(form);
    setFailed(false);
    try {
      const laidOut = file();
      save(await bytesOf(form, laidOut), `${laidOut.name}.${form}`);
      close();
    } catch {
      setFailed(true);
    } finally {
      setMaking(null);
    }
  };
  return (
    <KeyPanel label={t('table.export')}>
      {(close) => (
        <>
          <p className="quiet table-panel-note">{t('table.exportWhat', { rows: formats.count(rows), columns: formats.count(columns) })}</p>
          {isPartial && <p className="notice notice-warning table-panel-note">{t('table.exportPartial')}</p>}
          <div className="row">
            {forms.map((form) => (
              <button key={form} type="button" className="button" disabled={making !== null} onClick={() => make(form, close)}>
                {t(`table.form.${form}`)}
              </button>
            ))}
          </div>
          <p role="status">{making && t('table.exporting')}</p>
          {hasFailed && (
            <p className="notice notice-bad" role="alert">
              {t('table.exportFailed')}
            </p>
          )}
        </>
      )}
    </KeyPanel>
  );
}
