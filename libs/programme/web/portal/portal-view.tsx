import { useAddress } from '@maru/web/address';
import { useDrawer } from '@maru/web/drawer';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { Picker } from '@maru/web/picker';
import { useRead } from '@maru/web/read';
import { Failed, Loading } from '@maru/web/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { MonthSwitch, thisMonth } from '../operating/month-switch';
import { FirstSite, type KeySite, NoKeySite, useKeySite } from '../sending/key-site';
import './portal.css';
import { DayDrawer } from './day-drawer';
import { ListLoading } from './list-loading';
import { LoadedLists } from './loaded-lists';
import { MonthComparison } from './month-comparison';
import { monthPath } from './words';

interface OfSiteProps {
  siteId: string;
  shown: KeySite;
}

function OfSite({ siteId, shown }: OfSiteProps) {
  const { t } = useTranslation('programme');
  const address = useAddress();
  const drawer = useDrawer('day');
  const mayLoad = useMay('programme.portal-list.write');
  const asked = /^20\d\d-(?:0[1-9]|1[0-2])$/.test(address.get('month') ?? '') ? (address.get('month') as string) : undefined;
  // Of a day that is opened the day is what the person asked for.
  const month = useRead(monthPath, { query: { siteId, month: asked } }, { supporting: drawer.opened !== null });
  const sites = shown.sites.map((one) => ({ value: one.siteId, label: one.siteName }));
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
          {sites.length > 1 && <Picker label={t('keys.site')} value={siteId} options={sites} onChange={shown.choose} />}
          {month.data && (
            <MonthSwitch month={month.data.month} onChange={(next) => address.set({ month: next ?? thisMonth(), day: null })} />
          )}
          <Link className="button" to="/programme/log-sending">
            {t('portalList.back')}
          </Link>
        </>
      }
    >
      <FirstSite shown={shown} />
      {mayLoad && <ListLoading siteId={siteId} sites={sites} />}
      {content()}
      <LoadedLists siteId={siteId} mayWithdraw={mayLoad} />
      {drawer.opened && <DayDrawer siteId={siteId} day={drawer.opened} onClose={drawer.close} />}
    </Page>
  );
}

/** 포털 목록 대조: what our receipts say was stored for a site, beside the list of it that was downloaded from the portal. */
export function PortalView() {
  const { t } = useTranslation('programme');
  const shown = useKeySite();
  if (shown.site) return <OfSite key={shown.site.siteId} siteId={shown.site.siteId} shown={shown} />;
  return (
    <Page title={t('portalList.title')} sub={t('portalList.sub')}>
      <div className="card">
        <NoKeySite keys={shown.keys} />
      </div>
    </Page>
  );
}
