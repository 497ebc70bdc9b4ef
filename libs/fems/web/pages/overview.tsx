import { AttentionCard } from '@maru/web/attention';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useSite } from '@maru/web/site';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ComparisonTable } from '../components/overview/comparison-table';
import { DayCurve } from '../components/overview/day-curve';
import { MeterTable } from '../components/overview/meter-table';
import { OverviewFigures } from '../components/overview/overview-figures';
import { ToMeters } from '../components/to-meters';
import { useOverview } from '../overview/use-overview';
import { type Overview, type OverviewLoad, stretchText } from '../overview/words';
import './overview.css';

function NoSite() {
  const { t } = useTranslation('fems');
  const mayRegister = useMay('workspace.site.write');
  return (
    <div className="card">
      <Empty title={t('overview.noSite')} next={mayRegister ? t('step.site') : t('begin.ask')}>
        {mayRegister && (
          <Link className="button button-main" to="/workspace/sites">
            {t('begin.toSites')}
          </Link>
        )}
      </Empty>
    </div>
  );
}

function NoLoad() {
  const { t } = useTranslation('fems');
  return (
    <div className="card">
      <Empty title={t('overview.noLoad')} next={t('overview.noLoadNext')}>
        <ToMeters />
      </Empty>
    </div>
  );
}

function Site({ site, load, meters, simulated }: Overview) {
  const { t } = useTranslation('fems');
  if (!site) return <NoSite />;
  return (
    <>
      {load ? <OverviewFigures load={load} /> : <NoLoad />}
      <AttentionCard title={t('overview.attention')} module="fems" none={t('overview.none')} supporting />
      {load && <DayCurve load={load} site={site} isSimulated={simulated} />}
      {load && <ComparisonTable load={load} simulated={simulated} />}
      <MeterTable meters={meters} load={load} simulated={simulated} />
    </>
  );
}

/** 한눈에 보기: how a site runs, from the newest day with readings on. */
export default function OverviewPage() {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const { siteId } = useSite();
  const { data, error, retry } = useOverview(siteId, { supporting: false });
  const newest = (load: OverviewLoad) => `${formats.year(load.day.from)} ${stretchText(load.day, formats)}`;
  const sub = data?.site && [data.site.name, data.load && newest(data.load)].filter(Boolean).join(' · ');
  return (
    <Page title={t('overview.title')} sub={sub} figures>
      {data ? <Site {...data} /> : <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>}
    </Page>
  );
}
