import { useAddress } from '@maru/web/address';
import { letterOf } from '@maru/web/column-letter';
import { DatePicker, dayjs } from '@maru/web/date-picker';
import { Refusal } from '@maru/web/refusal';
import { RowField, SelectField } from '@maru/web/select-field';
import { SheetPreview } from '@maru/web/sheet-preview';
import { useWrite } from '@maru/web/write';
import { homeZone, zonedText } from '@maru/web/zoned';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Field,
  fieldOf,
  fieldsOfKind,
  kinds,
  listsPath,
  type Mapping,
  missingFields,
  monthPath,
  type Preview,
  withField,
  withKind,
} from './words';

interface Period {
  firstDay?: string;
  lastDay?: string;
}

function PeriodField({ label, value, onChange }: { label: string; value?: string; onChange: (day?: string) => void }) {
  const id = useId();
  const today = zonedText(Date.now(), homeZone).slice(0, 'yyyy-mm-dd'.length);
  return (
    <div className="portal-day">
      <label htmlFor={id}>{label}</label>
      <DatePicker
        id={id}
        format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D']}
        placeholder="YYYY-MM-DD"
        value={value ? dayjs(value) : null}
        disabledDate={(day) => day.format('YYYY-MM-DD') > today}
        showNow={false}
        onChange={(day) => onChange(day?.format('YYYY-MM-DD'))}
      />
    </div>
  );
}

interface FieldsProps {
  preview: Preview;
  draft: Mapping;
  change: (draft: Mapping) => void;
}

/** What the list is, and where its heading ends. Another sheet is looked at anew. */
function ListFields({ preview, draft, change, onSheet }: FieldsProps & { onSheet: (sheet: string) => void }) {
  const { t } = useTranslation('programme');
  const { sheets, sheet } = preview.format;
  return (
    <div className="portal-fields">
      <SelectField
        label={t('portalList.kind')}
        hint={t('portalList.kindHint')}
        value={draft.kind}
        options={kinds.map((value) => ({ value, label: t(`portalList.kinds.${value}`) }))}
        onChange={(kind) => change(withKind(draft, kind))}
      />
      {sheets.length > 1 && (
        <SelectField
          label={t('portalList.sheet')}
          value={sheet ?? ''}
          options={sheets.map((value) => ({ value, label: value }))}
          onChange={onSheet}
        />
      )}
      <RowField
        label={t('portalList.headerRow')}
        hint={t('portalList.headerRowHint')}
        value={draft.headerRow}
        max={1000}
        onChange={(headerRow) => change({ ...draft, headerRow, headerRows: Math.min(Math.max(draft.headerRows, 1), headerRow) })}
      />
    </div>
  );
}

/** What each column is read as. */
function ColumnFields({ preview, draft, change }: FieldsProps) {
  const { t } = useTranslation('programme');
  const options = (['none', ...fieldsOfKind[draft.kind]] as const).map((value) => ({ value, label: t(`portalList.field.${value}`) }));
  return (
    <fieldset className="portal-columns">
      <legend>{t('portalList.columns')}</legend>
      <div className="portal-fields">
        {preview.format.columns.map(({ index, name, samples }) => (
          <SelectField<Field | 'none'>
            key={index}
            label={[letterOf(index), name].filter(Boolean).join(' · ')}
            hint={samples.slice(0, 2).join(', ')}
            value={fieldOf(draft, index)}
            options={options}
            onChange={(field) => change(withField(draft, index, field))}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ListMappingProps {
  siteId: string;
  preview: Preview;
  onDismiss: () => void;
}

/** How the file is read and of which days it speaks; then it is loaded. */
export function ListMapping({ siteId, preview, onDismiss }: ListMappingProps) {
  const { t } = useTranslation('programme');
  const { t: ofKit } = useTranslation('web');
  const address = useAddress();
  const [draft, setDraft] = useState<Mapping>(preview.mapping);
  const [period, setPeriod] = useState<Period>({});
  const load = useWrite('post', listsPath, [listsPath, monthPath]);
  const look = useWrite('post', '/api/programme/portal-list-previews');
  const missing = missingFields(draft);
  const change = (next: Mapping) => {
    load.reset();
    setDraft(next);
  };
  const submit = () =>
    load.mutate(
      { body: { siteId, fileId: preview.sourceFileId, mapping: draft, ...period } },
      { onSuccess: ({ taskId }) => address.set({ preview: null, load: taskId }) },
    );
  const lookAt = (sheet: string) =>
    look.mutate(
      { body: { siteId, fileId: preview.sourceFileId, sheet } },
      { onSuccess: ({ taskId }) => address.set({ preview: taskId }, { replace: true }) },
    );
  const fields = { preview, draft, change };
  const roleOf = (index: number) => {
    const field = fieldOf(draft, index);
    return field === 'none' ? null : t(`portalList.field.${field}`);
  };
  return (
    <>
      <form
        className="card portal-form"
        aria-label={t('portalList.mapping', { name: preview.fileName })}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2>{t('portalList.mapping', { name: preview.fileName })}</h2>
        <p className="quiet">{t(preview.remembered ? 'portalList.remembered' : 'portalList.proposed')}</p>
        <ListFields {...fields} onSheet={lookAt} />
        <ColumnFields {...fields} />
        <fieldset className="portal-columns">
          <legend>{t('portalList.period')}</legend>
          <p className="quiet">{t('portalList.periodHint')}</p>
          <div className="portal-fields">
            <PeriodField
              label={t('portalList.firstDay')}
              value={period.firstDay}
              onChange={(firstDay) => setPeriod({ ...period, firstDay })}
            />
            <PeriodField label={t('portalList.lastDay')} value={period.lastDay} onChange={(lastDay) => setPeriod({ ...period, lastDay })} />
          </div>
        </fieldset>
        {missing.length > 0 && (
          <p className="notice notice-warning">
            {t('portalList.missing', { fields: missing.map((field) => t(`portalList.field.${field}`)).join(', ') })}
          </p>
        )}
        <Refusal error={load.error ?? look.error} />
        <div className="row">
          <button type="submit" className="button button-main" disabled={load.isPending || missing.length > 0}>
            {t('portalList.load')}
          </button>
          <button type="button" className="button" onClick={onDismiss}>
            {ofKit('dialog.cancel')}
          </button>
          <span className="quiet">{t('portalList.loadMeans')}</span>
        </div>
      </form>
      <SheetPreview
        rows={preview.preview}
        columns={preview.format.columns}
        headerRow={draft.headerRow}
        headerRows={draft.headerRows}
        roleOf={roleOf}
      />
    </>
  );
}
