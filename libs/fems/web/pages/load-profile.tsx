import { useTranslation } from 'react-i18next';
import { LoadExport } from '../components/load-export';
import { PointLoad } from '../components/point-load';
import { PointPage } from '../components/point-page';
import { useLoadAddress } from '../load/address';
import './load-profile.css';

/** 부하 곡선: how the load ran over a day, a month or a year, and when it was highest. */
export default function LoadProfile() {
  const { t } = useTranslation('fems');
  return (
    <PointPage
      title={t('load.title')}
      address={useLoadAddress()}
      noPointsNext={t('load.noPointsNext')}
      actions={(point) => <LoadExport pointId={point.id} />}
    >
      {(points, point) => <PointLoad key={point.id} points={points} point={point} />}
    </PointPage>
  );
}
