import type { Schemas } from '@maru/web/client';
import { type Column, DataTable, dayCell, timeCell } from '@maru/web/data-table';
import { ListCard } from '@maru/web/list-card';
import { Page } from '@maru/web/page';
import { useReadPages } from '@maru/web/read';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { addDays } from '@maru/web/zoned';
import { useTranslation } from 'react-i18next';
import { dutyTone } from '../desk/words';
import { isOpen, useDutyWords } from '../duties/words';
import { useOutlookWords } from '../operating/outlook-words';
import { riskTone } from '../operating/words';
import './companies.css';

type Company = Schemas['ConsortiumCompany'];
type Site = Company['sites'][number];
/** A site that agreements of the consortium cover, with its company; a company without such an agreement by itself. */
type Row = Omit<Company, 'sites'> & (Site | typeof nothing);

const nothing = { site: null, agreements: [], duties: [], lastStoredAt: null, month: null, outlook: null };

const rowsOf = (companies: readonly Company[]): Row[] =>
  companies.flatMap(({ sites, ...company }) => (sites.length > 0 ? sites : [nothing]).map((site): Row => ({ ...company, ...site })));

/** The last day on which logs are owed by the consortium's agreements; null where none are owed now. */
function logsUntil({ duties }: Row): string | null {
  const ends = duties.flatMap(({ kind, state, period }) => (kind === 'logs' && state === 'running' && period ? [period.to] : [])).sort();
  return ends.length === 0 ? null : addDays(ends[ends.length - 1], -1);
}

function useColumns(): Column<Row>[] {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useDutyWords();
  const outlookWords = useOutlookWords();
  const state = ({ duties }: Row) => (duties.length > 0 ? words.state(duties[0]) : t('consortium.none'));
  const next = ({ duties }: Row) => {
    const open = duties.find(isOpen);
    return open ? `${words.name(open)}: ${words.next(open)}` : null;
  };
  return [
    {
      key: 'name',
      title: t('consortium.company'),
      value: ({ name }) => name,
      render: ({ name, simulated }) => (
        <span className="row">
          {name} {simulated && <SimulatedTag />}
        </span>
      ),
    },
    { key: 'site', title: t('desk.site'), value: ({ site }) => site?.name ?? null },
    {
      key: 'duty',
      title: t('consortium.duty'),
      value: state,
      choice: ({ duties }) => duties.at(0)?.state ?? 'none',
      render: (company) => (
        <span className={`tag ${company.duties.length > 0 ? dutyTone[company.duties[0].state] : ''}`}>{state(company)}</span>
      ),
    },
    { key: 'next', title: t('consortium.next'), value: next },
    { key: 'operating', title: t('operating.days'), value: ({ month }) => month?.operating ?? null, isFigure: true },
    {
      key: 'risk',
      title: t('desk.risk'),
      value: ({ outlook }) => outlook && outlookWords.risk(outlook),
      choice: ({ outlook }) => outlook?.risk ?? 'none',
      render: ({ outlook }) => (outlook ? <span className={`tag ${riskTone[outlook.risk]}`}>{outlookWords.risk(outlook)}</span> : '–'),
    },
    { key: 'logsUntil', title: t('consortium.logsUntil'), value: (company) => dayCell(logsUntil(company), formats.day) },
    {
      key: 'lastStored',
      title: t('consortium.lastStored'),
      value: ({ lastStoredAt, agreements }) =>
        lastStoredAt ? timeCell(lastStoredAt, formats.instant) : agreements.length > 0 ? t('consortium.never') : null,
      sortBy: ({ lastStoredAt }) => lastStoredAt,
    },
    {
      key: 'agreement',
      title: t('consortium.agreement'),
      value: ({ agreements }) => agreements.map(({ number }) => number).join(', ') || null,
    },
    {
      key: 'party',
      title: t('consortium.party'),
      value: ({ agreements }) => [...new Set(agreements.flatMap(({ partyName }) => partyName ?? []))].join(', ') || null,
    },
    { key: 'granted', title: t('desk.grantedFrom'), value: ({ grantedFrom }) => timeCell(grantedFrom, formats.instant) },
  ];
}

/** 컨소시엄 의무 현황: what the supplier's consortium owes for each company that lets it see so. */
export default function Consortium() {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const columns = useColumns();
  const companies = useReadPages('/api/programme/consortium-companies', {}, { toEnd: true });
  const page = companies.pages?.at(-1);
  const lines = rowsOf(companies.data ?? []);
  const count = (wanted: (line: Row) => boolean) => formats.count(lines.filter(wanted).length);
  const how = page && [t('consortium.asOf', { asOf: formats.exactInstant(page.asOf) }), t('consortium.how')];
  return (
    <Page
      title={t('consortium.title')}
      sub={
        page
          ? t(companies.hasMore ? 'consortium.counting' : 'consortium.summary', {
              total: formats.count(page.total),
              counted: formats.count(companies.data?.length ?? 0),
              owing: count((line) => logsUntil(line) !== null),
              needing: count(({ duties }) => duties.some(isOpen)),
            })
          : t('consortium.sub')
      }
    >
      <ListCard read={companies} empty={<Empty title={t('consortium.empty')} next={t('consortium.emptyNext')} />}>
        {() => (
          <DataTable
            id="companies"
            label={t('consortium.title')}
            columns={columns}
            rows={lines}
            rowKey={({ organisationId, site }) => `${organisationId} ${site?.id}`}
            pages={companies}
            pageSize={50}
            isSimulated={({ simulated }) => simulated}
            fileNotes={how}
          />
        )}
      </ListCard>
      {how && (
        <ul className="quiet desk-notes">
          {how.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Page>
  );
}
