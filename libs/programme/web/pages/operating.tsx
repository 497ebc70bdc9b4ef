import { useAddress } from '@maru/web/address';
import { Page } from '@maru/web/page';
import { useRead, useReadPages } from '@maru/web/read';
import { useTranslation } from 'react-i18next';
import { NoOwnSite, type OwnSite, useOwnSite } from '../components/own-site';
import { ConfirmationKeys } from '../operating/confirmation-keys';
import { dayOf } from '../operating/day-of';
import { DayView } from '../operating/day-view';
import { DefinitionPicker, useDefinition } from '../operating/definition-picker';
import { MonthSwitch, monthOf } from '../operating/month-switch';
import { OperatingView } from '../operating/operating-view';

function OwnDay({ siteId, day }: { siteId: string; day: string }) {
  return <DayView day={day} read={useReadPages('/api/programme/day-events', { query: { siteId, day } })} />;
}

function OwnMonth({ siteId, month: asked }: { siteId: string; month: string }) {
  const definition = useDefinition();
  const month = useRead('/api/programme/operating-month', { query: { siteId, month: asked, definition } });
  const address = useAddress();
  const noticeDay = dayOf(address.get('notice')) ?? undefined;
  const verdict = useRead('/api/programme/bonus-verdict', { query: { siteId, noticeDay, definition } }, { supporting: true });
  return (
    <OperatingView month={month} verdict={verdict}>
      {verdict.data && (
        <ConfirmationKeys siteId={siteId} noticeDay={verdict.data.noticeDay} onChange={(day) => address.set({ notice: day })} />
      )}
    </OperatingView>
  );
}

/** Whose days are shown, and how they are chosen where there are several. */
function useAbout(): (own: OwnSite) => string {
  const { t } = useTranslation('programme');
  return ({ sites, site, isChosen }) => {
    if (!site) return t('operating.sub');
    const about = t('operating.ofSite', { site: site.name, number: site.businessRegistrationNumber });
    if (sites.data?.length === 1) return `${about} ${t('operating.sub')}`;
    return `${about} ${t(isChosen ? 'operating.siteBySwitch' : 'operating.firstSite')}`;
  };
}

/** 가동일: how the month of a place of business stands, day by day, and whether its last months earn the bonus. */
export default function Operating() {
  const { t } = useTranslation('programme');
  const address = useAddress();
  const about = useAbout();
  const own = useOwnSite();
  const { site } = own;
  const month = monthOf(address.get('month'));
  const day = dayOf(address.get('day'));
  return (
    <Page
      title={t('operating.title')}
      sub={about(own)}
      figures
      actions={
        site && (
          <>
            {!day && <DefinitionPicker />}
            <MonthSwitch month={month} onChange={(next) => address.set({ month: next, day: null, event: null })} />
          </>
        )
      }
    >
      {site && day && <OwnDay key={`${site.id} ${day}`} siteId={site.id} day={day} />}
      {site && !day && <OwnMonth key={site.id} siteId={site.id} month={month} />}
      {!site && <NoOwnSite of={own} next={t('operating.noSiteNext')} />}
    </Page>
  );
}
