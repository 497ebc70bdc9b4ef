import { useRead, useReadPages } from '@maru/web/read';
import { DayView } from '../operating/day-view';
import { useDefinition } from '../operating/definition-picker';
import { OperatingView } from '../operating/operating-view';
import { CompanyReports } from '../reports/company-reports';
import { endOf } from './as-of-day';
import { CompanyDuties } from './company-duties';

/** Null of a company without a site. */
type SiteId = string | null;

/** From use to receipt: a day of one site of a company. */
export function CompanyDay({ organisationId, siteId, day }: { organisationId: string; siteId: SiteId; day: string }) {
  const params = { path: { organisationId }, query: { siteId: siteId ?? undefined, day } };
  const read = useReadPages('/api/programme/companies/{organisationId}/day-events', params, { isRecorded: true });
  return <DayView day={day} read={read} />;
}

interface CompanyMonthProps {
  organisationId: string;
  siteId: SiteId;
  month: string;
  /** A day that is over; null for now. */
  asOf: string | null;
}

/** One company: a site's month and its last months, and what the company owes. */
export function CompanyMonth({ organisationId, siteId, month: asked, asOf }: CompanyMonthProps) {
  const path = { organisationId };
  const by = { siteId: siteId ?? undefined, definition: useDefinition(), asOf: endOf(asOf) };
  const month = useRead('/api/programme/companies/{organisationId}/operating-month', { path, query: { ...by, month: asked } });
  const verdict = useRead('/api/programme/companies/{organisationId}/bonus-verdict', { path, query: by }, { supporting: true });
  return (
    <>
      <OperatingView month={month} verdict={verdict} />
      <CompanyDuties organisationId={organisationId} isBesidePast={asOf !== null} />
      <CompanyReports organisationId={organisationId} />
    </>
  );
}
