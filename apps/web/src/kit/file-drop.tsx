import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './file-drop.css';
import { useSentence } from './states';
import { type BeginWithFile, type Begun, type UploadLine, useUploads, type WaitingUpload } from './uploads';
import { useFormats } from './use-formats';

const endings = '.csv,.txt,.tsv,.xlsx,.xlsm,.xls';
const mebibyte = 1024 * 1024;

/** 3.2 MB, or 12 KB for small ones. */
function useSize(): (bytes: number) => string {
  const format = useFormats();
  return (bytes) =>
    bytes >= mebibyte ? `${format.tick(Math.round((bytes / mebibyte) * 10) / 10)} MB` : `${format.count(Math.ceil(bytes / 1024))} KB`;
}

function UploadEntry({ upload, onDrop }: { upload: WaitingUpload; onDrop: () => void }) {
  const { t } = useTranslation('web');
  const size = useSize();
  const sentence = useSentence();
  const { name, bytes, sentBytes, state, problem } = upload;
  const isOver = state === 'failed' || state === 'empty';
  const refusal = problem && sentence(problem);
  return (
    <li>
      <p className="file-drop-name">
        <strong>{name}</strong> <span className="quiet">{size(bytes)}</span>
      </p>
      {state === 'sending' && (
        <>
          <progress className="file-drop-progress" aria-label={t('upload.sendingOf', { name })} value={sentBytes} max={bytes} />
          <p className="quiet">
            {t('upload.sending', { percent: Math.floor((sentBytes / bytes) * 100), sent: size(sentBytes), bytes: size(bytes) })}
          </p>
        </>
      )}
      {state === 'waiting' && <p className="quiet">{t('upload.waiting')}</p>}
      {isOver && (
        <p className="notice notice-bad" role="alert">
          {state === 'empty'
            ? t('upload.emptyFile')
            : [refusal?.title, refusal?.detail, ...(problem?.errors ?? []).map(({ detail }) => detail)].filter(Boolean).join(' ')}
        </p>
      )}
      <button type="button" className="button" onClick={onDrop}>
        {isOver ? t('upload.dismiss') : t('upload.stop')}
        <span className="unseen">: {name}</span>
      </button>
    </li>
  );
}

interface FileDropProps {
  line: UploadLine;
  /** What may be dropped here, and what the key says. */
  title: string;
  chooseLabel: string;
  /** Which files are read, and what to know of them. */
  hint: string;
  begin: BeginWithFile;
  begun: Begun;
  isMultiple?: boolean;
}

/** Takes tables by drag and drop or by the browser's own dialog, and shows them on their way. */
export function FileDrop({ line, title, chooseLabel, hint, begin, begun, isMultiple = false }: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const hintId = useId();
  const uploads = useUploads(line);
  const add = (files: FileList | null) => line.add([...(files ?? [])].slice(0, isMultiple ? undefined : 1), begin, begun);
  return (
    <section
      className={`card file-drop ${isOver ? 'file-drop-over' : ''}`}
      aria-label={chooseLabel}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        add(event.dataTransfer.files);
      }}
    >
      <p className="file-drop-title">{title}</p>
      <button type="button" className="button button-main" aria-describedby={hintId} onClick={() => input.current?.click()}>
        {chooseLabel}
      </button>
      <input
        ref={input}
        className="unseen"
        type="file"
        multiple={isMultiple}
        accept={endings}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          add(event.target.files);
          // The same file may be chosen again, corrected meanwhile.
          event.target.value = '';
        }}
      />
      <p id={hintId} className="quiet">
        {hint}
      </p>
      {uploads.length > 0 && (
        <ul className="file-drop-uploads" aria-live="polite">
          {uploads.map((upload) => (
            <UploadEntry key={upload.key} upload={upload} onDrop={() => line.drop(upload.key)} />
          ))}
        </ul>
      )}
    </section>
  );
}
