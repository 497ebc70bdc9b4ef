import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { download } from './download';
import { problemOf } from './problem';
import { useRead } from './read';
import { useSentence } from './states';
import { useFormats } from './use-formats';

interface TaskFileProps {
  fileId: string;
  /** What the key says, where it is more than that there is a file. */
  label?: string;
}

/** A file that the task made, and until when it is kept. */
export function TaskFile({ fileId, label }: TaskFileProps) {
  const { t } = useTranslation('web');
  const format = useFormats();
  const sentence = useSentence();
  const file = useRead('/api/workspace/files/{id}', { path: { id: fileId } }, { supporting: true });
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const fetchFile = async () => {
    setPending(true);
    setRefusal(null);
    await download(fileId).catch((error) => setRefusal(sentence(problemOf(error)).title));
    setPending(false);
  };
  if (file.error) return <p className="quiet">{sentence(problemOf(file.error)).title}</p>;
  if (!file.data) return null;
  return (
    <p className="row">
      <button type="button" className="button" onClick={fetchFile} disabled={isPending}>
        {label ?? t('task.fetch')}
      </button>
      <span className="quiet">{t('task.keptUntil', { day: format.instant(file.data.keptUntil) })}</span>
      {refusal && <span role="alert">{refusal}</span>}
    </p>
  );
}
