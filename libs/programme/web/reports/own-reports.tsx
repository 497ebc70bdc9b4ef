import { useMay } from '@maru/web/me';
import { useRead } from '@maru/web/read';
import { Refusal } from '@maru/web/refusal';
import { TaskTrayKey } from '@maru/web/task-tray-key';
import { useWrite } from '@maru/web/write';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useHalfYearName } from './half-year-name';
import { ReportCard } from './report-card';

const useHalfYearStart = () => useWrite('post', '/api/programme/half-year-sheets', ['/api/workspace/tasks']);

function Card() {
  const read = useRead('/api/programme/reportable-agreements', {}, { supporting: true });
  const halfYear = useHalfYearStart();
  const threeYear = useWrite('post', '/api/programme/three-year-reports', ['/api/workspace/tasks']);
  return (
    <ReportCard
      read={read}
      start={{
        halfYear: (agreementId, id) => halfYear.mutate({ body: { agreementId, halfYear: id } }),
        threeYear: (agreementId, format) => threeYear.mutate({ body: { agreementId, format } }),
        isPending: halfYear.isPending || threeYear.isPending,
        isStarted: halfYear.isSuccess || threeYear.isSuccess,
        error: halfYear.error ?? threeYear.error,
      }}
    />
  );
}

/** The company's own, for who may see its operating days. */
export function OwnReports() {
  return useMay('programme.operating.read') ? <Card /> : null;
}

/** Beside a half-year that is to be registered by hand: has the sheet made from which it is. */
export function HalfYearKey({ agreementId, halfYear }: { agreementId: string; halfYear: string }) {
  const { t } = useTranslation('programme');
  const nameOf = useHalfYearName();
  const start = useHalfYearStart();
  if (!useMay('programme.operating.read')) return null;
  return (
    <>
      <Button
        size="small"
        loading={start.isPending}
        aria-label={t('reports.makeHalfYearOf', { halfYear: nameOf(halfYear) })}
        onClick={() => start.mutate({ body: { agreementId, halfYear } })}
      >
        {t('reports.halfYearKey')}
      </Button>
      {start.isSuccess && (
        <>
          {' '}
          <span role="status">{t('reports.started')}</span> <TaskTrayKey />
        </>
      )}
      <Refusal error={start.error} />
    </>
  );
}
