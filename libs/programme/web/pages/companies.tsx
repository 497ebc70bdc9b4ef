import { useAddress } from '@maru/web/address';
import { DataTable, EveryTableExports } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { Page } from '@maru/web/page';
import { Picker } from '@maru/web/picker';
import { useRead, useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty, Failed, Loading } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AsOfDay, endOf, pastDayOf, today } from '../desk/as-of-day';
import { useCompanyColumns } from '../desk/columns';
import { CompanyDay, CompanyMonth } from '../desk/company-view';
import { type DeskRow, needsAttention, rowsOf } from '../desk/words';
import { dayOf } from '../operating/day-of';
import { DefinitionPicker } from '../operating/definition-picker';
import { MonthSwitch, monthOf } from '../operating/month-switch';
import { useOperatingWords } from '../operating/words';
import './companies.css';

/** The site of the company that is looked at, which is none of the office's own. */
const SITE = 'companySite';

/** Which month is looked at, and as of when; of the events of a day there is no other time than now. */
function When({ month, asOf, isOfDay = false }: { month: string; asOf: string | null; isOfDay?: boolean }) {
  const address = useAddress();
  return (
    <div className="row">
      {!isOfDay && <AsOfDay day={asOf} onChange={(next) => address.set({ asOf: next, month: null, day: null, event: null })} />}
      <MonthSwitch month={month} onChange={(next) => address.set({ month: next, day: null, event: null })} />
    </div>
  );
}

/** Of the one company that the address names, and of one of its sites, everything from use to receipt. */
function CompanyPage({
  organisationId,
  month,
  day,
  asOf,
}: {
  organisationId: string;
  month: string;
  day: string | null;
  asOf: string | null;
}) {
  const { t } = useTranslation('programme');
  const words = useOperatingWords();
  const address = useAddress();
  const params = { path: { organisationId }, query: { month, asOf: endOf(asOf) } };
  const { data: company, error, retry } = useRead('/api/programme/companies/{organisationId}', params, { supporting: true });
  const sites = company?.lines.flatMap(({ site }) => site ?? []) ?? [];
  const site = sites.find(({ id }) => id === address.get(SITE)) ?? sites.at(0);
  const of = { organisationId, siteId: site?.id ?? null };
  const whose = (name: string) =>
    site ? `${name}, ${site.name}, ${t('desk.numberOf', { number: site.businessRegistrationNumber })}` : `${name}, ${t('desk.noSite')}`;
  return (
    <Page
      title={company?.name ?? t('desk.company')}
      sub={
        <span className="row">
          {company?.simulated && <SimulatedTag />}
          {sites.length > 1 && site ? (
            <Picker
              label={t('desk.site')}
              value={site.id}
              options={sites.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => address.set({ [SITE]: id, event: null })}
            />
          ) : (
            company && <span>{site?.name ?? t('desk.noSite')}</span>
          )}
          {site && t('desk.numberOf', { number: site.businessRegistrationNumber })}
          <Link to={address.to({ company: null, [SITE]: null, day: null, event: null, definition: null })}>{t('desk.back')}</Link>
        </span>
      }
      actions={
        <>
          {!day && <DefinitionPicker />}
          <When month={month} asOf={asOf} isOfDay={day !== null} />
        </>
      }
    >
      {company && (
        <EveryTableExports value={words.marked([whose(company.name)], company.simulated)}>
          {day ? (
            <CompanyDay key={`${of.siteId} ${day}`} {...of} day={day} />
          ) : (
            <CompanyMonth key={of.siteId} {...of} month={month} asOf={asOf} />
          )}
        </EveryTableExports>
      )}
      {!company && <div className="card">{error ? <Failed error={error} retry={retry} /> : <Loading />}</div>}
    </Page>
  );
}

function Desk({ month, asOf }: { month: string; asOf: string | null }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useOperatingWords();
  const address = useAddress();
  const companies = useReadPages('/api/programme/companies', { query: { month, asOf: endOf(asOf) } }, { toEnd: true });
  const page = companies.pages?.at(-1);
  const lines = rowsOf(companies.data ?? []);
  const months = lines.at(0)?.bonus.months.map((each) => each.month) ?? [];
  const linkTo = ({ organisationId, site }: DeskRow) => address.to({ company: organisationId, [SITE]: site?.id ?? null, day: null });
  const columns = useCompanyColumns(months, linkTo);
  const count = (wanted: (line: DeskRow) => boolean) => formats.count(lines.filter(wanted).length);
  const how = page && [
    t('desk.asOf', { month: formats.month(`${month}-01`), asOf: formats.exactInstant(page.asOf) }),
    t('desk.countedBy', { definition: words.definition(page), needed: page.definition.daysAMonth }),
    words.uncertain(page),
    ...(asOf ? [t('desk.dutiesNow', { day: formats.day(today()) })] : []),
  ];
  return (
    <Page
      title={t('desk.title')}
      sub={
        page
          ? t(companies.hasMore ? 'desk.counting' : 'desk.summary', {
              total: formats.count(page.total),
              counted: formats.count(companies.data?.length ?? 0),
              sites: count(({ site }) => site !== null),
              owing: count(({ duty }) => duty.logsUntil !== null),
              needing: count(needsAttention),
            })
          : t('desk.sub', { month: formats.month(`${month}-01`) })
      }
      actions={<When month={month} asOf={asOf} />}
    >
      <ListCard read={companies} empty={<Empty title={t('desk.empty')} next={t('desk.emptyNext')} />}>
        {() => (
          <DataTable
            id="companies"
            label={t('desk.title')}
            columns={columns}
            rows={lines}
            rowKey={({ organisationId, site }) => `${organisationId} ${site?.id}`}
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
  const asOf = pastDayOf(address.get('asOf'));
  const month = monthOf(address.get('month') ?? asOf?.slice(0, 'yyyy-mm'.length) ?? null);
  const company = address.get('company');
  if (!company) return <Desk month={month} asOf={asOf} />;
  return <CompanyPage key={company} organisationId={company} month={month} day={dayOf(address.get('day'))} asOf={asOf} />;
}
