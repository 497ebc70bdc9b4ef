import { ChartView } from '@maru/web/chart-view';
import { useMe } from '@maru/web/me';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { type LoadFilters, useLoadAddress } from '../load/address';
import { periodLabel } from '../load/labels';
import { bucketsFor, finerOf } from '../load/period';
import type { Covered, LoadPoint } from '../load/points';
import type { ShownLoad } from '../load/shown';
import { hasTimeOfUse } from '../load/time-of-use';
import { useShownLoad } from '../load/use-shown-load';
import { BesideFailed, CompareFigures } from './compare-figures';
import { ComparePicker } from './compare-picker';
import { CoveredPoint } from './covered-point';
import { LoadChart, LoadLegend } from './load-chart';
import { LoadFigures } from './load-figures';
import { PeriodFilters, PointPicker, ViewFilters } from './load-filters';
import { TimeOfUseLegend, TimeOfUseNote, TimeOfUsePicker } from './load-time-of-use';

const LoadTable = lazy(() => import('./load-table'));
const CompareTable = lazy(() => import('./compare-table'));
const HeatMap = lazy(() => import('./heat-map'));

/** The chart, the heat map or the table of the load, under one heading. */
function LoadCard({ load, filters, change }: { load: ShownLoad; filters: LoadFilters; change: (changes: Partial<LoadFilters>) => void }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { organisation } = useMe();
  const { bucket, places, view } = load;
  const isSimulated = load.simulated || organisation.simulated;
  const buckets = bucketsFor(load.period.by, load.intervalSeconds);
  const finer = finerOf[bucket];
  const open = (index: number) => {
    const row = places[index]?.shown;
    if (row) change({ by: finer, on: row.start.slice(0, 10) });
  };
  return (
    <section className="card" aria-labelledby="load-heading">
      <div className="load-head">
        <h2 id="load-heading">
          {t('load.heading', { period: periodLabel(load.period, formats) })} {isSimulated && <SimulatedTag />}
        </h2>
        {view === 'chart' && <LoadLegend load={load} />}
        <ViewFilters filters={filters} buckets={buckets} bucket={bucket} onChange={change} />
      </div>
      {view === 'chart' && load.timeOfUse && <TimeOfUseLegend timeOfUse={load.timeOfUse} />}
      <ChartView
        shown={view}
        chart={<LoadChart load={load} onPick={finer && open} />}
        table={load.other ? <CompareTable load={load} other={load.other} /> : <LoadTable load={load} />}
        others={{ heat: <HeatMap load={load} /> }}
      />
      <TimeOfUseNote load={load} />
      <p className="quiet load-notes">
        {finer && view === 'chart' && <span>{finer === 'month' ? t('load.hint.month') : t('load.hint.day')}</span>}
        <span>{t('load.definition', { minutes: load.demandWindowSeconds / 60, definition: load.definition })}</span>
      </p>
    </section>
  );
}

function CoveredLoad({ covered, points }: { covered: Covered; points: LoadPoint[] }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { filters, change } = useLoadAddress();
  const { load, isBusy, date, error, retry, ...beside } = useShownLoad(covered, filters);
  const { firstDay, lastDay, point, zone } = covered;
  const isEmpty = load && load.profile.readings === 0;
  const coveredWords = t('load.covered', { first: formats.day(firstDay), last: formats.day(lastDay) });
  return (
    <>
      <div className="row load-filters">
        <PointPicker points={points} point={point} onChange={change} />
        <PeriodFilters filters={filters} date={date} firstDay={firstDay} lastDay={lastDay} onChange={change} />
        <ComparePicker filters={filters} date={date} firstDay={firstDay} lastDay={lastDay} onChange={change} />
        {hasTimeOfUse(filters.by, zone) && <TimeOfUsePicker filters={filters} onChange={change} />}
      </div>
      <div className="load-content" aria-busy={isBusy}>
        {error ? (
          <div className="card">
            <Failed error={error} retry={retry} />
          </div>
        ) : !load ? (
          <Loading />
        ) : isEmpty ? (
          <div className="card">
            <Empty title={t('load.emptyPeriod', { period: periodLabel(load.period, formats) })} next={coveredWords}>
              <button type="button" className="button" onClick={() => change({ on: null })}>
                {t('load.toNewest')}
              </button>
            </Empty>
          </div>
        ) : (
          <>
            <LoadFigures load={load} />
            {beside.otherError !== null && <BesideFailed what={t('compare.failed')} error={beside.otherError} retry={beside.retryOther} />}
            {beside.timeOfUseError !== null && (
              <BesideFailed what={t('timeOfUse.failed')} error={beside.timeOfUseError} retry={beside.retryTimeOfUse} />
            )}
            {load.other && <CompareFigures load={load} other={load.other} covered={coveredWords} />}
            <LoadCard load={load} filters={filters} change={change} />
          </>
        )}
      </div>
    </>
  );
}

/** The load of one point: the newest period with readings, or the one asked for. */
export function PointLoad({ points, point }: { points: LoadPoint[]; point: LoadPoint }) {
  const { change } = useLoadAddress();
  return (
    <CoveredPoint points={points} point={point} onChange={change}>
      {(covered) => <CoveredLoad covered={covered} points={points} />}
    </CoveredPoint>
  );
}
