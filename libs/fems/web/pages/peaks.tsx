import { Choice } from '@maru/web/choice';
import { useTranslation } from 'react-i18next';
import { PeaksView } from '../components/peaks/peaks-view';
import { Statements } from '../components/peaks/statements';
import { PointPage } from '../components/point-page';
import type { LoadPoint } from '../load/points';
import { type Tab, tabs, usePeaksAddress } from '../peaks/address';
import './load-profile.css';
import './peaks.css';

/** 수요전력: when the load was highest and for how long, beside what the utility billed. */
export default function Peaks() {
  const { t } = useTranslation('fems');
  const address = usePeaksAddress();
  const { filters, change } = address;
  const tabChoice = (onChange: (tab: Tab) => void) => (
    <Choice
      label={t('peaks.tab')}
      value={filters.tab}
      options={tabs.map((value) => ({ value, label: t(`peaks.tabs.${value}`) }))}
      onChange={onChange}
    />
  );
  if (filters.tab === 'statements') return <Statements actions={tabChoice((tab) => change({ tab }))} />;
  // The statements are those of the site whose point is in sight, even where nobody has chosen it.
  const ofSameSite = ({ id, siteId }: LoadPoint) => tabChoice((tab) => change({ tab, siteId, pointId: id }));
  return (
    <PointPage title={t('peaks.title')} address={address} noPointsNext={t('peaks.noPointsNext')} actions={ofSameSite}>
      {(points, point) => <PeaksView key={point.id} points={points} point={point} />}
    </PointPage>
  );
}
