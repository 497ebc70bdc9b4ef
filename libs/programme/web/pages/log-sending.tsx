import { useAddress } from '@maru/web/address';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PortalView } from '../portal/portal-view';
import { Consents } from '../sending/consents';
import { FirstSite, useKeySite } from '../sending/key-site';
import { LogSends } from '../sending/log-sends';
import { PortalKeys } from '../sending/portal-keys';
import { TodayQueue } from '../sending/today-queue';

/** By which keys logs go to the log centre, and of the chosen site what waits, what was sent and what it answered. */
function Sending() {
  const { t } = useTranslation('programme');
  const mayConsent = useMay('programme.consent.read');
  const shown = useKeySite();
  const { site, keys } = shown;
  return (
    <Page
      title={t('sending.title')}
      sub={t('sending.sub')}
      figures
      actions={
        <Link className="button" to={site ? `?view=portal&site=${site.siteId}` : '?view=portal'}>
          {t('portalList.open')}
        </Link>
      }
    >
      <FirstSite shown={shown} />
      {site && <TodayQueue key={`today ${site.siteId}`} site={site} />}
      <PortalKeys keys={keys} />
      {site && <LogSends key={`sends ${site.siteId}`} site={site} />}
      {mayConsent && <Consents />}
    </Page>
  );
}

/** 로그 전송: what was sent, or what of it the portal's own list holds; the address says which. */
export default function LogSending() {
  return useAddress().get('view') === 'portal' ? <PortalView /> : <Sending />;
}
