import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { FormDialog } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { ProblemForm } from '@maru/web/problem-form';
import { useReadPages } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import './members.css';
import { useRoleNames } from './role-names';

type Member = Schemas['MemberItem'];
type Erasure = Schemas['UsageErasureItem'];

/** Asks for the reason, and says what cannot be undone. */
function EraseDialog({ member, onClose }: { member: Member | null; onClose: () => void }) {
  const { t } = useTranslation('workspace');
  const { t: ofKit } = useTranslation('web');
  const erase = useWrite('post', '/api/workspace/usage-erasures', ['/api/workspace/usage-erasures', '/api/workspace/usage-events']);
  const submit = async ({ reason }: { reason: string }) => {
    if (member) await erase.mutateAsync({ body: { memberId: member.id, reason } });
    onClose();
  };
  return (
    <FormDialog title={t('members.erase.title', { name: member?.name })} isOpen={member !== null} onClose={onClose}>
      <p className="notice notice-warning dialog-lead">{t('members.erase.consequence')}</p>
      <ProblemForm<{ reason: string }> fields={['reason']} submitLabel={t('members.erase.key')} submit={submit} onCancel={onClose}>
        <Form.Item
          name="reason"
          label={t('members.erase.reason')}
          extra={t('members.erase.reasonHint')}
          rules={[{ required: true, whitespace: true, message: ofKit('form.required') }]}
        >
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
        </Form.Item>
      </ProblemForm>
    </FormDialog>
  );
}

/** Who was erased from the usage log, why and by whom. */
function Erasures() {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const erasures = useReadPages('/api/workspace/usage-erasures', {});
  const columns: Column<Erasure>[] = [
    { key: 'at', title: t('members.erasures.at'), value: ({ erasedAt }) => timeCell(erasedAt, formats.instant) },
    { key: 'member', title: t('members.erasures.member'), value: ({ member }) => member },
    { key: 'reason', title: t('members.erasures.reason'), value: ({ reason }) => reason },
    { key: 'events', title: t('members.erasures.events'), value: ({ events }) => events, isFigure: true },
    { key: 'by', title: t('members.erasures.by'), value: ({ erasedBy }) => erasedBy },
  ];
  return (
    <section aria-labelledby="erasures">
      <h2 id="erasures" className="section-heading">
        {t('members.erasures.title')}
      </h2>
      <ListCard read={erasures} empty={<Empty title={t('members.erasures.empty')} />}>
        {(rows) => (
          <DataTable
            id="erasures"
            label={t('members.erasures.title')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            pages={erasures}
          />
        )}
      </ListCard>
    </section>
  );
}

/** 떠난 구성원: who belonged to the organisation and does no longer. */
export function FormerMembers() {
  const { t } = useTranslation('workspace');
  const roleNames = useRoleNames();
  const formats = useFormats();
  const [mayErase, maySeeLog] = [useMay('workspace.usage-erasure.write'), useMay('workspace.usage-event.read')];
  const members = useReadPages('/api/workspace/members', { query: { state: 'former' } });
  const [erased, setErased] = useState<Member | null>(null);
  const columns: Column<Member>[] = [
    { key: 'name', title: t('members.name'), value: ({ name }) => name },
    { key: 'email', title: t('members.email'), value: ({ email }) => email },
    { key: 'number', title: t('members.employeeNumber'), value: ({ employeeNumber }) => employeeNumber },
    { key: 'roles', title: t('members.roles'), value: ({ roles }) => roleNames(roles) },
    { key: 'ended', title: t('members.endedAt'), value: ({ endedAt }) => timeCell(endedAt, formats.instant) },
  ];
  if (mayErase) {
    const eraseKey = (member: Member) => (
      <Button size="small" danger onClick={() => setErased(member)}>
        {t('members.erase.key')}
      </Button>
    );
    columns.push({ key: 'keys', title: t('actions'), render: eraseKey });
  }
  return (
    <>
      <ListCard read={members} empty={<Empty title={t('members.formerEmpty')} />}>
        {(rows) => (
          <DataTable id="former" label={t('members.former')} columns={columns} rows={rows} rowKey={({ id }) => id} pages={members} />
        )}
      </ListCard>
      {maySeeLog && <Erasures />}
      <EraseDialog member={erased} onClose={() => setErased(null)} />
    </>
  );
}
