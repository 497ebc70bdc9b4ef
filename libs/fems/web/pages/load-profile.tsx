import { Page } from '@maru/web/page';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useTranslation } from 'react-i18next';
import { LoadExport } from '../components/load-export';
import { PointLoad } from '../components/point-load';
import { ToMeters } from '../components/to-meters';
import './load-profile.css';
import { useLoadAddress } from '../load/address';
import { type LoadPoint, useLoadPoints } from '../load/points';

/** The point of the address, else the first of the address's site, else the first of all: the main meter's. */
function chosen(points: LoadPoint[], siteId: string | null, pointId: string | null): LoadPoint | undefined {
  return points.find(({ id }) => id === pointId) ?? points.find((point) => point.siteId === siteId) ?? points[0];
}

/** 부하 곡선: how the load ran over a day, a month or a year, and when it was highest. */
export default function LoadProfile() {
  const { t } = useTranslation('fems');
  const { points, error, retry } = useLoadPoints();
  const { filters } = useLoadAddress();
  const point = points && chosen(points, filters.siteId, filters.pointId);
  const sub = point && [point.siteName, point.meterName, point.name].filter(Boolean).join(' · ');
  return (
    <Page title={t('load.title')} sub={sub} actions={point && <LoadExport pointId={point.id} />} figures>
      {points && point && <PointLoad key={point.id} points={points} point={point} />}
      {!point && (
        <div className="card">
          {error ? <Failed error={error} retry={retry} /> : !points && <Loading />}
          {points && (
            <Empty title={t('load.noPoints')} next={t('load.noPointsNext')}>
              <ToMeters />
            </Empty>
          )}
        </div>
      )}
    </Page>
  );
}
