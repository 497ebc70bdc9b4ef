import { useAddress } from '@maru/web/address';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { PortalView } from '../portal/portal-view';
import { Consents } from '../sending/consents';
import { LogSends } from '../sending/log-sends';
import { PortalKeys } from '../sending/portal-keys';
import { TodayQueue } from '../sending/today-queue';

/** By which key logs go to the log centre, what waits, what was sent and what it answered. */
function Sending() {
  const { t } = useTranslation('programme');
  const mayConsent = useMay('programme.consent.read');
  return (
    <Page
      title={t('sending.title')}
      sub={t('sending.sub')}
      figures
      actions={
        <Link className="button" to="?view=portal">
          {t('portalList.open')}
        </Link>
      }
    >
      <TodayQueue />
      <PortalKeys />
      <LogSends />
      {mayConsent && <Consents />}
    </Page>
  );
}

/** 로그 전송: what was sent, or what of it the portal's own list holds; the address says which. */
export default function LogSending() {
  return useAddress().get('view') === 'portal' ? <PortalView /> : <Sending />;
}
