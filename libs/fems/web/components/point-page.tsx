import { Page } from '@maru/web/page';
import { Empty, Failed, Loading } from '@maru/web/states';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceFilters } from '../load/place';
import { pointShown } from '../load/point-shown';
import { type LoadPoint, useLoadPoints } from '../load/points';
import { ToMeters } from './to-meters';

interface PointPageProps {
  title: string;
  address: { filters: PlaceFilters; isSiteNamed: boolean };
  /** What a point would show here, for an organisation that has none. */
  noPointsNext: string;
  /** Keys for what can be done with the point. */
  actions?: (point: LoadPoint) => ReactNode;
  children: (points: LoadPoint[], point: LoadPoint) => ReactNode;
}

/** The frame of a page about one point of active import: the one that the address names, else the main one. */
export function PointPage({ title, address, noPointsNext, actions, children }: PointPageProps) {
  const { t } = useTranslation('fems');
  const { points, error, retry } = useLoadPoints();
  const point = points && pointShown(points, address.filters, address.isSiteNamed);
  const sub = point && [point.siteName, point.meterName, point.name].filter(Boolean).join(' · ');
  return (
    <Page title={title} sub={sub} actions={point && actions?.(point)} figures>
      {points && point && children(points, point)}
      {!point && (
        <div className="card">
          {error ? <Failed error={error} retry={retry} /> : !points && <Loading />}
          {points && (
            <Empty title={t('load.noPoints')} next={noPointsNext}>
              <ToMeters />
            </Empty>
          )}
        </div>
      )}
    </Page>
  );
}
