import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { useReadPages } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import './report-pulls.css';

type Pull = Schemas['ReportPullItem'];

/** Cut on the screen; whole when it is pointed at or copied. */
const Fingerprint = ({ sha256 }: { sha256: string }) => (
  <code className="fingerprint" title={sha256}>
    {sha256}
  </code>
);

/** 전담기관에 제공한 기록: what an office was handed of the organisation's evidence: its officers on screen and as files, its programs by keys. */
export function ReportPulls() {
  const { t } = useTranslation('workspace');
  const show = useFormats();
  const pulls = useReadPages('/api/workspace/report-pulls', {});
  const periodOf = ({ month, firstAt, lastAt }: Pull) => {
    if (month) return show.month(`${month}-01`);
    const times = [...new Set([firstAt, lastAt].flatMap((at) => at ?? []))];
    return times.map((at) => show.instant(at)).join(' ~ ');
  };
  const columns: Column<Pull>[] = [
    { key: 'at', title: t('grants.pulls.at'), value: ({ pulledAt }) => timeCell(pulledAt, show.instant) },
    { key: 'office', title: t('grants.pulls.office'), value: ({ officeName }) => officeName },
    {
      key: 'by',
      title: t('grants.pulls.by'),
      value: ({ pulledBy, keyName }) => pulledBy ?? (keyName && t('grants.pulls.key', { name: keyName })),
    },
    {
      key: 'what',
      title: t('grants.pulls.what'),
      value: ({ stream }) => t(`grants.pulls.streams.${stream ?? 'file'}`),
      choice: ({ stream }) => stream ?? 'file',
    },
    { key: 'period', title: t('grants.pulls.period'), value: (pull) => periodOf(pull) },
    {
      key: 'format',
      title: t('grants.pulls.format'),
      value: ({ format }) => t(`companies.formats.${format}`),
      choice: ({ format }) => format,
    },
    { key: 'events', title: t('grants.pulls.events'), value: ({ events }) => events, isFigure: true },
    {
      key: 'sha256',
      title: t('grants.pulls.sha256'),
      value: ({ sha256 }) => sha256,
      render: ({ sha256 }) => <Fingerprint sha256={sha256} />,
    },
  ];
  return (
    <section aria-labelledby="report-pulls">
      <h2 id="report-pulls" className="section-heading">
        {t('grants.pulls.title')}
      </h2>
      <p className="quiet report-pulls-sub">{t('grants.pulls.sub')}</p>
      <ListCard read={pulls} empty={<Empty title={t('grants.pulls.empty')} />}>
        {(rows) => (
          <DataTable id="pulls" label={t('grants.pulls.title')} columns={columns} rows={rows} rowKey={({ id }) => id} pages={pulls} />
        )}
      </ListCard>
    </section>
  );
}
