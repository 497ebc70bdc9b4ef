import { DatePicker, dayjs } from '@maru/web/date-picker';
import { Refusal } from '@maru/web/refusal';
import { TaskTrayKey } from '@maru/web/task-tray-key';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { useDefinition } from './definition-picker';

interface ConfirmationKeysProps {
  siteId: string;
  noticeDay: string;
  onChange: (day: string) => void;
}

/** Chooses the day of the notice, and has the sheet made that shows others how a site's months before it stand by the definition chosen. */
export function ConfirmationKeys({ siteId, noticeDay, onChange }: ConfirmationKeysProps) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const definition = useDefinition();
  const start = useWrite('post', '/api/programme/confirmation-sheets', ['/api/workspace/tasks']);
  return (
    <>
      <div className="row">
        <DatePicker
          aria-label={t('operating.noticeDay')}
          value={dayjs(noticeDay)}
          format={(value) => formats.day(value.format('YYYY-MM-DD'))}
          allowClear={false}
          inputReadOnly
          onChange={(value) => value && onChange(value.format('YYYY-MM-DD'))}
        />
        <button
          type="button"
          className="button"
          disabled={start.isPending}
          onClick={() => start.mutate({ body: { siteId, noticeDay, definition } })}
        >
          {t('operating.makeSheet')}
        </button>
        {start.isSuccess && (
          <>
            <span role="status">{t('operating.sheetStarted')}</span>
            <TaskTrayKey />
          </>
        )}
      </div>
      <Refusal error={start.error} />
    </>
  );
}
