import type { Schemas } from '@maru/web/client';
import { type Column, DataTable } from '@maru/web/data-table';
import { ConfirmKey } from '@maru/web/dialog';
import { ListCard } from '@maru/web/list-card';
import { useMay } from '@maru/web/me';
import { Page } from '@maru/web/page';
import { useReadAll } from '@maru/web/read';
import { Empty } from '@maru/web/states';
import { useWrite } from '@maru/web/write';
import { useTranslation } from 'react-i18next';
import { History } from '../components/history';
import { ReportPulls } from '../components/report-pulls';

type Grant = Schemas['ReportingGrantItem'];

function ChangeKey({ grant }: { grant: Grant }) {
  const { t } = useTranslation('workspace');
  const change = useWrite('post', '/api/workspace/reporting-grant-changes', ['/api/workspace/reporting-grants']);
  const kind = grant.granted ? 'revoke' : 'grant';
  return (
    <ConfirmKey
      label={t(`grants.${kind}.key`)}
      title={t(`grants.${kind}.question`, { name: grant.officeName })}
      consequence={t(`grants.${kind}.consequence`)}
      isDanger={kind === 'revoke'}
      act={() => change.mutateAsync({ body: { officeId: grant.officeId, kind } })}
    />
  );
}

/** 보고 동의: which office may see the organisation's usage log, and what it has fetched of it. */
export default function ReportingGrants() {
  const { t } = useTranslation('workspace');
  const grants = useReadAll('/api/workspace/reporting-grants');
  const mayWrite = useMay('workspace.reporting-grant.write');
  const state = ({ granted }: Grant) => <span className={granted ? 'tag tag-ok' : 'tag'}>{t(granted ? 'grants.on' : 'grants.off')}</span>;
  const columns: Column<Grant>[] = [
    { key: 'office', title: t('grants.office'), value: ({ officeName }) => officeName },
    { key: 'state', title: t('grants.state'), value: ({ granted }) => t(granted ? 'grants.on' : 'grants.off'), render: state },
    { key: 'history', title: t('grants.history'), render: ({ intervals }) => <History intervals={intervals} /> },
  ];
  if (mayWrite) columns.push({ key: 'keys', title: t('actions'), render: (grant) => <ChangeKey grant={grant} /> });
  return (
    <Page title={t('grants.title')} sub={t('grants.sub')}>
      <ListCard read={grants} empty={<Empty title={t('grants.empty')} next={t('grants.emptyNext')} />}>
        {(rows) => <DataTable id="grants" label={t('grants.title')} columns={columns} rows={rows} rowKey={({ officeId }) => officeId} />}
      </ListCard>
      <ReportPulls />
    </Page>
  );
}
