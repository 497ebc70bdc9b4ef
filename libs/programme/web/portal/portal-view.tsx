import { useAddress } from '@maru/web/address';
import { useDrawer } from '@maru/web/drawer';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { Picker } from '@maru/web/picker';
import { useRead } from '@maru/web/read';
import { useSite } from '@maru/web/site';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MonthSwitch, thisMonth } from '../operating/month-switch';
import './portal.css';
import { DayDrawer } from './day-drawer';
import { ListLoading } from './list-loading';
import { LoadedLists } from './loaded-lists';
import { MonthComparison } from './month-comparison';
import { monthPath } from './words';

interface OfSiteProps {
  siteId: string;
  /** The choice of the site, where there are several. */
  siteKey: React.ReactNode;
}

function OfSite({ siteId, siteKey }: OfSiteProps) {
  const { t } = useTranslation('programme');
  const address = useAddress();
  const drawer = useDrawer('day');
  const mayLoad = useMay('programme.portal-list.write');
  const asked = /^20\d\d-(?:0[1-9]|1[0-2])$/.test(address.get('month') ?? '') ? (address.get('month') as string) : undefined;
  // Of a day that is opened the day is what the person asked for.
  const month = useRead(monthPath, { query: { siteId, month: asked } }, { supporting: drawer.opened !== null });
  const content = () => {
    if (!month.data) return <div className="card">{month.error ? <Failed error={month.error} retry={month.retry} /> : <Loading />}</div>;
    return <MonthComparison month={month.data} linkTo={drawer.linkTo} mayLoad={mayLoad} />;
  };
  return (
    <Page
      title={t('portalList.title')}
      sub={t('portalList.sub')}
      figures
      actions={
        <>
          {siteKey}
          {month.data && (
            <MonthSwitch month={month.data.month} onChange={(next) => address.set({ month: next ?? thisMonth(), day: null })} />
          )}
          <Link className="button" to="/programme/log-sending">
            {t('portalList.back')}
          </Link>
        </>
      }
    >
      {mayLoad && <ListLoading siteId={siteId} />}
      {content()}
      <LoadedLists siteId={siteId} mayWithdraw={mayLoad} />
      {drawer.opened && <DayDrawer siteId={siteId} day={drawer.opened} onClose={drawer.close} />}
    </Page>
  );
}

/** 포털 목록 대조: what our receipts say was stored, beside the list that was downloaded from the portal. */
export function PortalView() {
  const { t } = useTranslation('programme');
  const { siteId, choose } = useSite();
  const keys = useRead('/api/programme/portal-keys', {}, { supporting: true });
  const sites = keys.data?.items ?? [];
  const site = sites.find((one) => one.siteId === siteId) ?? sites.find(({ state }) => state !== null) ?? sites[0];
  if (site) {
    const options = sites.map((one) => ({ value: one.siteId, label: one.siteName }));
    const siteKey = sites.length > 1 && <Picker label={t('keys.site')} value={site.siteId} options={options} onChange={choose} />;
    return <OfSite key={site.siteId} siteId={site.siteId} siteKey={siteKey} />;
  }
  return (
    <Page title={t('portalList.title')} sub={t('portalList.sub')}>
      <div className="card">
        {keys.data ? (
          <Empty title={t('keys.noSite')} next={t('keys.noSiteNext')} />
        ) : keys.error ? (
          <Failed error={keys.error} retry={keys.retry} />
        ) : (
          <Loading />
        )}
      </div>
    </Page>
  );
}
