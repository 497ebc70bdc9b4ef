import { useAddress } from '@maru/web/address';
import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { ConfirmKey } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useRead } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useWrite } from '@maru/web/write';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { History } from '../components/history';
import { ReportPulls } from '../components/report-pulls';
import './reporting-grants.css';

type Grant = Schemas['ReportingGrantItem'];

function ChangeKey({ grant }: { grant: Grant }) {
  const { t } = useTranslation('workspace');
  const change = useWrite('post', '/api/workspace/reporting-grant-changes', ['/api/workspace/reporting-grants']);
  const kind = grant.granted ? 'revoke' : 'grant';
  const words = grant.kind === 'supplier' ? (`${kind}Supplier` as const) : kind;
  return (
    <ConfirmKey
      label={t(`grants.${words}.key`)}
      title={t(`grants.${words}.question`, { name: grant.officeName })}
      consequence={t(`grants.${words}.consequence`)}
      isDanger={kind === 'revoke'}
      act={() => change.mutateAsync({ body: { officeId: grant.officeId, kind } })}
    />
  );
}

/** What a company code looks like: nobody has to be asked about anything else. */
const codeShape = /^[a-z0-9][a-z0-9-]{1,30}[a-z0-9]$/i;

/** Suppliers are not listed to everybody: the company asks for the one whose code it was given. */
function SupplierSearch({ code, isFound }: { code: string | null; isFound: boolean }) {
  const { t } = useTranslation('workspace');
  const address = useAddress();
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault();
        const asked = new FormData(event.currentTarget).get('code');
        address.set({ supplier: (typeof asked === 'string' && asked.trim()) || null });
      }}
    >
      <h2>{t('grants.supplier.title')}</h2>
      <p className="quiet">{t('grants.supplier.lead')}</p>
      <div className="row">
        <Input name="code" aria-label={t('grants.supplier.code')} defaultValue={code ?? ''} maxLength={32} className="supplier-code" />
        <Button htmlType="submit">{t('grants.supplier.find')}</Button>
      </div>
      <p role="status">{code && !isFound && t('grants.supplier.none')}</p>
    </form>
  );
}

/** 보고 동의: which office may see the organisation's usage log, which supplier its duties, and what was fetched. */
export default function ReportingGrants() {
  const { t } = useTranslation('workspace');
  const code = useAddress().get('supplier');
  const isCode = code !== null && codeShape.test(code);
  const { data, ...read } = useRead('/api/workspace/reporting-grants', { query: { supplierCode: isCode ? code : undefined } });
  const grants = { ...read, data: data?.items };
  const mayWrite = useMay('workspace.reporting-grant.write');
  const state = ({ granted }: Grant) => <span className={granted ? 'tag tag-ok' : 'tag'}>{t(granted ? 'grants.on' : 'grants.off')}</span>;
  const columns: Column<Grant>[] = [
    { key: 'office', title: t('grants.office'), value: ({ officeName }) => officeName },
    { key: 'kind', title: t('grants.kind'), value: ({ kind }) => t(`grants.kinds.${kind}`), choice: ({ kind }) => kind },
    { key: 'state', title: t('grants.state'), value: ({ granted }) => t(granted ? 'grants.on' : 'grants.off'), render: state },
    { key: 'history', title: t('grants.history'), render: ({ intervals }) => <History intervals={intervals} /> },
  ];
  if (mayWrite) columns.push({ key: 'keys', title: t('actions'), render: (grant) => <ChangeKey grant={grant} /> });
  return (
    <Page title={t('grants.title')} sub={t('grants.sub')}>
      <ListCard read={grants} empty={<Empty title={t('grants.empty')} next={t('grants.emptyNext')} />}>
        {(rows) => <DataTable id="grants" label={t('grants.title')} columns={columns} rows={rows} rowKey={({ officeId }) => officeId} />}
      </ListCard>
      {mayWrite && <SupplierSearch key={code} code={code} isFound={isCode && data?.foundSupplier !== false} />}
      <ReportPulls />
    </Page>
  );
}
