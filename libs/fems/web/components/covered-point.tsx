import { useRead } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayClosedBy } from '../load/period';
import type { PlaceFilters } from '../load/place';
import type { Covered, LoadPoint } from '../load/points';
import { PointPicker } from './load-filters';
import { ToMeters } from './to-meters';

interface CoveredPointProps {
  points: LoadPoint[];
  point: LoadPoint;
  onChange: (changes: Partial<PlaceFilters>) => void;
  children: (covered: Covered) => ReactNode;
}

/** Asks first which time a point has readings of, then shows what there is to show of it; without a reading it says what to do. */
export function CoveredPoint({ points, point, onChange, children }: CoveredPointProps) {
  const { t } = useTranslation('fems');
  const coverage = useRead('/api/fems/coverage', { query: { pointId: point.id } }, { supporting: true });
  if (!coverage.data)
    return <div className="card">{coverage.error ? <Failed error={coverage.error} retry={coverage.retry} /> : <Loading />}</div>;
  const { first, last, zone, intervalSeconds } = coverage.data;
  if (!first || !last) {
    return (
      <>
        <div className="row load-filters">
          <PointPicker points={points} point={point} onChange={onChange} />
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
  return children({ point, zone, intervalSeconds, firstMs: Date.parse(first), lastMs: Date.parse(last), ...days });
}
