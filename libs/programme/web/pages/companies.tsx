import { oneOf, useAddress } from '@maru/web/address';
import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, timeCell } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { Page } from '@maru/web/page';
import { useRead, useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { BonusView } from '../operating/bonus-view';
import { dayOf } from '../operating/day-of';
import { DayView } from '../operating/day-view';
import { MonthSwitch, monthOf } from '../operating/month-switch';
import { MonthView, VerdictTag } from '../operating/month-view';
import { useOperatingWords } from '../operating/words';
import { CompanyReports } from '../reports/company-reports';

type Company = Schemas['DeskCompany'];

function useCompanyColumns(linkTo: (company: Company) => string): Column<Company>[] {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useOperatingWords();
  const figure = (key: keyof Company['figures']): Column<Company> => ({
    key,
    title: t(`desk.${key}`),
    value: ({ figures }) => figures[key],
    isFigure: true,
  });
  return [
    {
      key: 'name',
      title: t('desk.company'),
      value: ({ name }) => name,
      render: (company) => (
        <span className="row">
          <Link to={linkTo(company)}>{company.name}</Link> {company.simulated && <SimulatedTag />}
        </span>
      ),
    },
    { key: 'operating', title: t('operating.days'), value: ({ month }) => month.operating, isFigure: true },
    { key: 'unknown', title: t('operating.state.unknown'), value: ({ month }) => month.unknown, isFigure: true },
    {
      key: 'months',
      title: t('desk.months'),
      value: ({ bonus }) => bonus.months.map(({ operating }) => operating).join(' · '),
    },
    {
      key: 'bonus',
      title: t('desk.bonus'),
      value: ({ bonus }) => words.verdict(bonus.verdict),
      choice: ({ bonus }) => bonus.verdict,
      render: ({ bonus }) => <VerdictTag verdict={bonus.verdict} />,
    },
    figure('stored'),
    figure('used'),
    figure('daysWithoutStored'),
    figure('refused'),
    figure('uncertain'),
    figure('gaps'),
    {
      key: 'numbers',
      title: t('desk.numbers'),
      value: ({ businessRegistrationNumbers }) => businessRegistrationNumbers.join(', ') || null,
    },
    { key: 'granted', title: t('desk.grantedFrom'), value: ({ grantedFrom }) => timeCell(grantedFrom, formats.instant) },
  ];
}

function CompanyDay({ organisationId, day }: { organisationId: string; day: string }) {
  const params = { path: { organisationId }, query: { day } };
  return <DayView day={day} read={useReadPages('/api/programme/companies/{organisationId}/day-events', params)} />;
}

/** One company: its month and its last months. */
function CompanyMonth({ organisationId, month: asked }: { organisationId: string; month: string }) {
  const path = { organisationId };
  const month = useRead('/api/programme/companies/{organisationId}/operating-month', { path, query: { month: asked } });
  const bonus = useRead('/api/programme/companies/{organisationId}/bonus-verdict', { path }, { supporting: true });
  return (
    <>
      {month.data ? <MonthView month={month.data} /> : month.error ? <Failed error={month.error} retry={month.retry} /> : <Loading />}
      {bonus.data ? <BonusView verdict={bonus.data} /> : bonus.error ? <Failed error={bonus.error} retry={bonus.retry} /> : null}
      <CompanyReports organisationId={organisationId} />
    </>
  );
}

function CompanyDesk({ organisationId, month, day }: { organisationId: string; month: string; day: string | null }) {
  return day ? (
    <CompanyDay key={day} organisationId={organisationId} day={day} />
  ) : (
    <CompanyMonth organisationId={organisationId} month={month} />
  );
}

/** 기업 가동 현황: the office's desk. Companies that report to it, and of the one chosen everything from use to receipt. */
export default function Companies() {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const address = useAddress();
  const asked = monthOf(address.get('month'));
  const day = dayOf(address.get('day'));
  const companies = useReadPages('/api/programme/companies', { query: { month: asked } }, { supporting: address.get('company') !== null });
  const ids = companies.data?.map(({ organisationId }) => organisationId) ?? [];
  const chosenId = oneOf(address.get('company'), ids, '');
  const chosen = companies.data?.find(({ organisationId }) => organisationId === chosenId);
  const columns = useCompanyColumns(({ organisationId }) => address.to({ company: organisationId, day: null }));
  return (
    <Page
      title={chosen ? chosen.name : t('desk.title')}
      sub={
        chosen ? (
          <Link to={address.to({ company: null, day: null, event: null })}>{t('desk.back')}</Link>
        ) : (
          t('desk.sub', { month: formats.month(`${asked}-01`) })
        )
      }
      actions={<MonthSwitch month={asked} onChange={(next) => address.set({ month: next, day: null, event: null })} />}
    >
      {chosen ? (
        <CompanyDesk key={chosen.organisationId} organisationId={chosen.organisationId} month={asked} day={day} />
      ) : (
        <ListCard read={companies} empty={<Empty title={t('desk.empty')} next={t('desk.emptyNext')} />}>
          {(rows) => (
            <DataTable
              id="companies"
              label={t('desk.title')}
              columns={columns}
              rows={rows}
              rowKey={({ organisationId }) => organisationId}
              pages={companies}
              isPinned
              isSimulated={({ simulated }) => simulated}
            />
          )}
        </ListCard>
      )}
    </Page>
  );
}
