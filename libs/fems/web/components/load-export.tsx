import type { Schemas } from '@maru/web/client';
import { useMay } from '@maru/web/me';
import { problemOf } from '@maru/web/problem';
import { useRead } from '@maru/web/read';
import { useSentence } from '@maru/web/states';
import { TaskTrayKey } from '@maru/web/task-tray-key';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { instantOf, zonedText } from '@maru/web/zoned';
import { useTranslation } from 'react-i18next';
import { useLoadAddress } from '../load/address';
import { periodLabel } from '../load/labels';
import { dayClosedBy, type Period, periodOf } from '../load/period';

type Format = Schemas['NewReadingExport']['format'];

const fileFormats = ['csv', 'xlsx'] as const satisfies readonly Format[];

function ExportKeys({ pointId, period, zone }: { pointId: string; period: Period; zone: string }) {
  const { t } = useTranslation('fems');
  const formats = useFormats();
  const sentence = useSentence();
  const start = useWrite('post', '/api/fems/reading-exports', ['/api/workspace/tasks']);
  const at = (day: string) => zonedText(instantOf(day, zone), zone);
  const body = { pointIds: [pointId], from: at(period.from), to: at(period.to) };
  const refusal = start.error && sentence(problemOf(start.error));
  return (
    <>
      {fileFormats.map((format) => (
        <button
          key={format}
          type="button"
          className="button"
          disabled={start.isPending}
          onClick={() => start.mutate({ body: { ...body, format } })}
        >
          {t(`export.${format}`)}
        </button>
      ))}
      {start.isSuccess && (
        <>
          <span role="status">{t('export.started', { period: periodLabel(period, formats) })}</span>
          <TaskTrayKey />
        </>
      )}
      {refusal && (
        <span className="notice notice-bad" role="alert">
          {refusal.title} {refusal.detail}
        </span>
      )}
    </>
  );
}

/** Makes a file of the readings of the point and the period on the screen; nothing where there are none. */
export function LoadExport({ pointId }: { pointId: string }) {
  const { filters } = useLoadAddress();
  const may = useMay('fems.reading.export');
  const { data } = useRead('/api/fems/coverage', { query: { pointId } }, { supporting: true });
  if (!may || !data?.first || !data.last) return null;
  const lastDay = dayClosedBy(data.last);
  const period = periodOf(filters.by, filters.on ?? lastDay);
  if (period.to <= data.first.slice(0, 10) || period.from > lastDay) return null;
  return <ExportKeys key={`${pointId}/${period.by}/${period.from}`} pointId={pointId} period={period} zone={data.zone} />;
}
