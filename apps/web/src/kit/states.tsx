import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from './problem';

/** Shown while the first answer is on its way. */
export function Loading() {
  const { t } = useTranslation('web');
  return (
    <div className="state" role="status">
      <span className="spinner" aria-hidden="true" />
      <span className="quiet">{t('state.loading')}</span>
    </div>
  );
}

/** Shown when there is nothing: says so, and what the person can do next. */
export function Empty({ title, next, children }: { title: string; next?: string; children?: ReactNode }) {
  return (
    <div className="state">
      <h2>{title}</h2>
      {next && <p>{next}</p>}
      {children}
    </div>
  );
}

/** A sentence for the person: our own where the server cannot know the situation, else the server's. */
export function useSentence(): (problem: Problem) => { title: string; detail?: string } {
  const { t } = useTranslation('web');
  return (problem) => {
    if (problem.status === 0) return { title: t('state.unreachable'), detail: t('state.unreachableNext') };
    if (problem.status === 403) return { title: problem.title ?? t('state.forbidden'), detail: problem.detail ?? t('state.forbiddenNext') };
    if (problem.status >= 500) return { title: t('state.broken'), detail: t('state.brokenNext') };
    return { title: problem.title ?? t('state.refused'), detail: problem.detail };
  };
}

/** Shown when a read failed. The request's id lets whoever is asked for help find it in the server's log. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation('web');
  const problem = problemOf(error);
  const { title, detail } = useSentence()(problem);
  return (
    <div className="state" role="alert">
      <h2>{title}</h2>
      {detail && <p>{detail}</p>}
      {problem.requestId && <p className="quiet">{t('state.request', { id: problem.requestId })}</p>}
      {retry && problem.status !== 403 && (
        <button type="button" className="button" onClick={retry}>
          {t('state.retry')}
        </button>
      )}
    </div>
  );
}
