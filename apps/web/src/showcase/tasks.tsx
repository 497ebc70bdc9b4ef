import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AttentionCard, AttentionList } from '../kit/attention';
import { attentionPath } from '../kit/attention-path';
import { CancelKey } from '../kit/task-cancel';
import { TaskFile } from '../kit/task-file';
import { TaskProgress } from '../kit/task-progress';
import { TaskTrayKey } from '../kit/task-tray-key';
import { sampleAttention, sampleFile, sampleTasks } from './samples';
import { Group, Specimen } from './specimen';

/** Knows the samples already, so that nobody asks the server for them. */
const sampleQueries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
sampleQueries.setQueryData(['/api/workspace/files/{id}', { path: { id: sampleFile.id } }], sampleFile);
sampleQueries.setQueryData([attentionPath, {}], sampleAttention);

const tasks = sampleTasks(Date.now());

/** What needs somebody, and long work in each of its states. */
export function TaskSpecimens() {
  const { t } = useTranslation('showcase');
  return (
    <Group title={t('tasks.title')}>
      <Specimen of="AttentionCard AttentionList" title={t('tasks.attention')} use={t('tasks.attentionUse')}>
        <QueryClientProvider client={sampleQueries}>
          <AttentionCard title={t('tasks.attention')} none={t('tasks.nothing')} supporting />
        </QueryClientProvider>
        <AttentionList items={[]} none={t('tasks.nothing')} />
      </Specimen>
      <Specimen of="TaskTrayKey" title={t('tasks.tray')} use={t('tasks.trayUse')}>
        <div className="row">
          <TaskTrayKey />
        </div>
      </Specimen>
      <Specimen of="TaskProgress CancelKey" title={t('tasks.progress')} use={t('tasks.progressUse')}>
        {tasks.map((task) => (
          <div key={`${task.state}/${task.total}/${task.cancelRequested}`} className="specimen-case">
            <TaskProgress task={task} />
            <CancelKey task={task} />
          </div>
        ))}
      </Specimen>
      <Specimen of="TaskFile" title={t('tasks.file')} use={t('tasks.fileUse')}>
        <QueryClientProvider client={sampleQueries}>
          <TaskFile fileId={sampleFile.id} />
        </QueryClientProvider>
      </Specimen>
    </Group>
  );
}
