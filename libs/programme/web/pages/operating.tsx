import { useAddress } from '@maru/web/address';
import { Page } from '@maru/web/page';
import { useRead, useReadPages } from '@maru/web/read';
import { useTranslation } from 'react-i18next';
import { ConfirmationKeys } from '../operating/confirmation-keys';
import { dayOf } from '../operating/day-of';
import { DayView } from '../operating/day-view';
import { MonthSwitch, monthOf } from '../operating/month-switch';
import { OperatingView } from '../operating/operating-view';

function OwnDay({ day }: { day: string }) {
  return <DayView day={day} read={useReadPages('/api/programme/day-events', { query: { day } })} />;
}

function OwnMonth({ month: asked }: { month: string }) {
  const month = useRead('/api/programme/operating-month', { query: { month: asked } });
  const address = useAddress();
  const noticeDay = dayOf(address.get('notice')) ?? undefined;
  const verdict = useRead('/api/programme/bonus-verdict', { query: { noticeDay } }, { supporting: true });
  return (
    <OperatingView month={month} verdict={verdict}>
      {verdict.data && <ConfirmationKeys noticeDay={verdict.data.noticeDay} onChange={(day) => address.set({ notice: day })} />}
    </OperatingView>
  );
}

/** 가동일: how the company's month stands, day by day, and whether its last months earn the bonus. */
export default function Operating() {
  const { t } = useTranslation('programme');
  const address = useAddress();
  const month = monthOf(address.get('month'));
  const day = dayOf(address.get('day'));
  return (
    <Page
      title={t('operating.title')}
      sub={t('operating.sub')}
      figures
      actions={<MonthSwitch month={month} onChange={(next) => address.set({ month: next, day: null, event: null })} />}
    >
      {day ? <OwnDay key={day} day={day} /> : <OwnMonth month={month} />}
    </Page>
  );
}
