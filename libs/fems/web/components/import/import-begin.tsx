import { useMay } from '@maru/web/me';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { importSteps } from '../../importing/steps';
import type { Metering } from '../../metering/next-step';

/** What has to be there before a file can be imported, in order: what is done is marked, and a key leads to the next. */
export function ImportBegin({ metering }: { metering: Metering }) {
  const { t } = useTranslation('fems');
  const may = { site: useMay('workspace.site.write'), meter: useMay('fems.meter.write'), point: useMay('fems.meter.write'), file: false };
  const steps = importSteps(metering);
  const next = steps.find(({ isDone }) => !isDone)?.step;
  return (
    <section className="card import-begin" aria-labelledby="import-begin">
      <h2 id="import-begin">{t('import.begin.title')}</h2>
      <p className="quiet">{t('import.begin.why')}</p>
      <ol>
        {steps.map(({ step, isDone }) => (
          <li key={step} aria-current={step === next ? 'step' : undefined} className={isDone ? 'import-step-done' : undefined}>
            <p>
              <strong>{t(`import.begin.${step}`)}</strong> {isDone && <span className="tag tag-ok">{t('import.begin.done')}</span>}
            </p>
            <p className="quiet">{t(`import.begin.${step}Why`)}</p>
            {step === next && may[step] && (
              <Link className="button button-main" to={step === 'site' ? '/workspace/sites' : '/fems/meters'}>
                {step === 'site' ? t('begin.toSites') : t('load.toMeters')}
              </Link>
            )}
            {step === next && !may[step] && step !== 'file' && <p>{t('begin.ask')}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
