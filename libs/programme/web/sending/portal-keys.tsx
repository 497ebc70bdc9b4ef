import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { ConfirmKey } from '@maru/web/dialog';
import { useMay } from '@maru/web/me';
import type { Read } from '@maru/web/read';
import { Refusal } from '@maru/web/refusal';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswerWords } from './answer-words';
import { ConnectionTest } from './connection-test';
import { NoKeySite } from './key-site';
import { PortalKeyForm } from './portal-key-form';
import { sinceText } from './since-text';

type PortalKey = Schemas['PortalKeyItem'];

const paths = ['/api/programme/portal-keys', '/api/programme/log-queue'] as const;
const tags = { unproven: 'tag tag-warning', active: 'tag tag-ok', stopped: 'tag tag-bad' } as const;

interface KeysOfRowProps {
  row: PortalKey;
  onSet: () => void;
  onTest: (taskId: string | null) => void;
}

function KeysOfRow({ row, onSet, onTest }: KeysOfRowProps) {
  const { t } = useTranslation('programme');
  const test = useWrite('post', '/api/programme/portal-keys/{siteId}/tests', ['/api/workspace/tasks']);
  const remove = useWrite('delete', '/api/programme/portal-keys/{siteId}', [...paths]);
  const params = { path: { siteId: row.siteId } };
  const begin = async () => onTest((await test.mutateAsync({ params })).taskId);
  return (
    <div className="row">
      <Button size="small" type={row.ending ? 'default' : 'primary'} onClick={onSet}>
        {t(row.ending ? 'keys.replace' : 'keys.set')}
      </Button>
      {row.ending && (
        <>
          <Button size="small" onClick={() => begin().catch(() => undefined)} loading={test.isPending}>
            {t('keys.test')}
          </Button>
          <ConfirmKey
            label={t('keys.remove')}
            title={t('keys.removeQuestion', { site: row.siteName })}
            consequence={t('keys.removeConsequence')}
            isDanger
            act={() => remove.mutateAsync({ params })}
          />
        </>
      )}
      <Refusal error={test.error} />
    </div>
  );
}

function useColumns(keysOf: (row: PortalKey) => React.ReactNode): Column<PortalKey>[] {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const { answerOf } = useAnswerWords();
  const mayWrite = useMay('programme.portal-key.write');
  /** Of today the clock alone. */
  const soon = (time: string) => sinceText(formats.instant(new Date().toISOString()), formats.instant(time), 'hh:mm'.length);
  const stateOf = ({ state }: PortalKey) => t(`keys.states.${state ?? 'none'}`);
  const whyOf = ({ stoppedCode: code }: PortalKey) =>
    code === null ? null : code === 'KEY' ? t('keys.unreadable') : answerOf({ code, outcome: 'not-collected' });
  const columns: Column<PortalKey>[] = [
    { key: 'site', title: t('keys.site'), value: ({ siteName }) => siteName },
    { key: 'key', title: t('keys.key'), value: ({ ending }) => (ending === null ? null : `••••${ending}`) },
    {
      key: 'state',
      title: t('keys.state'),
      value: (row) => [stateOf(row), whyOf(row)].filter(Boolean).join(' '),
      render: (row) => (
        <>
          <span className={row.state ? tags[row.state] : 'tag'}>{stateOf(row)}</span> {whyOf(row)}
        </>
      ),
    },
    {
      key: 'last',
      title: t('keys.lastAnswer'),
      value: ({ lastCode, lastAnsweredAt }) =>
        lastAnsweredAt === null ? null : `${lastCode ?? t('sending.noCode')} · ${soon(lastAnsweredAt)}`,
    },
    { key: 'next', title: t('keys.nextSend'), value: ({ nextSendAt }) => (nextSendAt ? timeCell(nextSendAt, soon) : null) },
    {
      key: 'set',
      title: t('keys.setAt'),
      value: ({ setAt, setBy }) => (setAt === null ? null : [formats.instant(setAt), setBy].filter(Boolean).join(' · ')),
    },
  ];
  if (mayWrite) columns.push({ key: 'keys', title: t('keys.actions'), render: keysOf });
  return columns;
}

/** The sites, each with the key by which the log centre knows it. */
export function PortalKeys({ keys }: { keys: Read<Schemas['PortalKeyList']> }) {
  const { t } = useTranslation('programme');
  const { data } = keys;
  const [edited, setEdited] = useState<PortalKey | null>(null);
  const [taskId, setTaskId] = useState<string | null>(null);
  const columns = useColumns((row) => <KeysOfRow row={row} onSet={() => setEdited(row)} onTest={setTaskId} />);
  return (
    <section className="card" aria-labelledby="portal-keys">
      <h2 id="portal-keys">{t('keys.title')}</h2>
      <p className="quiet">{t(data?.centre === 'simulator' ? 'keys.subSimulator' : 'keys.sub')}</p>
      {data && !data.centreKnown && <p className="notice notice-warning">{t('keys.noCentre')}</p>}
      {taskId && <ConnectionTest key={taskId} taskId={taskId} />}
      {data && data.items.length > 0 ? (
        <DataTable label={t('keys.title')} columns={columns} rows={data.items} rowKey={({ siteId }) => siteId} />
      ) : (
        <NoKeySite keys={keys} />
      )}
      <PortalKeyForm site={edited} onClose={() => setEdited(null)} onTest={setTaskId} />
    </section>
  );
}
