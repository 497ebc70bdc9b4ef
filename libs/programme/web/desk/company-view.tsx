import { useRead, useReadPages } from '@maru/web/read';
import { DayView } from '../operating/day-view';
import { OperatingView } from '../operating/operating-view';
import { CompanyReports } from '../reports/company-reports';
import { CompanyDuties } from './company-duties';

/** From use to receipt: a day of one company. */
export function CompanyDay({ organisationId, day }: { organisationId: string; day: string }) {
  const params = { path: { organisationId }, query: { day } };
  return <DayView day={day} read={useReadPages('/api/programme/companies/{organisationId}/day-events', params)} />;
}

/** One company: its month, its last months and what it owes. */
export function CompanyMonth({ organisationId, month: asked }: { organisationId: string; month: string }) {
  const path = { organisationId };
  const month = useRead('/api/programme/companies/{organisationId}/operating-month', { path, query: { month: asked } });
  const verdict = useRead('/api/programme/companies/{organisationId}/bonus-verdict', { path }, { supporting: true });
  return (
    <>
      <OperatingView month={month} verdict={verdict} />
      <CompanyDuties organisationId={organisationId} />
      <CompanyReports organisationId={organisationId} />
    </>
  );
}
