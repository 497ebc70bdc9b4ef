import { useAddress } from '@maru/web/address';
import { DataTable } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { Page } from '@maru/web/page';
import { useRead, useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCompanyColumns } from '../desk/columns';
import { CompanyDay, CompanyMonth } from '../desk/company-view';
import { type DeskCompany, needsAttention } from '../desk/words';
import { dayOf } from '../operating/day-of';
import { MonthSwitch, monthOf } from '../operating/month-switch';
import { useOperatingWords } from '../operating/words';
import './companies.css';

/** Of the one company that the address names everything from use to receipt. */
function CompanyPage({ organisationId, month, day }: { organisationId: string; month: string; day: string | null }) {
  const { t } = useTranslation('programme');
  const address = useAddress();
  const params = { path: { organisationId }, query: { month } };
  const company = useRead('/api/programme/companies/{organisationId}', params, { supporting: true }).data;
  return (
    <Page
      title={company?.name ?? t('desk.company')}
      sub={
        <span className="row">
          {company?.simulated && <SimulatedTag />}
          {company && t('desk.numbersOf', { numbers: company.businessRegistrationNumbers.join(', ') || '–' })}
          <Link to={address.to({ company: null, day: null, event: null })}>{t('desk.back')}</Link>
        </span>
      }
      actions={<MonthSwitch month={month} onChange={(next) => address.set({ month: next, day: null, event: null })} />}
    >
      {day ? (
        <CompanyDay key={day} organisationId={organisationId} day={day} />
      ) : (
        <CompanyMonth organisationId={organisationId} month={month} />
      )}
    </Page>
  );
}

function Desk({ month }: { month: string }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useOperatingWords();
  const address = useAddress();
  const companies = useReadPages('/api/programme/companies', { query: { month } }, { toEnd: true });
  const page = companies.pages?.at(-1);
  const months = companies.data?.[0]?.bonus.months.map((each) => each.month) ?? [];
  const columns = useCompanyColumns(months, ({ organisationId }) => address.to({ company: organisationId, day: null }));
  const count = (wanted: (company: DeskCompany) => boolean) => formats.count(companies.data?.filter(wanted).length ?? 0);
  const how = page && [
    t('desk.asOf', { month: formats.month(`${month}-01`), asOf: formats.exactInstant(page.asOf) }),
    t('desk.countedBy', { definition: words.definition(page), needed: page.definition.daysAMonth }),
    words.uncertain(page),
  ];
  return (
    <Page
      title={t('desk.title')}
      sub={
        page
          ? t(companies.hasMore ? 'desk.counting' : 'desk.summary', {
              total: formats.count(page.total),
              counted: count(() => true),
              owing: count(({ duty }) => duty.logsUntil !== null),
              needing: count(needsAttention),
            })
          : t('desk.sub', { month: formats.month(`${month}-01`) })
      }
      actions={<MonthSwitch month={month} onChange={(next) => address.set({ month: next, day: null, event: null })} />}
    >
      <ListCard read={companies} empty={<Empty title={t('desk.empty')} next={t('desk.emptyNext')} />}>
        {(rows) => (
          <DataTable
            id="companies"
            label={t('desk.title')}
            columns={columns}
            rows={rows}
            rowKey={({ organisationId }) => organisationId}
            pages={companies}
            pageSize={50}
            isPinned
            isSimulated={({ simulated }) => simulated}
            fileNotes={how}
          />
        )}
      </ListCard>
      {how && (
        <ul className="quiet desk-notes">
          {[...how, t('desk.how')].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Page>
  );
}

/** 기업 가동 현황: the office's desk. Companies that report to it, and of the one chosen everything from use to receipt. */
export default function Companies() {
  const address = useAddress();
  const month = monthOf(address.get('month'));
  const company = address.get('company');
  if (!company) return <Desk month={month} />;
  return <CompanyPage key={company} organisationId={company} month={month} day={dayOf(address.get('day'))} />;
}
