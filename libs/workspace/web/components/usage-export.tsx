import { Choice } from '@maru/web/choice';
import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { DatePicker, dayjs } from '@maru/web/date-picker';
import { ListCard } from '@maru/web/list-card';
import { useRead } from '@maru/web/read';
import { Refusal } from '@maru/web/refusal';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { CancelKey } from '@maru/web/task-cancel';
import { TaskFile } from '@maru/web/task-file';
import { TaskProgress } from '@maru/web/task-progress';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { homeZone, zonedText } from '@maru/web/zoned';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportsAmong, resultOf } from './usage-export-tasks';
import './usage-export.css';

type Company = Schemas['GrantedCompany'];
type Format = Schemas['UsageExportBody']['format'];
type Task = Schemas['TaskItem'];

const formats: readonly Format[] = ['xlsx', 'csv', 'ndjson'];
const shownAtMost = 100;
const thisMonth = () => zonedText(Date.now(), homeZone).slice(0, 'yyyy-mm'.length);

/** Chooses a month and a form, and starts the task that makes the file. */
export function UsageExport({ company }: { company: Company }) {
  const { t } = useTranslation('workspace');
  const show = useFormats();
  const [month, setMonth] = useState(thisMonth);
  const [format, setFormat] = useState<Format>('xlsx');
  const start = useWrite('post', '/api/workspace/granted-companies/{organisationId}/usage-exports', ['/api/workspace/tasks']);
  const submit = () => start.mutate({ params: { path: { organisationId: company.organisationId } }, body: { month, format } });
  return (
    <section className="card usage-export" aria-labelledby="usage-export">
      <h2 id="usage-export">
        {t('companies.exportsOf', { name: company.name })} {company.simulated && <SimulatedTag />}
      </h2>
      <div className="usage-export-choices">
        <DatePicker
          aria-label={t('companies.month')}
          picker="month"
          value={dayjs(`${month}-01`)}
          format={(value) => show.month(value.format('YYYY-MM-DD'))}
          disabledDate={(day) => day.format('YYYY-MM') > thisMonth()}
          allowClear={false}
          inputReadOnly
          onChange={(value) => value && setMonth(value.format('YYYY-MM'))}
        />
        <Choice
          label={t('companies.format')}
          value={format}
          options={formats.map((value) => ({ value, label: t(`companies.formats.${value}`) }))}
          onChange={setFormat}
        />
        <Button type="primary" onClick={submit} loading={start.isPending}>
          {t('companies.start')}
        </Button>
      </div>
      <ul className="quiet">
        <li>{t(`companies.formatHint.${format}`)}</li>
        <li>{t('companies.zone')}</li>
        {month === thisMonth() && <li>{t('companies.openMonth')}</li>}
        <li>{t('companies.told')}</li>
      </ul>
      <Refusal error={start.error} />
      {start.isSuccess && <p role="status">{t('companies.started')}</p>}
    </section>
  );
}

/** How many events a finished file holds, and whether its log has gaps: what a file of lines cannot say of itself. */
function Result({ task }: { task: Task }) {
  const { t } = useTranslation('workspace');
  const show = useFormats();
  const result = resultOf(task);
  if (task.failure)
    return (
      <p className="notice notice-bad">
        {task.failure.title} {task.failure.detail}
      </p>
    );
  if (!result) return <CancelKey task={task} />;
  const { events, gaps, fileId } = result;
  return (
    <>
      <p>
        {t('companies.events', { count: events, shown: show.count(events) })}
        {gaps > 0 && <span className="quiet"> · {t('companies.gaps', { count: gaps })}</span>}
      </p>
      <TaskFile fileId={fileId} />
    </>
  );
}

/** Files that officers of the office have had made, newest first: found again after a reload and on another device. */
export function UsageExports() {
  const { t } = useTranslation('workspace');
  const show = useFormats();
  const { t: ofKit } = useTranslation('web');
  const tasks = useRead('/api/workspace/tasks', { query: { limit: shownAtMost } }, { supporting: true });
  const read = { ...tasks, data: tasks.data && exportsAmong(tasks.data.items) };
  const columns: Column<Task>[] = [
    {
      key: 'file',
      title: t('companies.file'),
      value: ({ name }) => name,
      render: (task) => (
        <>
          {task.name} {resultOf(task)?.simulated && <SimulatedTag />}
        </>
      ),
    },
    {
      key: 'at',
      title: t('companies.requestedAt'),
      value: ({ requestedAt }) => timeCell(requestedAt, show.instant),
      render: ({ requestedAt, requestedBy }) => (
        <>
          {show.instant(requestedAt)} <span className="quiet">{requestedBy}</span>
        </>
      ),
    },
    {
      key: 'progress',
      title: t('companies.progress'),
      value: ({ state }) => ofKit(`task.state.${state}`),
      render: (task) => <TaskProgress task={task} />,
    },
    { key: 'keys', title: t('companies.result'), render: (task) => <Result task={task} /> },
  ];
  return (
    <section aria-labelledby="usage-exports">
      <h2 id="usage-exports" className="section-heading">
        {t('companies.files')}
      </h2>
      <ListCard read={read} empty={<Empty title={t('companies.filesEmpty')} next={t('companies.filesEmptyNext')} />}>
        {(rows) => (
          <DataTable
            id="files"
            label={t('companies.files')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            pageSize={20}
            isSimulated={({ simulated }) => simulated}
          />
        )}
      </ListCard>
    </section>
  );
}
