import { useMay } from '@maru/web/me';
import { useRead } from '@maru/web/read';
import { Refusal } from '@maru/web/refusal';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { type Import, importPath, importsPath } from '../../importing/words';
import { ImportApply } from './import-apply';
import { DiscardKey } from './import-discard';
import { WithdrawKey } from './import-withdraw';

/** Why the work on an import ended before it was done, what stays of it, and what can be done now. */
export function ImportFailed({ of }: { of: Import }) {
  const { t } = useTranslation('fems');
  const navigate = useNavigate();
  const may = useMay('fems.reading.import');
  const task = useRead('/api/workspace/tasks/{id}', { path: { id: of.taskId } }, { supporting: true });
  const again = useWrite('post', importsPath, [importPath, importsPath]);
  if (!task.data) return null;
  const { kind, state, failure } = task.data;
  const wasCheck = kind.endsWith('-check');
  const wasApply = kind.endsWith('-apply');
  const check = () => again.mutate({ body: { fileId: of.fileId } }, { onSuccess: ({ id }) => void navigate(`?import=${id}`) });
  return (
    <>
      <section className="card import-failed" aria-label={t('import.state.failed')}>
        <h2>{state === 'cancelled' ? t('import.cancelled') : (failure?.title ?? t('import.state.failed'))}</h2>
        {failure?.detail && <p>{failure.detail}</p>}
        <p className="quiet">{wasCheck ? t('import.nothingStored') : wasApply ? t('import.partStored') : t('import.partWithdrawn')}</p>
        <div className="row">
          {wasCheck && (
            <Link className="button button-main" to="/fems/import">
              {t('import.another')}
            </Link>
          )}
          {may && wasCheck && (
            <button type="button" className="button" disabled={again.isPending} onClick={check}>
              {t('import.checkAgain')}
            </button>
          )}
          {wasCheck && <DiscardKey of={of} />}
          {may && !wasCheck && <WithdrawKey of={of} />}
        </div>
        <Refusal error={again.error} />
      </section>
      {wasApply && of.counts && <ImportApply of={of} counts={of.counts} isAgain />}
    </>
  );
}
