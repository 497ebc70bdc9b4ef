import { problemOf } from '@maru/web/problem';
import { useSentence } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import type { ComparedSide, Difference } from '../load/compare';
import { endLabel, periodLabel } from '../load/labels';
import type { OtherLoad, ShownLoad } from '../load/shown';

interface FigureProps {
  label: string;
  unit: string;
  shown: number | null;
  other: number | null;
  difference: Difference;
}

/** How far one figure is apart, and the two that it comes from. */
function ComparedFigure({ label, unit, shown, other, difference: { value, percent } }: FigureProps) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  return (
    <div className="compare-figure">
      <dt>{label}</dt>
      <dd>
        <strong>{formats.difference(value)}</strong>
        {value !== null && ` ${unit}`}
        {percent !== null && ` (${formats.change(percent)})`}
      </dd>
      <dd className="quiet">{t('compare.sides', { shown: formats.figure(shown), other: formats.figure(other), unit })}</dd>
    </div>
  );
}

/** Why there is no difference, or of what it is one. */
function useExplanations(load: ShownLoad, { period, comparison }: OtherLoad): string[] {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { shown, other, until, isSameLength } = comparison;
  const found: string[] = [];
  if (until) found.push(t('compare.until', { end: endLabel(until, load.bucket, load.period, formats) }));
  if (shown.missing + other.missing > 0)
    found.push(
      t('compare.incomplete', {
        shown: periodLabel(load.period, formats),
        shownMissing: formats.count(shown.missing),
        other: periodLabel(period, formats),
        otherMissing: formats.count(other.missing),
      }),
    );
  else if (!isSameLength) found.push(load.period.by === 'day' ? t('compare.hours') : t('compare.days'));
  return found;
}

/** The key figures of two periods beside each other, over the time that both have. */
export function CompareFigures({ load, other, covered }: { load: ShownLoad; other: OtherLoad; covered: string }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { comparison, period } = other;
  const explanations = useExplanations(load, other);
  const name = periodLabel(period, formats);
  const of = (figure: keyof ComparedSide) => ({ shown: comparison.shown[figure], other: comparison.other[figure] });
  const isEmpty = comparison.other.readings === 0 || comparison.shown.readings === 0;
  return (
    <section className="card compare" aria-label={t('compare.label')}>
      <h2>{t('compare.heading', { period: name })}</h2>
      {other.profile.readings === 0 ? (
        <p>
          {t('load.emptyPeriod', { period: name })} {covered}
        </p>
      ) : isEmpty ? (
        <p>{t('compare.nothingShared')}</p>
      ) : (
        <>
          {explanations.map((sentence) => (
            <p key={sentence} className="quiet">
              {sentence}
            </p>
          ))}
          <dl>
            <ComparedFigure label={t('figure.energy')} unit="kWh" {...of('energyKwh')} difference={comparison.energy} />
            {load.period.by !== 'day' && (
              <ComparedFigure label={t('compare.perDay')} unit="kWh" {...of('perDayKwh')} difference={comparison.perDay} />
            )}
            <ComparedFigure label={t('figure.peak')} unit="kW" {...of('peakDemandKw')} difference={comparison.peak} />
            <ComparedFigure label={t('figure.mean')} unit="kW" {...of('meanDemandKw')} difference={comparison.mean} />
          </dl>
        </>
      )}
    </section>
  );
}

/** Something beside the load, which `what` names, could not be read; the load stands as it is. */
export function BesideFailed({ what, error, retry }: { what: string; error: unknown; retry: () => void }) {
  const { t } = useTranslation('fems');
  const { title, detail } = useSentence()(problemOf(error));
  return (
    <div className="row notice notice-bad" role="alert">
      <span>
        {what} {title} {detail}
      </span>
      <button type="button" className="button" onClick={retry}>
        {t('compare.retry')}
      </button>
    </div>
  );
}
