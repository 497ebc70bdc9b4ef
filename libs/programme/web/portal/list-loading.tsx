import { useAddress } from '@maru/web/address';
import { type Schemas, send } from '@maru/web/client';
import { FileDrop } from '@maru/web/file-drop';
import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { useRead } from '@maru/web/read';
import { Failed, Loading } from '@maru/web/states';
import { CancelKey } from '@maru/web/task-cancel';
import { TaskFile } from '@maru/web/task-file';
import { TaskProgress } from '@maru/web/task-progress';
import { UploadLine } from '@maru/web/uploads';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { ListMapping } from './list-mapping';
import { type Loaded, type Preview, previewKind } from './words';

type Task = Schemas['TaskItem'];

const uploads = new UploadLine(previewKind);
const parts = ['accepted', 'duplicates', 'refused'] as const;

/** A task under way, or what it says of why it has ended without anything. */
function Underway({ task, onDismiss }: { task: Task; onDismiss: () => void }) {
  const { t } = useTranslation('programme');
  const isOver = task.state === 'failed' || task.state === 'cancelled';
  return (
    <section className="card portal-task" aria-label={task.name}>
      <h2>{task.name}</h2>
      {isOver ? (
        <div className="notice notice-bad" role="alert">
          <p>
            <strong>{task.failure?.title ?? t('portalList.cancelled')}</strong>
          </p>
          {task.failure?.detail && <p>{task.failure.detail}</p>}
        </div>
      ) : (
        <TaskProgress task={task} />
      )}
      <div className="row">
        <CancelKey task={task} />
        {isOver && (
          <button type="button" className="button" onClick={onDismiss}>
            {t('portalList.another')}
          </button>
        )}
      </div>
    </section>
  );
}

/** What became of the rows of a list: three counts that add up to all of them. */
function LoadedNow({ name, loaded, onDismiss }: { name: string; loaded: Loaded; onDismiss: () => void }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  return (
    <section className="portal-task" aria-label={t('portalList.loaded', { name })}>
      <p className="notice notice-ok" role="status">
        {t('portalList.loaded', { name })}
      </p>
      <KeyFigures>
        {parts.map((part) => (
          <KeyFigure key={part} label={t(`portalList.part.${part}`)} value={formats.count(loaded[part])} unit={t('portalList.rowUnit')}>
            {t(`portalList.partMeans.${part}`)}
          </KeyFigure>
        ))}
      </KeyFigures>
      <p className="quiet">
        {t('portalList.partSum', { parts: parts.map((part) => formats.count(loaded[part])).join(' + '), rows: formats.count(loaded.rows) })}
      </p>
      {loaded.fileId && <TaskFile fileId={loaded.fileId} label={t('portalList.refusedFile')} />}
      <div className="row">
        <button type="button" className="button" onClick={onDismiss}>
          {t('portalList.another')}
        </button>
      </div>
    </section>
  );
}

interface ListLoadingProps {
  siteId: string;
  /** All that it may be of. */
  sites: readonly { value: string; label: string }[];
}

/** From the file to the list: sent, looked at, mapped by the person, loaded. The address holds how far it is. */
export function ListLoading({ siteId, sites }: ListLoadingProps) {
  const { t } = useTranslation('programme');
  const address = useAddress();
  const [preview, load] = [address.get('preview'), address.get('load')];
  const taskId = load ?? preview;
  const task = useRead('/api/workspace/tasks/{id}', { path: { id: taskId ?? '' } }, { supporting: true, enabled: taskId !== null });
  const dismiss = () => address.set({ preview: null, load: null });
  if (taskId === null)
    return (
      <FileDrop
        line={uploads}
        title={t('portalList.drop')}
        chooseLabel={t('portalList.choose')}
        hint={t('portalList.hint')}
        begin={async (fileId, options) =>
          (await send('post', '/api/programme/portal-list-previews', { body: { siteId, fileId }, ...options })).taskId
        }
        begun={(id) => address.set({ preview: id })}
      />
    );
  if (!task.data) return <div className="card">{task.error ? <Failed error={task.error} retry={task.retry} /> : <Loading />}</div>;
  const { outcome, name } = task.data;
  if (outcome && 'listId' in outcome) return <LoadedNow name={name} loaded={outcome as Loaded} onDismiss={dismiss} />;
  if (outcome && 'sourceFileId' in outcome)
    return <ListMapping key={taskId} siteId={siteId} sites={sites} preview={outcome as Preview} onDismiss={dismiss} />;
  return <Underway task={task.data} onDismiss={dismiss} />;
}
