import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { CancelKey } from '../kit/task-cancel';
import { TaskFile } from '../kit/task-file';
import { TaskProgress } from '../kit/task-progress';
import { sampleFile, sampleTasks } from './samples';
import { Group, Specimen } from './specimen';

/** Knows the sample's file already, so that nobody asks the server for it. */
const sampleQueries = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
sampleQueries.setQueryData(['/api/workspace/files/{id}', { path: { id: sampleFile.id } }], sampleFile);

const tasks = sampleTasks(Date.now());

/** Long work, in each of its states. */
export function TaskSpecimens() {
  const { t } = useTranslation('showcase');
  return (
    <Group title={t('tasks.title')}>
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
