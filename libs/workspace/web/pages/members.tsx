import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { Page } from '@maru/web/page';
import { useReadAll } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useTranslation } from 'react-i18next';
import { useRoleNames } from '../components/role-names';

/** 구성원: who belongs to the organisation, and in which roles. */
export default function Members() {
  const { t } = useTranslation('workspace');
  const roleNames = useRoleNames();
  const members = useReadAll('/api/workspace/members');
  const columns: Column<Schemas['MemberItem']>[] = [
    { key: 'name', title: t('members.name'), render: ({ name }) => name, sortBy: ({ name }) => name },
    { key: 'email', title: t('members.email'), render: ({ email }) => email ?? '–' },
    { key: 'number', title: t('members.employeeNumber'), render: ({ employeeNumber }) => employeeNumber ?? '–' },
    { key: 'roles', title: t('members.roles'), render: ({ roles }) => roleNames(roles) },
  ];
  return (
    <Page title={t('members.title')} sub={t('members.sub')}>
      <ListCard read={members} empty={<Empty title={t('members.empty')} />}>
        {(rows) => <DataTable label={t('members.title')} columns={columns} rows={rows} rowKey={({ id }) => id} pageSize={50} />}
      </ListCard>
    </Page>
  );
}
