import { useAddress } from '@maru/web/address';
import { letterOf } from '@maru/web/column-letter';
import { DatePicker, dayjs } from '@maru/web/date-picker';
import { Refusal } from '@maru/web/refusal';
import { RowField, SelectField } from '@maru/web/select-field';
import { SheetPreview } from '@maru/web/sheet-preview';
import { useSite } from '@maru/web/site';
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

const typedDays = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D'];
const typedTimes = typedDays.map((day) => `${day} HH:mm`);

interface WhenFieldProps {
  label: string;
  value?: string;
  onChange: (value?: string) => void;
  /** Whether a time of day belongs to it, by the clock of Asia/Seoul. */
  hasClock?: boolean;
}

/** A day up to today, or a time of one: a text such as 2026-11-27, or 2026-11-27T09:30. */
function WhenField({ label, value, onChange, hasClock = false }: WhenFieldProps) {
  const id = useId();
  const today = zonedText(Date.now(), homeZone).slice(0, 'yyyy-mm-dd'.length);
  return (
    <div className="portal-day">
      <label htmlFor={id}>{label}</label>
      <DatePicker
        id={id}
        format={hasClock ? typedTimes : typedDays}
        placeholder={hasClock ? 'YYYY-MM-DD HH:MM' : 'YYYY-MM-DD'}
        showTime={hasClock ? { format: 'HH:mm' } : undefined}
        value={value ? dayjs(value) : null}
        disabledDate={(day) => day.format('YYYY-MM-DD') > today}
        showNow={false}
        onChange={(chosen) => onChange(chosen?.format(hasClock ? 'YYYY-MM-DDTHH:mm' : 'YYYY-MM-DD'))}
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
  /** All that the list may be of. */
  sites: readonly { value: string; label: string }[];
  preview: Preview;
  onDismiss: () => void;
}

/** Of which site the list is, how the file is read and of which days it speaks; then it is loaded. */
export function ListMapping({ siteId, sites, preview, onDismiss }: ListMappingProps) {
  const { t } = useTranslation('programme');
  const { t: ofKit } = useTranslation('web');
  const address = useAddress();
  const [draft, setDraft] = useState<Mapping>(preview.mapping);
  const { choose } = useSite();
  const [of, setOf] = useState(siteId);
  const [period, setPeriod] = useState<Period>({});
  const [downloaded, setDownloaded] = useState<string>();
  const load = useWrite('post', listsPath, [listsPath, monthPath]);
  const look = useWrite('post', '/api/programme/portal-list-previews');
  const missing = missingFields(draft);
  const change = (next: Mapping) => {
    load.reset();
    setDraft(next);
  };
  const submit = () =>
    load.mutate(
      {
        body: {
          siteId: of,
          fileId: preview.sourceFileId,
          mapping: draft,
          ...period,
          ...(downloaded ? { downloadedAt: `${downloaded}:00+09:00` } : {}),
        },
      },
      {
        onSuccess: ({ taskId }) => {
          const loading = { preview: null, load: taskId };
          // What was loaded is shown beside the sends of its own site.
          if (of === siteId) address.set(loading);
          else choose(of, loading);
        },
      },
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
        {sites.length > 1 && (
          <div className="portal-fields">
            <SelectField label={t('portalList.site')} hint={t('portalList.siteHint')} value={of} options={[...sites]} onChange={setOf} />
          </div>
        )}
        <ListFields {...fields} onSheet={lookAt} />
        <ColumnFields {...fields} />
        <fieldset className="portal-columns">
          <legend>{t('portalList.period')}</legend>
          <p className="quiet">{t('portalList.periodHint')}</p>
          <div className="portal-fields">
            <WhenField
              label={t('portalList.firstDay')}
              value={period.firstDay}
              onChange={(firstDay) => setPeriod({ ...period, firstDay })}
            />
            <WhenField label={t('portalList.lastDay')} value={period.lastDay} onChange={(lastDay) => setPeriod({ ...period, lastDay })} />
          </div>
        </fieldset>
        <fieldset className="portal-columns">
          <legend>{t('portalList.downloadedAt')}</legend>
          <p className="quiet">{t('portalList.downloadedHint')}</p>
          <div className="portal-fields">
            <WhenField label={t('portalList.downloadedClock')} value={downloaded} onChange={setDownloaded} hasClock />
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
