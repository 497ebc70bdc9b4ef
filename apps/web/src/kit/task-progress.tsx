import { useTranslation } from 'react-i18next';
import type { Schemas } from './client';
import './task-progress.css';
import { secondsLeft } from './task-time';
import { useFormats } from './use-formats';

type Task = Schemas['TaskItem'];

/** How far a task is: a bar, rows, and the time left as far as it can be said. */
export function TaskProgress({ task }: { task: Task }) {
  const { t } = useTranslation('web');
  const format = useFormats();
  const { state, done, total, totalIsEstimate } = task;
  if (state === 'done' || state === 'failed' || state === 'cancelled')
    return <span className={`task-state task-state-${state}`}>{t(`task.state.${state}`)}</span>;
  const share = total ? done / total : 0;
  const left = secondsLeft(task, Date.now());
  const of = (count: number) => (totalIsEstimate ? t('task.about', { rows: format.count(count) }) : format.count(count));
  const rows = total === null ? format.count(done) : `${format.count(done)} / ${of(total)}`;
  const label = task.cancelRequested ? t('task.stopping') : t(`task.state.${state}`);
  return (
    <div className="task-progress">
      <progress aria-label={task.name} value={total === null ? undefined : share} max={1} />
      <p className="quiet">
        {label}
        {total !== null && ` · ${Math.floor(share * 100)}%`}
        {done > 0 && ` · ${t('task.rows', { rows })}`}
        {left !== null &&
          ` · ${left < 90 ? t('task.secondsLeft', { count: left }) : t('task.minutesLeft', { count: Math.ceil(left / 60) })}`}
      </p>
    </div>
  );
}
