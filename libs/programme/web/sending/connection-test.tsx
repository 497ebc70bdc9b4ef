import type { Schemas } from '@maru/web/client';
import { useRead } from '@maru/web/read';
import { TaskProgress } from '@maru/web/task-progress';
import { useTranslation } from 'react-i18next';
import { useAnswerWords } from './answer-words';

type Task = Schemas['TaskItem'];
type Outcome = Schemas['ConnectionTestOutcome'];

const outcomeOf = ({ outcome }: Task): Outcome | null => (outcome && 'sendId' in outcome ? outcome : null);

/** A connection test under way, then what the log centre answered and what that means. */
export function ConnectionTest({ taskId }: { taskId: string }) {
  const { t } = useTranslation('programme');
  const { answerOf, adviceOf } = useAnswerWords();
  const { data: task } = useRead('/api/workspace/tasks/{id}', { path: { id: taskId } }, { supporting: true });
  if (!task) return null;
  const outcome = outcomeOf(task);
  if (!outcome && (task.state === 'waiting' || task.state === 'running'))
    return (
      <div className="notice" role="status">
        <p>{t('keys.testing')}</p>
        <TaskProgress task={task} />
      </div>
    );
  if (!outcome)
    return (
      <div className="notice notice-warning" role="status">
        <p>
          <strong>{t('keys.notTested')}</strong>
        </p>
        {task.failure && <p>{task.failure.title}</p>}
      </div>
    );
  const isProven = ['test', 'stored', 'received', 'too-soon'].includes(outcome.outcome);
  return (
    <div className={`notice ${isProven ? '' : 'notice-warning'}`} role="status">
      <p>
        <strong>{t(isProven ? 'keys.proven' : 'keys.notProven')}</strong> {answerOf(outcome)}
      </p>
      {!isProven && <p>{adviceOf(outcome)}</p>}
      {outcome.failure && <p className="quiet">{t('keys.failure', { failure: outcome.failure })}</p>}
    </div>
  );
}
