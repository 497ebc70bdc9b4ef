import { useSentence } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addUploads, dropUpload, type Upload, useUploads } from '../../importing/uploads';
import { importsPath } from '../../importing/words';

const endings = '.csv,.txt,.tsv,.xlsx,.xlsm,.xls';
const mebibyte = 1024 * 1024;

/** 3.2 MB, or 12 KB for small ones. */
function useSize(): (bytes: number) => string {
  const format = useFormats();
  return (bytes) =>
    bytes >= mebibyte ? `${format.tick(Math.round((bytes / mebibyte) * 10) / 10)} MB` : `${format.count(Math.ceil(bytes / 1024))} KB`;
}

function UploadEntry({ upload }: { upload: Upload }) {
  const { t } = useTranslation('fems');
  const size = useSize();
  const sentence = useSentence();
  const { key, name, bytes, sentBytes, state, problem } = upload;
  const isOver = state === 'failed' || state === 'empty';
  const refusal = problem && sentence(problem);
  return (
    <li>
      <p className="import-upload-name">
        <strong>{name}</strong> <span className="quiet">{size(bytes)}</span>
      </p>
      {state === 'sending' && (
        <>
          <progress className="import-progress" aria-label={t('import.sendingOf', { name })} value={sentBytes} max={bytes} />
          <p className="quiet">
            {t('import.sending', { percent: Math.floor((sentBytes / bytes) * 100), sent: size(sentBytes), bytes: size(bytes) })}
          </p>
        </>
      )}
      {state === 'waiting' && <p className="quiet">{t('import.waiting')}</p>}
      {isOver && (
        <p className="notice notice-bad" role="alert">
          {state === 'empty'
            ? t('import.emptyFile')
            : [refusal?.title, refusal?.detail, ...(problem?.errors ?? []).map(({ detail }) => detail)].filter(Boolean).join(' ')}
        </p>
      )}
      <button type="button" className="button" onClick={() => dropUpload(key)}>
        {isOver ? t('import.dismiss') : t('import.stop')}
        <span className="unseen">: {name}</span>
      </button>
    </li>
  );
}

/** Takes files by drag and drop or by the browser's own dialog, and shows them on their way. */
export function ImportDrop({ onBegun }: { onBegun: (importId: string, isLast: boolean) => void }) {
  const { t } = useTranslation('fems');
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const hint = useId();
  const queries = useQueryClient();
  const uploads = useUploads();
  const add = (files: FileList | null) =>
    addUploads([...(files ?? [])], (importId, isLast) => {
      void queries.invalidateQueries({ queryKey: [importsPath] });
      onBegun(importId, isLast);
    });
  return (
    <section
      className={`card import-drop ${isOver ? 'import-drop-over' : ''}`}
      aria-label={t('import.choose')}
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
      <p className="import-drop-title">{t('import.drop')}</p>
      <button type="button" className="button button-main" aria-describedby={hint} onClick={() => input.current?.click()}>
        {t('import.choose')}
      </button>
      <input
        ref={input}
        className="unseen"
        type="file"
        multiple
        accept={endings}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          add(event.target.files);
          // The same file may be chosen again, corrected meanwhile.
          event.target.value = '';
        }}
      />
      <p id={hint} className="quiet">
        {t('import.forms')}
      </p>
      {uploads.length > 0 && (
        <ul className="import-uploads" aria-live="polite">
          {uploads.map((upload) => (
            <UploadEntry key={upload.key} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}
