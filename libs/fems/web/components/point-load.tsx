import { useFormer } from '@maru/web/former';
import { useMe } from '@maru/web/me';
import { useRead } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { instantOf, zonedText } from '@maru/web/zoned';
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type LoadFilters, useLoadAddress } from '../load/address';
import { periodLabel } from '../load/labels';
import { bucketsFor, dayClosedBy, finerOf, periodOf, slotsOf } from '../load/period';
import type { LoadPoint } from '../load/points';
import { profileOf } from '../load/profile';
import type { ShownLoad } from '../load/shown';
import { LoadChart, LoadLegend } from './load-chart';
import { LoadFigures } from './load-figures';
import { PeriodFilters, PointPicker, ViewFilters } from './load-filters';
import { ToMeters } from './to-meters';

const LoadTable = lazy(() => import('./load-table'));

interface Covered {
  point: LoadPoint;
  zone: string;
  intervalSeconds: number;
  /** The time that has readings: start of the first interval, end of the last. */
  firstMs: number;
  lastMs: number;
  /** First and last day with a reading, in the site's calendar. */
  firstDay: string;
  lastDay: string;
}

/** The load of the period that the address names, and whether a newer answer is on its way. */
function useShownLoad({ point, zone, intervalSeconds, firstMs, lastMs, lastDay }: Covered, filters: LoadFilters) {
  const { by, measure } = filters;
  const buckets = bucketsFor(by, intervalSeconds);
  const bucket = buckets.find((each) => each === filters.bucket) ?? buckets[0];
  const date = filters.on ?? lastDay;
  const period = useMemo(() => periodOf(by, date), [by, date]);
  const at = (day: string) => zonedText(instantOf(day, zone), zone);
  const energy = useRead('/api/fems/energy', { query: { pointId: point.id, from: at(period.from), to: at(period.to), bucket } });
  const ready = useMemo((): ShownLoad | undefined => {
    if (!energy.data) return undefined;
    const { items, demandWindowSeconds, definition, simulated } = energy.data;
    const now = Date.now();
    const profile = profileOf(slotsOf(period, bucket, zone), items, intervalSeconds, { fromMs: firstMs, toMs: Math.min(lastMs, now) });
    const isGoingOn = lastMs < now && now < instantOf(period.to, zone);
    const awaitedFrom = isGoingOn ? zonedText(lastMs, zone) : null;
    return { intervalSeconds, demandWindowSeconds, definition, simulated, period, bucket, measure, awaitedFrom, profile };
  }, [energy.data, period, bucket, measure, zone, intervalSeconds, firstMs, lastMs]);
  const load = useFormer(ready);
  return { load, isBusy: load !== ready, date, error: energy.data ? null : energy.error, retry: energy.retry };
}

/** The picture or the table of the load, under one heading. */
function LoadCard({ load, filters, change }: { load: ShownLoad; filters: LoadFilters; change: (changes: Partial<LoadFilters>) => void }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { organisation } = useMe();
  const { bucket, profile } = load;
  const isSimulated = load.simulated || organisation.simulated;
  const buckets = bucketsFor(load.period.by, load.intervalSeconds);
  const finer = finerOf[bucket];
  const open = (index: number) => {
    const row = profile.rows[index];
    if (row) change({ by: finer, on: row.start.slice(0, 10) });
  };
  return (
    <section className="card" aria-labelledby="load-heading">
      <div className="load-head">
        <h2 id="load-heading">
          {t('load.heading', { period: periodLabel(load.period, formats) })} {isSimulated && <SimulatedTag />}
        </h2>
        {filters.view === 'chart' && <LoadLegend load={load} />}
        <ViewFilters filters={filters} buckets={buckets} bucket={bucket} onChange={change} />
      </div>
      {filters.view === 'chart' ? (
        <LoadChart load={load} onPick={finer && open} />
      ) : (
        <Suspense fallback={<Loading />}>
          <LoadTable load={load} />
        </Suspense>
      )}
      <p className="quiet load-notes">
        {finer && filters.view === 'chart' && <span>{finer === 'month' ? t('load.hint.month') : t('load.hint.day')}</span>}
        <span>{t('load.definition', { minutes: load.demandWindowSeconds / 60, definition: load.definition })}</span>
      </p>
    </section>
  );
}

function CoveredLoad({ covered, points }: { covered: Covered; points: LoadPoint[] }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { filters, change } = useLoadAddress();
  const { load, isBusy, date, error, retry } = useShownLoad(covered, filters);
  const { firstDay, lastDay, point } = covered;
  const isEmpty = load && load.profile.readings === 0;
  return (
    <>
      <div className="row load-filters">
        <PointPicker points={points} point={point} onChange={change} />
        <PeriodFilters filters={filters} date={date} firstDay={firstDay} lastDay={lastDay} onChange={change} />
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
            <Empty
              title={t('load.emptyPeriod', { period: periodLabel(load.period, formats) })}
              next={t('load.covered', { first: formats.day(firstDay), last: formats.day(lastDay) })}
            >
              <button type="button" className="button" onClick={() => change({ on: null })}>
                {t('load.toNewest')}
              </button>
            </Empty>
          </div>
        ) : (
          <>
            <LoadFigures load={load} />
            <LoadCard load={load} filters={filters} change={change} />
          </>
        )}
      </div>
    </>
  );
}

/** The load of one point: first asks which time it has readings of, then shows the newest period or the one asked for. */
export function PointLoad({ points, point }: { points: LoadPoint[]; point: LoadPoint }) {
  const { t } = useTranslation('fems');
  const { change } = useLoadAddress();
  const coverage = useRead('/api/fems/coverage', { query: { pointId: point.id } }, { supporting: true });
  if (!coverage.data)
    return <div className="card">{coverage.error ? <Failed error={coverage.error} retry={coverage.retry} /> : <Loading />}</div>;
  const { first, last, zone, intervalSeconds } = coverage.data;
  if (!first || !last) {
    return (
      <>
        <div className="row load-filters">
          <PointPicker points={points} point={point} onChange={change} />
        </div>
        <div className="card">
          <Empty title={t('load.noReadings')} next={t('load.noReadingsNext')}>
            <ToMeters />
          </Empty>
        </div>
      </>
    );
  }
  const days = { firstDay: first.slice(0, 10), lastDay: dayClosedBy(last) };
  const covered = { point, zone, intervalSeconds, firstMs: Date.parse(first), lastMs: Date.parse(last), ...days };
  return <CoveredLoad covered={covered} points={points} />;
}
