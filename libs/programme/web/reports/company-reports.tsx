import { useRead } from '@maru/web/read';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { ReportCard } from './report-card';

/** Of a company that reports to the office: the company sees in its record what was made of it. */
export function CompanyReports({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation('programme');
  const params = { path: { organisationId } };
  const read = useRead('/api/programme/companies/{organisationId}/reportable-agreements', params, { supporting: true });
  const halfYear = useWrite('post', '/api/programme/companies/{organisationId}/half-year-sheets', ['/api/workspace/tasks']);
  const threeYear = useWrite('post', '/api/programme/companies/{organisationId}/three-year-reports', ['/api/workspace/tasks']);
  return (
    <ReportCard
      read={read}
      note={t('reports.told')}
      start={{
        halfYear: (agreementId, id) => halfYear.mutate({ params, body: { agreementId, halfYear: id } }),
        threeYear: (agreementId, format) => threeYear.mutate({ params, body: { agreementId, format } }),
        isPending: halfYear.isPending || threeYear.isPending,
        isStarted: halfYear.isSuccess || threeYear.isSuccess,
        error: halfYear.error ?? threeYear.error,
      }}
    />
  );
}
