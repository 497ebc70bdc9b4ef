import { useMay } from '@maru/web/me';
import { useReadAll } from '@maru/web/read';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOverview } from '../../overview/use-overview';
import { ToMeters } from '../to-meters';
import { DayCurve } from './day-curve';
import './home-plants.css';
import { OverviewFigures } from './overview-figures';

function Plant({ siteId, name }: { siteId: string; name: string }) {
  const { t } = useTranslation('fems');
  const { data, error, retry } = useOverview(siteId, { supporting: true });
  const { site, load } = data ?? {};
  return (
    <section className="home-plant" aria-labelledby={`plant-${siteId}`}>
      <div className="home-plant-head">
        <h2 className="section-heading" id={`plant-${siteId}`}>
          {name}
        </h2>
        <Link to={`/fems/overview?site=${siteId}`}>{t('overview.toOverview')}</Link>
      </div>
      {site && load && (
        <>
          <OverviewFigures load={load} isBrief />
          <DayCurve load={load} site={site} isSimulated={data?.simulated ?? false} />
        </>
      )}
      {!load && (
        <div className="card">
          {data ? (
            <Empty title={t('overview.noLoad')} next={t('overview.noLoadNext')}>
              <ToMeters />
            </Empty>
          ) : error ? (
            <Failed error={error} retry={retry} />
          ) : (
            <Loading />
          )}
        </div>
      )}
    </section>
  );
}

function Plants() {
  const sites = useReadAll('/api/workspace/sites', { supporting: true });
  if (!sites.data) return <div className="card">{sites.error ? <Failed error={sites.error} retry={sites.retry} /> : <Loading />}</div>;
  return sites.data.map(({ id, name }) => <Plant key={id} siteId={id} name={name} />);
}

/** How the plant runs, for the home page: the newest day of every site. */
export default function HomePlants() {
  const maySee = useMay('fems.energy.read');
  return maySee && <Plants />;
}
