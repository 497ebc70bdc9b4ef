import { useMay } from '@maru/web/me';
import { Refusal } from '@maru/web/refusal';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Counts, type Import, importPath, importsPath } from '../../importing/words';

interface ImportApplyProps {
  of: Import;
  counts: Counts;
  /** It was begun before and did not come to its end. */
  isAgain?: boolean;
}

/** Stores what the check has counted: all that is right, or nothing where a single value would be refused. */
export function ImportApply({ of, counts, isAgain = false }: ImportApplyProps) {
  const { t } = useTranslation('fems');
  const format = useFormats();
  const id = useId();
  const may = useMay('fems.reading.import');
  const [allOrNothing, setAllOrNothing] = useState(of.allOrNothing ?? false);
  const [reason, setReason] = useState('');
  const apply = useWrite('post', '/api/fems/reading-imports/{id}/application', [importPath, importsPath]);
  if (!may) return <p className="notice">{t('import.notYours')}</p>;
  const stored = counts.accepted + counts.corrected;
  const hasNothing = stored === 0 && !isAgain;
  const isBarred = allOrNothing && counts.refused > 0;
  const isAsked = counts.corrected > 0;
  const submit = () =>
    apply.mutate({ params: { path: { id: of.id } }, body: { allOrNothing, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) } });
  if (hasNothing)
    return (
      <section className="card import-apply" aria-label={t('import.apply')}>
        <p>{counts.refused > 0 ? t('import.nothingRight') : t('import.nothingNew')}</p>
      </section>
    );
  return (
    <section className="card import-apply" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{isAgain ? t('import.goOn') : t('import.apply')}</h2>
      {isAsked && (
        <div className="field">
          <label htmlFor={`${id}-reason`}>{t('import.correctionReason')}</label>
          <input
            id={`${id}-reason`}
            className="picker import-reason"
            maxLength={200}
            value={reason}
            aria-describedby={`${id}-hint`}
            onChange={(event) => setReason(event.target.value)}
          />
          <p id={`${id}-hint`} className="quiet">
            {t('import.correctionHint')}
          </p>
        </div>
      )}
      <label className="import-check">
        <input type="checkbox" checked={allOrNothing} onChange={(event) => setAllOrNothing(event.target.checked)} />
        {t('import.allOrNothing')}
      </label>
      {isBarred && <p className="notice notice-warning">{t('import.barred', { refused: format.count(counts.refused) })}</p>}
      <div className="row">
        <button type="button" className="button button-main" disabled={isBarred || apply.isPending} onClick={submit}>
          {isAgain
            ? t('import.goOn')
            : t(`import.applyKey.${of.mapping?.kind ?? 'readings'}`, { count: stored, shown: format.count(stored) })}
        </button>
        <span className="quiet">{t('import.undoLater')}</span>
      </div>
      <Refusal error={apply.error} />
    </section>
  );
}
