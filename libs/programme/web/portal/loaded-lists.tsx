import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { FormDialog } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { ProblemForm } from '@maru/web/problem-form';
import { useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayPath, listsPath, monthPath, type PortalList } from './words';

/** Takes a list back, with the reason: it is compared with nothing any more, and stays in the list. */
function WithdrawDialog({ list, onClose }: { list: PortalList | null; onClose: () => void }) {
  const { t } = useTranslation('programme');
  const { t: ofKit } = useTranslation('web');
  const withdraw = useWrite('post', '/api/programme/portal-lists/{id}/withdrawal', [listsPath, monthPath, dayPath]);
  const submit = async (body: { reason: string }) => {
    if (list) await withdraw.mutateAsync({ params: { path: { id: list.id } }, body });
    onClose();
  };
  return (
    <FormDialog title={t('portalList.withdrawTitle', { name: list?.fileName ?? '' })} isOpen={list !== null} onClose={onClose}>
      <p className="quiet dialog-lead">{t('portalList.withdrawMeans')}</p>
      <ProblemForm<{ reason: string }> fields={['reason']} submitLabel={t('portalList.withdraw')} submit={submit} onCancel={onClose}>
        <Form.Item
          name="reason"
          label={t('portalList.reason')}
          rules={[{ required: true, whitespace: true, message: ofKit('form.required') }]}
        >
          <Input maxLength={200} autoComplete="off" />
        </Form.Item>
      </ProblemForm>
    </FormDialog>
  );
}

function useColumns(onWithdraw: ((list: PortalList) => void) | null): Column<PortalList>[] {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const columns: Column<PortalList>[] = [
    {
      key: 'file',
      title: t('portalList.file'),
      value: ({ fileName }) => fileName,
      render: ({ fileName, simulated, withdrawnAt }) => (
        <>
          {fileName} {simulated && <SimulatedTag />} {withdrawnAt !== null && <span className="tag">{t('portalList.withdrawn')}</span>}
        </>
      ),
    },
    {
      key: 'period',
      title: t('portalList.periodOf'),
      value: ({ firstDay, lastDay, periodStated }) =>
        `${firstDay} ~ ${lastDay} (${t(periodStated ? 'portalList.stated' : 'portalList.ofItsRows')})`,
    },
    {
      key: 'kind',
      title: t('portalList.kind'),
      value: ({ kind }) => t(`portalList.kinds.${kind}`),
      choice: ({ kind }) => kind,
    },
    ...(['accepted', 'duplicates', 'refused', 'setAside'] as const).map(
      (part): Column<PortalList> => ({ key: part, title: t(`portalList.part.${part}`), value: (list) => list[part], isFigure: true }),
    ),
    {
      key: 'downloaded',
      title: t('portalList.downloaded'),
      value: ({ downloadedAt }) => timeCell(downloadedAt, formats.instant),
    },
    {
      key: 'loaded',
      title: t('portalList.loadedAt'),
      value: ({ loadedAt }) => timeCell(loadedAt, formats.instant),
    },
    { key: 'by', title: t('portalList.loadedBy'), value: ({ loadedBy }) => loadedBy },
    {
      key: 'digest',
      title: 'SHA-256',
      value: ({ fileSha256 }) => fileSha256,
      render: ({ fileSha256 }) => <code title={fileSha256}>{fileSha256.slice(0, 12)}…</code>,
    },
    {
      key: 'withdrawn',
      title: t('portalList.withdrawn'),
      value: ({ withdrawnAt, withdrawalReason }) =>
        withdrawnAt === null ? null : `${formats.instant(withdrawnAt)} · ${withdrawalReason ?? ''}`,
    },
  ];
  if (onWithdraw)
    columns.push({
      key: 'keys',
      title: t('keys.actions'),
      render: (list) =>
        list.withdrawnAt === null && (
          <Button size="small" onClick={() => onWithdraw(list)}>
            {t('portalList.withdraw')}
            <span className="unseen">: {list.fileName}</span>
          </Button>
        ),
    });
  return columns;
}

/** The lists that were loaded, newest first, each with what became of its rows and by what its file is known. */
export function LoadedLists({ siteId, mayWithdraw }: { siteId: string; mayWithdraw: boolean }) {
  const { t } = useTranslation('programme');
  const [withdrawn, setWithdrawn] = useState<PortalList | null>(null);
  const read = useReadPages(listsPath, { query: { siteId } }, { supporting: true });
  const columns = useColumns(mayWithdraw ? setWithdrawn : null);
  return (
    <section aria-labelledby="portal-lists">
      <h2 id="portal-lists" className="section-heading">
        {t('portalList.lists')}
      </h2>
      <ListCard read={read} empty={<Empty title={t('portalList.noLists')} next={t('portalList.noListsNext')} />}>
        {(rows) => (
          <DataTable
            id="portal-lists"
            label={t('portalList.lists')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            pages={read}
            isSimulated={({ simulated }) => simulated}
          />
        )}
      </ListCard>
      <WithdrawDialog list={withdrawn} onClose={() => setWithdrawn(null)} />
    </section>
  );
}
