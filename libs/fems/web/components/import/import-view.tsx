import { useMay } from '@maru/web/me';
import { useRead } from '@maru/web/read';
import { SheetPreview } from '@maru/web/sheet-preview';
import { Failed, Loading } from '@maru/web/states';
import { CancelKey } from '@maru/web/task-cancel';
import { TaskProgress } from '@maru/web/task-progress';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { missingIn, roleOf } from '../../importing/draft';
import { type Import, importPath, isUnderWay } from '../../importing/words';
import type { Metering } from '../../metering/next-step';
import { ImportApply } from './import-apply';
import { ImportGone, ImportKept } from './import-discard';
import { ImportFailed } from './import-failed';
import { ImportFaults, ImportFindings } from './import-faults';
import { ImportFigures } from './import-figures';
import { ImportResult } from './import-result';
import { MappingForm } from './mapping-form';
import { MappingSummary } from './mapping-summary';

/** How far the work on the import is, and the key that stops it. */
function Working({ of }: { of: Import }) {
  const { t } = useTranslation('fems');
  const task = useRead('/api/workspace/tasks/{id}', { path: { id: of.taskId } }, { supporting: true });
  return (
    <section className="card import-working" aria-label={t(`import.state.${of.state}`)}>
      <h2>{t(`import.state.${of.state}`)}</h2>
      {task.data && <TaskProgress task={task.data} />}
      <p className="quiet">{t('import.leave')}</p>
      {task.data && <CancelKey task={task.data} />}
    </section>
  );
}

/** How the file is read: in words, or as the form that changes it. */
function MappingCard({ of, metering }: { of: Import; metering: Metering }) {
  const { t } = useTranslation('fems');
  const [isOpen, setOpen] = useState(false);
  const { mapping, mappingComplete, state } = of;
  const mayChange = useMay('fems.reading.import') && (state === 'checked' || state === 'failed');
  if (!mapping) return null;
  const mustChange = state === 'checked' && !mappingComplete;
  const isForm = mayChange && (isOpen || mustChange);
  return (
    <section className="card" aria-labelledby="import-mapping">
      <div className="meter-head">
        <h2 id="import-mapping">{t('import.mapping')}</h2>
        {mayChange && !isForm && (
          <button type="button" className="button" onClick={() => setOpen(true)}>
            {t('import.changeMapping')}
          </button>
        )}
      </div>
      {isForm ? (
        <MappingForm of={of} mapping={mapping} metering={metering} onCancel={mustChange ? undefined : () => setOpen(false)} />
      ) : (
        <MappingSummary of={of} mapping={mapping} metering={metering} />
      )}
    </section>
  );
}

/** The first rows of the file, with what each column is read for. */
function FirstRows({ of: { preview, format, mapping } }: { of: Import }) {
  const { t } = useTranslation('fems');
  const role = (index: number) => (mapping ? roleOf(mapping, index) : 'none');
  return (
    <SheetPreview
      rows={preview ?? []}
      columns={format?.columns ?? []}
      headerRow={format?.headerRow ?? 0}
      headerRows={format?.headerRows ?? 0}
      roleOf={(index) => (role(index) === 'none' ? null : t(`import.role.${role(index)}`))}
    />
  );
}

function Content({ of, metering }: { of: Import; metering: Metering }) {
  const { t } = useTranslation('fems');
  const { state, counts, mapping, mappingComplete } = of;
  const isChecked = state === 'checked';
  const isOver = state === 'applied' || state === 'withdrawn';
  return (
    <>
      {isUnderWay(state) && <Working of={of} />}
      {state === 'failed' && <ImportFailed of={of} />}
      {isChecked && !mappingComplete && mapping && (
        <p className="notice notice-warning">
          {t('import.toSet', {
            what: missingIn(mapping)
              .map((what) => t(`import.missingOf.${what}`))
              .join(', '),
          })}
        </p>
      )}
      {(state === 'discarded' || state === 'expired') && <ImportGone of={of} />}
      {state === 'withdrawn' && <p className="notice">{t('import.isWithdrawn')}</p>}
      {counts && mapping && (isChecked || isOver) && <ImportFigures kind={mapping.kind} counts={counts} isDone={isOver} />}
      {isChecked && mappingComplete && counts && <ImportApply key={of.version} of={of} counts={counts} />}
      {state === 'applied' && <ImportResult of={of} metering={metering} />}
      {(isChecked || isOver) && <ImportFindings of={of} metering={metering} />}
      {(isChecked || isOver) && <ImportFaults of={of} />}
      {!isUnderWay(state) && <MappingCard key={`${of.version}/${mappingComplete}`} of={of} metering={metering} />}
      <FirstRows of={of} />
      {isChecked && <ImportKept of={of} />}
    </>
  );
}

/** One import, from the check of its file to what came of it. */
export function ImportView({ importId, metering }: { importId: string; metering: Metering }) {
  const { data, error, retry } = useRead(importPath, { path: { id: importId } });
  if (!data) return <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>;
  return <Content of={data} metering={metering} />;
}
