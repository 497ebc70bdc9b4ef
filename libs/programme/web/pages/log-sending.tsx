import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useTranslation } from 'react-i18next';
import { Consents } from '../sending/consents';
import { LogSends } from '../sending/log-sends';
import { PortalKeys } from '../sending/portal-keys';
import { TodayQueue } from '../sending/today-queue';

/** 로그 전송: by which key logs go to the log centre, what waits, what was sent and what it answered. */
export default function LogSending() {
  const { t } = useTranslation('programme');
  const mayConsent = useMay('programme.consent.read');
  return (
    <Page title={t('sending.title')} sub={t('sending.sub')} figures>
      <TodayQueue />
      <PortalKeys />
      <LogSends />
      {mayConsent && <Consents />}
    </Page>
  );
}
