import { problemOf, sortErrors } from '@maru/web/problem';
import { Refusal } from '@maru/web/refusal';
import { RowField, SelectField } from '@maru/web/select-field';
import { useWrite } from '@maru/web/write';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { missingIn } from '../../importing/draft';
import { type Import, importPath, importsPath, type Mapping } from '../../importing/words';
import type { Metering } from '../../metering/next-step';
import { SourceDialog } from '../reading-sources';
import { type DraftProps, MappingColumns, MappingMeters, NoFittingPoint } from './mapping-columns';
import { MappingTimes } from './mapping-times';

const kinds = ['readings', 'utilityMonths'] as const;

/** Every field of the form, as the server points at it. */
function fieldsOf({ values, meters }: Mapping): string[] {
  const single = [
    'sheet',
    'headerRows',
    'headerRow',
    'sourceId',
    'siteId',
    'decimalMark',
    'dateOrder',
    'stamp',
    'intervalSeconds',
    'zone',
    'midnight',
  ];
  const ofValues = values.flatMap((_, at) => [`values.${at}.pointId`, `values.${at}.unit`]);
  const ofMeters = (meters?.points ?? []).map((_, at) => `meters.points.${at}.pointId`);
  return [...single, 'time.format', 'time.columns', ...ofValues, ...ofMeters].map((field) => `mapping.${field}`);
}

/** Who reported; another source can be registered at once, and is then chosen. */
function SourceField({ draft, metering, errorsAt, change }: DraftProps) {
  const { t } = useTranslation('fems');
  const [isOpen, setOpen] = useState(false);
  const choose = (id: string, stamp: Mapping['stamp'] | undefined) => change({ ...draft, sourceId: id, stamp: stamp ?? draft.stamp });
  return (
    <div className="import-source">
      <SelectField
        label={t('import.source')}
        hint={t('import.sourceHint')}
        value={draft.sourceId ?? ''}
        options={metering.sources.map(({ id, name, stamp }) => ({ value: id, label: `${name} (${t(`stamp.${stamp}`)})` }))}
        placeholder={metering.sources.length > 0 ? t('import.chooseSource') : t('import.noSource')}
        errors={errorsAt('sourceId')}
        onChange={(id) => choose(id, metering.sources.find((source) => source.id === id)?.stamp)}
      />
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t('sources.create')}
      </button>
      <SourceDialog
        isOpen={isOpen}
        usual={{ stamp: draft.stamp }}
        onClose={() => setOpen(false)}
        onCreated={({ id, stamp }) => choose(id, stamp)}
      />
    </div>
  );
}

function FileFields({ draft, of, errorsAt, change, metering, columns }: DraftProps & { of: Import }) {
  const { t } = useTranslation('fems');
  const sheets = of.format?.sheets ?? [];
  const set = (changes: Partial<Mapping>) => change({ ...draft, ...changes });
  const isMonths = draft.kind === 'utilityMonths';
  return (
    <div className="import-fields">
      <SelectField
        label={t('import.what')}
        value={draft.kind}
        options={kinds.map((value) => ({ value, label: t(`import.whats.${value}`) }))}
        onChange={(kind) => set({ kind })}
      />
      {isMonths ? (
        <SelectField
          label={t('filter.site')}
          value={draft.siteId ?? ''}
          options={metering.sites.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder={t('import.chooseSite')}
          errors={errorsAt('siteId')}
          onChange={(siteId) => set({ siteId })}
        />
      ) : (
        <SourceField draft={draft} columns={columns} metering={metering} errorsAt={errorsAt} change={change} />
      )}
      {sheets.length > 1 && (
        <SelectField
          label={t('import.sheet')}
          value={draft.sheet ?? of.format?.sheet ?? ''}
          options={sheets.map((value) => ({ value, label: value }))}
          errors={errorsAt('sheet')}
          onChange={(sheet) => set({ sheet })}
        />
      )}
      <RowField
        label={t('import.headerRow')}
        hint={t('import.headerRowHint')}
        value={draft.headerRow}
        max={1000}
        errors={[...errorsAt('headerRow'), ...errorsAt('headerRows')]}
        onChange={(headerRow) => set({ headerRow, headerRows: headerRow === 0 ? 0 : Math.max(1, Math.min(draft.headerRows, headerRow)) })}
      />
    </div>
  );
}

interface MappingFormProps {
  of: Import;
  mapping: Mapping;
  metering: Metering;
  onCancel?: () => void;
}

/** How the file is to be read. Saving it checks the file again; nothing is stored by that. */
export function MappingForm({ of, mapping, metering, onCancel }: MappingFormProps) {
  const { t } = useTranslation('fems');
  const { t: ofKit } = useTranslation('web');
  const [draft, change] = useState(mapping);
  const save = useWrite('put', '/api/fems/reading-imports/{id}/mapping', [importPath, importsPath]);
  const problem = save.error ? problemOf(save.error) : null;
  const beside = problem ? sortErrors(problem, fieldsOf(draft)).beside : new Map<string, string[]>();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (save.error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [save.error]);
  const missing = missingIn(draft);
  const props: DraftProps = {
    draft,
    columns: of.format?.columns ?? [],
    metering,
    errorsAt: (field) => beside.get(`mapping.${field}`) ?? [],
    change: (next) => {
      // What was wrong with the former one is wrong with it no more, as far as anybody knows.
      save.reset();
      change(next);
    },
  };
  const submit = () =>
    save.mutate({ params: { path: { id: of.id } }, body: { mapping: draft }, version: of.version }, { onSuccess: onCancel });
  return (
    <form
      ref={form}
      className="import-form"
      onSubmit={(event) => {
        // The dialog of another source is a form of its own, whose events come by here.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        submit();
      }}
    >
      <FileFields {...props} of={of} />
      <MappingColumns {...props} begun={mapping} />
      <MappingMeters {...props} />
      <NoFittingPoint draft={draft} metering={metering} />
      {draft.kind === 'readings' && <MappingTimes {...props} />}
      <Refusal error={save.error} fields={fieldsOf(draft)} />
      {missing.length > 0 && (
        <p className="notice notice-warning">
          {t('import.missing', { what: missing.map((what) => t(`import.missingOf.${what}`)).join(', ') })}
        </p>
      )}
      <div className="row">
        <button type="submit" className="button button-main" disabled={save.isPending || missing.length > 0}>
          {t('import.check')}
        </button>
        {onCancel && (
          <button type="button" className="button" onClick={onCancel}>
            {ofKit('dialog.cancel')}
          </button>
        )}
      </div>
    </form>
  );
}
