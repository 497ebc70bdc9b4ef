import type { Schemas } from '@maru/web/client';
import { letterOf } from '@maru/web/column-letter';
import { type Column, DataTable } from '@maru/web/data-table';
import { TaskFile } from '@maru/web/task-file';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import type { Import } from '../../importing/words';
import type { Metering } from '../../metering/next-step';

type Fault = Schemas['RowFaultItem'];

/** Which values are refused and why, by row and column as a spreadsheet counts them, and the file to correct. */
export function ImportFaults({ of: { firstFaults, counts, refusedFileId, format, simulated } }: { of: Import }) {
  const { t } = useTranslation('fems');
  const show = useFormats();
  if (firstFaults.length === 0) return null;
  const nameOf = (index: number) => format?.columns.find((column) => column.index === index)?.name;
  const place = ({ column }: Fault) =>
    column === null ? t('import.wholeRow') : [letterOf(column), nameOf(column)].filter(Boolean).join(' · ');
  const columns: Column<Fault>[] = [
    { key: 'row', title: t('import.row'), value: ({ row }) => row, render: ({ row }) => t('import.rowNumber', { row: show.count(row) }) },
    { key: 'column', title: t('import.column'), value: place, choice: ({ column }) => String(column) },
    { key: 'detail', title: t('import.reason'), value: ({ detail }) => detail },
  ];
  return (
    <section className="card import-faults" aria-labelledby="import-faults">
      <h2 id="import-faults">{t('import.faults')}</h2>
      <p className="quiet">{t('import.faultsNext', { refused: show.count(counts?.refused ?? 0) })}</p>
      {refusedFileId && <TaskFile fileId={refusedFileId} label={t('import.refusedFile')} />}
      <DataTable
        id="faults"
        label={t('import.faults')}
        columns={columns}
        rows={firstFaults}
        rowKey={({ row, column, code }) => `${row}/${column}/${code}`}
        isSimulated={() => simulated}
        pageSize={20}
      />
      {firstFaults.length >= 100 && <p className="quiet">{t('import.faultsFirst')}</p>}
    </section>
  );
}

/** What a person should know of the file as a whole. */
export function ImportFindings({ of: { findings }, metering: { points } }: { of: Import; metering: Metering }) {
  const { t } = useTranslation('fems');
  const show = useFormats();
  if (findings.length === 0) return null;
  const nameOf = (pointId: string | null) => points.find(({ id }) => id === pointId)?.name;
  return (
    <section className="card" aria-labelledby="import-findings">
      <h2 id="import-findings">{t('import.findings')}</h2>
      <ul className="import-findings">
        {findings.map(({ code, pointId, detail, row }) => (
          <li key={`${code}/${pointId}`}>
            {nameOf(pointId) && <strong>{nameOf(pointId)}: </strong>}
            {detail} {row !== null && <span className="quiet">{t('import.fromRow', { row: show.count(row) })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
