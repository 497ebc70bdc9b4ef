import { useAddress } from '@maru/web/address';
import type { Schemas } from '@maru/web/client';
import { Page } from '@maru/web/page';
import { useRead, useReadAll, useReadPages } from '@maru/web/read';
import { useSite } from '@maru/web/site';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ConfirmationKeys } from '../operating/confirmation-keys';
import { dayOf } from '../operating/day-of';
import { DayView } from '../operating/day-view';
import { MonthSwitch, monthOf } from '../operating/month-switch';
import { OperatingView } from '../operating/operating-view';

type Site = Schemas['SiteItem'];

function OwnDay({ siteId, day }: { siteId: string; day: string }) {
  return <DayView day={day} read={useReadPages('/api/programme/day-events', { query: { siteId, day } })} />;
}

function OwnMonth({ siteId, month: asked }: { siteId: string; month: string }) {
  const month = useRead('/api/programme/operating-month', { query: { siteId, month: asked } });
  const address = useAddress();
  const noticeDay = dayOf(address.get('notice')) ?? undefined;
  const verdict = useRead('/api/programme/bonus-verdict', { query: { siteId, noticeDay } }, { supporting: true });
  return (
    <OperatingView month={month} verdict={verdict}>
      {verdict.data && (
        <ConfirmationKeys siteId={siteId} noticeDay={verdict.data.noticeDay} onChange={(day) => address.set({ notice: day })} />
      )}
    </OperatingView>
  );
}

/** Whose days are shown, and how they are chosen where there are several. */
function useAbout(): (site: Site | undefined, sites: readonly Site[] | undefined, chosen: string | null) => string {
  const { t } = useTranslation('programme');
  return (site, sites, chosen) => {
    if (!site || !sites) return t('operating.sub');
    const about = t('operating.ofSite', { site: site.name, number: site.businessRegistrationNumber });
    if (sites.length === 1) return `${about} ${t('operating.sub')}`;
    return `${about} ${t(site.id === chosen ? 'operating.siteBySwitch' : 'operating.firstSite')}`;
  };
}

/** 가동일: how the month of a place of business stands, day by day, and whether its last months earn the bonus. */
export default function Operating() {
  const { t } = useTranslation('programme');
  const address = useAddress();
  const about = useAbout();
  const { siteId } = useSite();
  const { data: sites, error, retry } = useReadAll('/api/workspace/sites', { supporting: true });
  const site = sites?.find(({ id }) => id === siteId) ?? sites?.[0];
  const month = monthOf(address.get('month'));
  const day = dayOf(address.get('day'));
  return (
    <Page
      title={t('operating.title')}
      sub={about(site, sites, siteId)}
      figures
      actions={site && <MonthSwitch month={month} onChange={(next) => address.set({ month: next, day: null, event: null })} />}
    >
      {site && day && <OwnDay key={`${site.id} ${day}`} siteId={site.id} day={day} />}
      {site && !day && <OwnMonth key={site.id} siteId={site.id} month={month} />}
      {!site && (
        <div className="card">
          {sites ? (
            <Empty title={t('agreements.noSite')} next={t('operating.noSiteNext')}>
              <Link className="button" to="/workspace/sites">
                {t('agreements.toSites')}
              </Link>
            </Empty>
          ) : error ? (
            <Failed error={error} retry={retry} />
          ) : (
            <Loading />
          )}
        </div>
      )}
    </Page>
  );
}
