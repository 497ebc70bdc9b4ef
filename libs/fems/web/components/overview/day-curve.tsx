import { SimulatedTag } from '@maru/web/simulated';
import { Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { loadAddress } from '../../load/load-address';
import { useDayLoad } from '../../overview/use-overview';
import type { OverviewLoad, OverviewSite } from '../../overview/words';
import '../../pages/load-profile.css';
import { LoadChart, LoadLegend } from '../load-chart';

/** The load curve of the newest day with readings, with the way to the page that shows any other. */
export function DayCurve({ load, site, isSimulated }: { load: OverviewLoad; site: OverviewSite; isSimulated: boolean }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const heading = useId();
  const { load: shown, error, retry } = useDayLoad(load, site.zone, isSimulated);
  return (
    <section className="card" aria-labelledby={heading}>
      <div className="load-head">
        <h2 id={heading}>
          {t('overview.dayLoad', { day: formats.day(load.day.from) })} {(shown?.simulated ?? isSimulated) && <SimulatedTag />}
        </h2>
        {shown && <LoadLegend load={shown} />}
        <Link className="button" to={loadAddress(load.pointId)}>
          {t('overview.toLoad')}
        </Link>
      </div>
      {shown ? <LoadChart load={shown} /> : error ? <Failed error={error} retry={retry} /> : <Loading />}
      <p className="quiet load-notes">{t('load.definition', { minutes: load.demandWindowSeconds / 60, definition: load.definition })}</p>
    </section>
  );
}
