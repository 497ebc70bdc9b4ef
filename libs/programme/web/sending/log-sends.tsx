import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { useAnswerWords } from './answer-words';
import { sinceText } from './since-text';

type Send = Schemas['LogSendItem'];

function useColumns(): Column<Send>[] {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const { answerOf, outcomeOf, tagOf, adviceOf } = useAnswerWords();
  return [
    {
      key: 'at',
      title: t('sending.occurredAt'),
      value: ({ occurredAt }) => timeCell(occurredAt, formats.exactInstant),
      render: ({ occurredAt, simulated }) => (
        <>
          {formats.exactInstant(occurredAt)} {simulated && <SimulatedTag />}
        </>
      ),
    },
    {
      key: 'kind',
      title: t('sending.kind'),
      value: ({ kind }) => t(`sending.kinds.${kind ?? 'test'}`),
      choice: ({ kind }) => kind ?? 'test',
    },
    {
      key: 'sent',
      title: t('sending.sentAt'),
      value: ({ sentAt }) => timeCell(sentAt, formats.exactInstant),
      render: ({ sentAt, occurredAt }) => sinceText(formats.exactInstant(occurredAt), formats.exactInstant(sentAt), 'hh:mm:ss'.length),
    },
    {
      key: 'outcome',
      title: t('sending.outcome'),
      value: outcomeOf,
      render: (row) => (
        <span className={tagOf(row)} title={adviceOf(row)}>
          {outcomeOf(row)}
        </span>
      ),
      choice: ({ outcome }) => outcome ?? 'unanswered',
    },
    { key: 'answer', title: t('sending.answer'), value: (row) => (row.failure ? `${answerOf(row)} (${row.failure})` : answerOf(row)) },
    { key: 'user', title: t('sending.userCode'), value: ({ request }) => request.sysUser },
    { key: 'address', title: t('sending.address'), value: ({ request }) => request.conectIp },
    { key: 'bytes', title: t('sending.bytes'), value: ({ request }) => request.dataUsgqty, isFigure: true },
  ];
}

/** What was sent for a site and what the log centre answered, newest first. */
export function LogSends({ site: { siteId, siteName } }: { site: Schemas['PortalKeyItem'] }) {
  const { t } = useTranslation('programme');
  const read = useReadPages('/api/programme/log-sends', { query: { siteId, limit: 100 } });
  const columns = useColumns();
  const { data, error, retry } = read;
  const content = () => {
    if (!data) return error ? <Failed error={error} retry={retry} /> : <Loading />;
    if (data.length === 0) return <Empty title={t('sending.empty')} next={t('sending.emptyNext')} />;
    return (
      <DataTable
        id="sends"
        label={t('sending.listOf', { site: siteName })}
        columns={columns}
        rows={data}
        rowKey={({ id }) => id}
        pages={read}
        isSimulated={({ simulated }) => simulated}
      />
    );
  };
  return (
    <section className="card" aria-labelledby="log-sends">
      <h2 id="log-sends">{t('sending.listOf', { site: siteName })}</h2>
      <p className="quiet">{t('sending.listSub')}</p>
      {content()}
    </section>
  );
}
