import { oneOf, useAddress } from '@maru/web/address';
import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { Page } from '@maru/web/page';
import { useReadAll, useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { UsageEventTable } from '../components/usage-event-table';
import { UsageExport, UsageExports } from '../components/usage-export';

type Company = Schemas['GrantedCompany'];

/** One company's usage log as the office may see it: without persons and addresses. */
function CompanyEvents({ company }: { company: Company }) {
  const { t } = useTranslation('workspace');
  const events = useReadPages(
    '/api/workspace/granted-companies/{organisationId}/usage-events',
    { path: { organisationId: company.organisationId } },
    { isRecorded: true },
  );
  const label = t('companies.eventsOf', { name: company.name });
  return (
    <section aria-labelledby="company-events">
      <h2 id="company-events" className="section-heading">
        {label} {company.simulated && <SimulatedTag />}
      </h2>
      <ListCard read={events} empty={<Empty title={t('usage.empty')} />}>
        {() => <UsageEventTable id="usage" read={events} withPersons={false} label={label} />}
      </ListCard>
    </section>
  );
}

/** 기업 현황: the companies that granted reporting to this office; of the one chosen the usage log, on screen and as a file. */
export default function GrantedCompanies() {
  const { t } = useTranslation('workspace');
  const formats = useFormats();
  const { get, to } = useAddress();
  const companies = useReadAll('/api/workspace/granted-companies', { supporting: get('company') !== null });
  const ids = companies.data?.map(({ organisationId }) => organisationId) ?? [];
  const chosenId = oneOf(get('company'), ids, '');
  const chosen = companies.data?.find(({ organisationId }) => organisationId === chosenId);
  const name = (company: Company) => (
    <>
      {company.name} {company.simulated && <SimulatedTag />}
    </>
  );
  const columns: Column<Company>[] = [
    { key: 'name', title: t('companies.name'), value: (company) => company.name, render: name },
    {
      key: 'from',
      title: t('companies.grantedFrom'),
      value: ({ grantedFrom }) => timeCell(grantedFrom, formats.instant),
    },
    {
      key: 'keys',
      title: t('actions'),
      render: ({ organisationId }) => <Link to={to({ company: organisationId })}>{t('companies.showEvents')}</Link>,
    },
  ];
  return (
    <Page title={t('companies.title')} sub={companies.data && t('companies.sub', { count: companies.data.length })}>
      <ListCard read={companies} empty={<Empty title={t('companies.empty')} next={t('companies.emptyNext')} />}>
        {(rows) => (
          <DataTable
            id="companies"
            label={t('companies.title')}
            columns={columns}
            rows={rows}
            rowKey={({ organisationId }) => organisationId}
            pageSize={50}
            isSimulated={({ simulated }) => simulated}
          />
        )}
      </ListCard>
      {chosen && <UsageExport key={`export ${chosen.organisationId}`} company={chosen} />}
      <UsageExports />
      {chosen && <CompanyEvents key={chosen.organisationId} company={chosen} />}
    </Page>
  );
}
