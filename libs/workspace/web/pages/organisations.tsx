import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { FormDialog } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useReadAll } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OrganisationForm } from '../components/organisation-form';

type Organisation = Schemas['OrganisationItem'];

/** 기업 관리: the provider's list of organisations. It shows no tenant's data. */
export default function Organisations() {
  const { t } = useTranslation('workspace');
  const { t: ofShell } = useTranslation('web');
  const formats = useFormats();
  const organisations = useReadAll('/api/workspace/organisations');
  const mayWrite = useMay('workspace.organisation.write');
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const name = (row: Organisation) => (
    <>
      {row.name} {row.simulated && <SimulatedTag />}
    </>
  );
  const columns: Column<Organisation>[] = [
    { key: 'name', title: t('organisations.name'), render: name, sortBy: (row) => row.name },
    { key: 'kind', title: t('organisations.kind'), render: ({ kind }) => ofShell(`kind.${kind}`), sortBy: ({ kind }) => kind },
    { key: 'code', title: t('organisations.companyCode'), render: ({ companyCode }) => companyCode },
    {
      key: 'created',
      title: t('organisations.createdAt'),
      render: ({ createdAt }) => formats.instant(createdAt),
      sortBy: ({ createdAt }) => createdAt,
    },
  ];
  const create = (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('organisations.create')}
    </Button>
  );
  return (
    <Page title={t('organisations.title')} sub={t('organisations.sub')} actions={mayWrite && create}>
      <ListCard read={organisations} empty={<Empty title={t('organisations.empty')} />}>
        {(rows) => <DataTable label={t('organisations.title')} columns={columns} rows={rows} rowKey={({ id }) => id} pageSize={50} />}
      </ListCard>
      <FormDialog title={t('organisations.create')} isOpen={isOpen} onClose={close}>
        <OrganisationForm onDone={close} />
      </FormDialog>
    </Page>
  );
}
