import { useTranslation } from 'react-i18next';
import type { Schemas } from './client';
import { useMay } from './me';
import { useWrite } from './write';

type Task = Schemas['TaskItem'];

/** It waits or runs. */
export const isOpen = ({ state }: Pick<Task, 'state'>): boolean => state === 'waiting' || state === 'running';

/** Stops a task at its next step; nothing where there is nothing to stop. */
export function CancelKey({ task }: { task: Task }) {
  const { t } = useTranslation('web');
  const cancel = useWrite('post', '/api/workspace/tasks/{id}/cancellation', ['/api/workspace/tasks']);
  const may = useMay('workspace.task.write');
  if (!may || !isOpen(task) || task.cancelRequested) return null;
  return (
    <button
      type="button"
      className="button"
      disabled={cancel.isPending}
      onClick={() => cancel.mutate({ params: { path: { id: task.id } } })}
    >
      {t('task.cancel')}
    </button>
  );
}
