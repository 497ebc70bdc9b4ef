import { useTranslation } from 'react-i18next';

export const taskTrayId = 'task-tray';

/** Opens the list of tasks, for whoever has just started one. */
export function TaskTrayKey() {
  const { t } = useTranslation('web');
  return (
    <button type="button" className="button" popoverTarget={taskTrayId}>
      {t('task.show')}
    </button>
  );
}
