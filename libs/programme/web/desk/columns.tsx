import { type Column, dayCell, timeCell } from '@maru/web/data-table';
import { SimulatedTag } from '@maru/web/simulated';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDutyWords } from '../duties/words';
import { VerdictTag } from '../operating/month-view';
import { useOutlookWords } from '../operating/outlook-words';
import { riskTone, useOperatingWords } from '../operating/words';
import { MonthSquares, NO_DAYS } from './month-squares';
import { type DeskRow, dutyTone, needsAttention, useDeskWords } from './words';

type Columns = Column<DeskRow>[];

/** How the site stands: what needs somebody first. */
function useStanding(): Columns {
  const { t } = useTranslation('programme');
  const words = useOperatingWords();
  const outlookWords = useOutlookWords();
  return [
    {
      key: 'attention',
      title: t('desk.attention'),
      value: (company) => t(needsAttention(company) ? 'desk.needed' : 'desk.notNeeded'),
      choice: (company) => (needsAttention(company) ? 'needed' : 'not'),
      render: (company) => (needsAttention(company) ? <span className="tag tag-warning">{t('desk.needed')}</span> : '–'),
    },
    {
      key: 'operating',
      title: t('operating.days'),
      value: ({ month }) => month.operating,
      isFigure: true,
      inFile: [
        { key: 'operating', title: t('operating.days'), value: ({ month }) => month.operating },
        { key: 'unknown', title: t('operating.state.unknown'), value: ({ month }) => month.unknown },
        { key: 'monthVerdict', title: t('operating.monthVerdict'), value: ({ month }) => words.verdict(month.verdict) },
      ],
    },
    {
      key: 'risk',
      title: t('desk.risk'),
      value: ({ outlook }) => outlook && outlookWords.risk(outlook),
      choice: ({ outlook }) => outlook?.risk ?? 'none',
      render: ({ outlook }) =>
        outlook && (
          <>
            <span className={`tag ${riskTone[outlook.risk]}`}>{outlookWords.risk(outlook)}</span>
            {outlook.missing > 0 && (
              <div className="quiet">{t('desk.missingOf', { missing: outlook.missing, left: outlookWords.workingDaysLeft(outlook) })}</div>
            )}
          </>
        ),
      inFile: [
        { key: 'risk', title: t('desk.risk'), value: ({ outlook }) => outlook && outlookWords.risk(outlook) },
        { key: 'missing', title: t('desk.missing'), value: ({ outlook }) => outlook?.missing ?? null },
        { key: 'left', title: t('runningMonth.workingDaysLeft'), value: ({ outlook }) => outlook?.workingDaysLeft ?? null },
      ],
    },
  ];
}

/** The months before this one, each by itself in a file, and what they come to. */
function useMonths(months: readonly string[]): Columns {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useOperatingWords();
  const ofMonth = (index: number, { bonus }: DeskRow) => bonus.months[index];
  return [
    {
      key: 'months',
      title: t('desk.months'),
      value: ({ bonus }) => bonus.months.map(({ operating }) => operating ?? NO_DAYS).join(' · '),
      render: ({ bonus }) => <MonthSquares months={bonus.months} />,
      inFile: months.flatMap((month, index) => [
        {
          key: `${month} days`,
          title: t('desk.daysOfMonth', { month: formats.month(`${month}-01`) }),
          value: (company) => ofMonth(index, company).operating,
        },
        {
          key: `${month} verdict`,
          title: t('desk.verdictOfMonth', { month: formats.month(`${month}-01`) }),
          value: (company) => words.verdict(ofMonth(index, company).verdict),
        },
      ]),
    },
    {
      key: 'bonus',
      title: t('desk.bonus'),
      value: ({ bonus }) => words.verdict(bonus.verdict),
      choice: ({ bonus }) => bonus.verdict,
      render: ({ bonus }) => (
        <>
          <VerdictTag verdict={bonus.verdict} />
          {bonus.reason !== 'months' && <div className="quiet">{t(`desk.reason.${bonus.reason}`)}</div>}
        </>
      ),
      inFile: [
        { key: 'bonus', title: t('desk.bonus'), value: ({ bonus }) => words.verdict(bonus.verdict) },
        { key: 'reason', title: t('operating.reason'), value: ({ bonus }) => t(`desk.reason.${bonus.reason}`) },
      ],
    },
  ];
}

function useDuty(): Columns {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useDeskWords();
  const dutyWords = useDutyWords();
  const first = ({ duty }: DeskRow) => duty.first && `${dutyWords.name(duty.first)} · ${dutyWords.state(duty.first)}`;
  return [
    {
      key: 'duty',
      title: t('desk.duty'),
      value: ({ duty }) => words.duty(duty),
      choice: ({ duty }) => duty.state ?? 'none',
      render: (company) => (
        <>
          <span className={`tag ${company.duty.state ? dutyTone[company.duty.state] : ''}`}>{words.duty(company.duty)}</span>
          {company.duty.first && <div className="quiet">{first(company)}</div>}
        </>
      ),
      inFile: [
        { key: 'duty', title: t('desk.duty'), value: ({ duty }) => words.duty(duty) },
        { key: 'open', title: t('desk.open'), value: ({ duty }) => duty.open },
        { key: 'first', title: t('desk.first'), value: first },
      ],
    },
    { key: 'logsUntil', title: t('desk.logsUntil'), value: ({ duty }) => dayCell(duty.logsUntil, formats.day) },
  ];
}

function useFigures(): Columns {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const figure = (key: keyof DeskRow['figures']): Column<DeskRow> => ({
    key,
    title: t(`desk.${key}`),
    value: ({ figures }) => figures[key],
    isFigure: true,
  });
  return [
    {
      key: 'storedOfUsed',
      title: t('desk.storedOfUsed'),
      value: ({ figures }) => `${formats.count(figures.stored)} / ${formats.count(figures.used)}`,
      sortBy: ({ figures }) => figures.stored,
      isFigure: true,
      inFile: [figure('stored'), figure('used')],
    },
    figure('daysWithoutStored'),
    figure('refused'),
    figure('uncertain'),
    figure('gaps'),
    { key: 'withoutSite', title: t('desk.withoutSite'), value: ({ usesWithoutSite }) => usesWithoutSite, isFigure: true },
  ];
}

/** @param months before this one, oldest first, as every site has them */
export function useCompanyColumns(months: readonly string[], linkTo: (company: DeskRow) => string): Columns {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useDeskWords();
  const kind = ({ simulated }: DeskRow) => t(simulated ? 'desk.simulated' : 'desk.real');
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
    {
      key: 'site',
      title: t('desk.site'),
      value: ({ site }) => site?.name ?? t('desk.noSite'),
    },
    ...useStanding(),
    ...useMonths(months),
    ...useDuty(),
    ...useFigures(),
    {
      key: 'region',
      title: t('desk.regionTitle'),
      value: ({ site }) => words.region(site?.region ?? null),
      choice: ({ site }) => site?.region ?? 'none',
    },
    // The file has a column of its own for it.
    { key: 'kind', title: t('desk.kind'), value: kind, choice: ({ simulated }) => String(simulated), inFile: [] },
    {
      key: 'numbers',
      title: t('desk.numbers'),
      value: ({ site }) => site?.businessRegistrationNumber ?? null,
    },
    { key: 'granted', title: t('desk.grantedFrom'), value: ({ grantedFrom }) => timeCell(grantedFrom, formats.instant) },
  ];
}
