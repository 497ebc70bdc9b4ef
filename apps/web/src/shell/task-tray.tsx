import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Schemas } from '../kit/client';
import type { MessageFiles } from '../kit/language';
import { useRead } from '../kit/read';
import { CancelKey, isOpen } from '../kit/task-cancel';
import { TaskFile } from '../kit/task-file';
import { TaskProgress } from '../kit/task-progress';
import { taskTrayId } from '../kit/task-tray-key';
import { useFormats } from '../kit/use-formats';
import { taskAddress } from './modules';
import { Tray } from './tray';

type Task = Schemas['TaskItem'];
const tasksPath = '/api/workspace/tasks';
const shownAtMost = 20;

const fileOf = ({ outcome }: Task) => (outcome && 'fileId' in outcome ? outcome.fileId : undefined);

/** What a task does is a word of the module that does it: `task.reading-import-check` among the messages of fems. */
function TaskKind({ kind }: { kind: string }) {
  const [module, name] = kind.split('.') as [keyof MessageFiles, string];
  const { t, i18n, ready } = useTranslation(module, { useSuspense: false });
  const key = `task.${name}`;
  if (!ready) return null;
  return i18n.exists(key, { ns: module }) ? t(key as never) : kind;
}

function TaskEntry({ task, onGo }: { task: Task; onGo: () => void }) {
  const format = useFormats();
  const fileId = fileOf(task);
  const address = taskAddress(task);
  return (
    <li>
      <p className="task-name">
        {address ? (
          <Link to={address} onClick={onGo}>
            <strong>{task.name}</strong>
          </Link>
        ) : (
          <strong>{task.name}</strong>
        )}
        <span className="quiet">
          <TaskKind kind={task.kind} /> · {format.instant(task.requestedAt)}
          {task.requestedBy && ` · ${task.requestedBy}`}
        </span>
      </p>
      <TaskProgress task={task} />
      {task.failure && (
        <div className="notice notice-bad">
          <p>
            <strong>{task.failure.title}</strong>
          </p>
          {task.failure.detail && <p>{task.failure.detail}</p>}
        </div>
      )}
      {fileId && <TaskFile fileId={fileId} />}
      <CancelKey task={task} />
    </li>
  );
}

/** Long work of the organisation: how far it is, what came of it, and the key that stops it. In reach on every page. */
export function TaskTray() {
  const { t } = useTranslation('web');
  // What the tasks have made is asked for when somebody looks.
  const [isSeen, setSeen] = useState(false);
  const tasks = useRead(tasksPath, { query: { limit: shownAtMost } }, { supporting: true });
  const items = tasks.data?.items ?? [];
  return (
    <Tray id={taskTrayId} label={t('task.title')} sign="⟳" count={items.filter(isOpen).length} counted={t('task.open')} onToggle={setSeen}>
      {(close) =>
        items.length === 0 ? (
          <p className="quiet">{t('task.none')}</p>
        ) : (
          <ul>
            {(isSeen ? items : []).map((task) => (
              <TaskEntry key={task.id} task={task} onGo={close} />
            ))}
          </ul>
        )
      }
    </Tray>
  );
}
