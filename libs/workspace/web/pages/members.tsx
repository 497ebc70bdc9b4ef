import { oneOf, useAddress } from '@maru/web/address';
import { Choice } from '@maru/web/choice';
import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { FormDialog } from '@maru/web/dialog';
import { useDrawer } from '@maru/web/drawer';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useReadPages } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useWrite } from '@maru/web/write';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, type LinkProps } from 'react-router';
import { FormerMembers } from '../components/former-members';
import { MemberDrawer } from '../components/member-drawer';
import { MemberForm, type MemberValues } from '../components/member-form';
import { MemberKeys } from '../components/member-keys';
import '../components/members.css';
import { useRoleNames } from '../components/role-names';
import { type MadeCode, ShownCode } from '../components/shown-code';

type Member = Schemas['MemberItem'];
type Opened = Member | 'new' | null;

/** Adds a member, or changes the one given in the version that the person saw. */
function MemberDialog({ opened, onClose, onCode }: { opened: Opened; onClose: () => void; onCode: (made: MadeCode) => void }) {
  const { t } = useTranslation('workspace');
  const create = useWrite('post', '/api/workspace/members', ['/api/workspace/members']);
  const change = useWrite('patch', '/api/workspace/members/{id}', ['/api/workspace/members', '/api/me']);
  const submit = async (values: MemberValues) => {
    if (opened === 'new') {
      const { name, code, codeExpiresAt } = await create.mutateAsync({ body: values });
      if (code) onCode({ name, code, expiresAt: codeExpiresAt });
    } else if (opened) {
      // What the person has emptied is taken out.
      const body = { roles: values.roles, employeeNumber: values.employeeNumber ?? null };
      await change.mutateAsync({ params: { path: { id: opened.id } }, body, version: opened.version });
    }
    onClose();
  };
  const member = opened === 'new' || opened === null ? undefined : opened;
  return (
    <FormDialog
      title={member ? t('members.changeOf', { name: member.name }) : t('members.add.key')}
      isOpen={opened !== null}
      onClose={onClose}
    >
      {opened === 'new' && <p className="quiet dialog-lead">{t('members.add.sub')}</p>}
      {opened && <MemberForm member={member} submit={submit} onCancel={onClose} />}
    </FormDialog>
  );
}

interface CurrentMembersProps {
  onChange: (member: Member) => void;
  onCode: (made: MadeCode) => void;
}

function useColumns(linkTo: (id: string) => LinkProps, { onChange, onCode }: CurrentMembersProps): Column<Member>[] {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const roleNames = useRoleNames();
  const mayWrite = useMay('workspace.member.write');
  const name = (member: Member) => (
    <>
      <Link {...linkTo(member.id)}>{member.name}</Link> {member.self && <span className="tag">{t('members.self')}</span>}
      {member.state === 'invited' && <span className="tag tag-warning">{t('members.invited')}</span>}
      {member.state === 'invited' && (
        <div className="quiet">
          {member.codeExpiresAt ? t('members.codeUntil', { at: formats.instant(member.codeExpiresAt) }) : t('members.codeNone')}
        </div>
      )}
    </>
  );
  const columns: Column<Member>[] = [
    { key: 'name', title: t('members.name'), value: (member) => member.name, render: name },
    { key: 'email', title: t('members.email'), value: ({ email }) => email },
    { key: 'number', title: t('members.employeeNumber'), value: ({ employeeNumber }) => employeeNumber },
    { key: 'roles', title: t('members.roles'), value: ({ roles }) => roleNames(roles), choice: ({ roles }) => roles.join('+') },
  ];
  if (mayWrite)
    columns.push({
      key: 'keys',
      title: t('actions'),
      render: (member) => <MemberKeys member={member} onChange={onChange} onCode={onCode} />,
    });
  return columns;
}

function CurrentMembers(keys: CurrentMembersProps) {
  const { t } = useTranslation('workspace');
  const members = useReadPages('/api/workspace/members', {});
  const { opened, linkTo, close } = useDrawer('member');
  const columns = useColumns(linkTo, keys);
  return (
    <ListCard read={members} empty={<Empty title={t('members.empty')} />}>
      {(rows) => (
        <>
          <DataTable id="members" label={t('members.title')} columns={columns} rows={rows} rowKey={({ id }) => id} pages={members} />
          <MemberDrawer id={opened} members={rows} pages={members} onClose={close} {...keys} />
        </>
      )}
    </ListCard>
  );
}

/** 구성원: who belongs to the organisation, who is invited, and who has left. */
export default function Members() {
  const { t } = useTranslation('workspace');
  const { get, set } = useAddress();
  const mayWrite = useMay('workspace.member.write');
  const states = ['current', 'former'] as const;
  const state = oneOf(get('state'), states, 'current');
  const [opened, setOpened] = useState<Opened>(null);
  const [made, setMade] = useState<MadeCode | null>(null);
  const add = (
    <Button type="primary" onClick={() => setOpened('new')}>
      {t('members.add.key')}
    </Button>
  );
  return (
    <Page title={t('members.title')} sub={t('members.sub')} actions={mayWrite && add}>
      <div className="row">
        <Choice
          label={t('members.which')}
          value={state}
          options={states.map((value) => ({ value, label: t(`members.${value}`) }))}
          onChange={(value) => set({ state: value === 'current' ? null : value })}
        />
      </div>
      {state === 'current' ? <CurrentMembers onChange={setOpened} onCode={setMade} /> : <FormerMembers />}
      <MemberDialog opened={opened} onClose={() => setOpened(null)} onCode={setMade} />
      <ShownCode made={made} onClose={() => setMade(null)} />
    </Page>
  );
}
