import { Choice } from '@maru/web/choice';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { periodLabel } from '../../load/labels';
import type { Covered, LoadPoint } from '../../load/points';
import { usePeaksAddress, windowMinutes } from '../../peaks/address';
import { type ShownPeaks, usePeaks } from '../../peaks/use-peaks';
import { CoveredPoint } from '../covered-point';
import { PeriodFilters, PointPicker } from '../load-filters';
import { DurationCard } from './duration-card';
import { MonthsCard } from './months-card';
import { PeakFigures } from './peak-figures';
import { PeakList } from './peak-list';

const monthMs = 28 * 86_400_000;

/** What is said before the figures where readings do not yet fill a month: they are of the days that there are. */
function ShortTime({ covered: { firstMs, lastMs, firstDay, lastDay } }: { covered: Covered }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  if (lastMs - firstMs >= monthMs) return null;
  return <p className="notice notice-warning">{t('peaks.shortTime', { first: formats.day(firstDay), last: formats.day(lastDay) })}</p>;
}

function PeaksContent({ shown, covered }: { shown: ShownPeaks; covered: Covered }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { change } = usePeaksAddress();
  const { firstDay, lastDay, point } = covered;
  if (shown.peaks.windows.length === 0) {
    return (
      <div className="card">
        <Empty
          title={t('peaks.emptyPeriod', { period: periodLabel(shown.period, formats) })}
          next={t('load.covered', { first: formats.day(firstDay), last: formats.day(lastDay) })}
        >
          <button type="button" className="button" onClick={() => change({ on: null })}>
            {t('load.toNewest')}
          </button>
        </Empty>
      </div>
    );
  }
  return (
    <>
      <ShortTime covered={covered} />
      <PeakFigures shown={shown} />
      <PeakList shown={shown} />
      <DurationCard shown={shown} />
      {shown.period.by === 'year' && <MonthsCard shown={shown} point={point} />}
    </>
  );
}

function CoveredPeaks({ covered, points }: { covered: Covered; points: LoadPoint[] }) {
  const { t } = useTranslation('fems');
  const { filters, change } = usePeaksAddress();
  const { shown, isBusy, date, error, retry } = usePeaks(covered, filters);
  const { point, firstDay, lastDay, intervalSeconds } = covered;
  const choices = windowMinutes.filter((minutes) => Number(minutes) * 60 >= intervalSeconds);
  return (
    <>
      <div className="row load-filters">
        <PointPicker points={points} point={point} onChange={change} />
        <PeriodFilters filters={filters} date={date} firstDay={firstDay} lastDay={lastDay} onChange={change} />
        {choices.length > 1 && (
          <Choice
            label={t('peaks.window')}
            value={choices.find((minutes) => minutes === filters.window) ?? choices[0]}
            options={choices.map((value) => ({ value, label: t('peaks.windowOf', { minutes: value }) }))}
            onChange={(window) => change({ window })}
          />
        )}
      </div>
      <div className="load-content" aria-busy={isBusy && !error}>
        {error ? (
          <div className="card">
            <Failed error={error} retry={retry} />
          </div>
        ) : shown ? (
          <PeaksContent shown={shown} covered={covered} />
        ) : (
          <Loading />
        )}
      </div>
    </>
  );
}

/** The highest demands of one point: of the newest period with readings, or of the one asked for. */
export function PeaksView({ points, point }: { points: LoadPoint[]; point: LoadPoint }) {
  const { change } = usePeaksAddress();
  return (
    <CoveredPoint points={points} point={point} onChange={change}>
      {(covered) => <CoveredPeaks covered={covered} points={points} />}
    </CoveredPoint>
  );
}
