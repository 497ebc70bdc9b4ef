import { type Column, DataTable, dayCell } from '@maru/web/data-table';
import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { SimulatedTag } from '@maru/web/simulated';
import { Empty } from '@maru/web/states';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import { Link, type LinkProps } from 'react-router';
import { differencesFirst, type PortalDay, type PortalMonth, stateOf } from './words';

const tones = { differs: 'tag-bad', equal: 'tag-ok', uncovered: '' } as const;
const usual = ['stored', 'portal', 'matched', 'onlyOurs', 'foreign'] as const;
/** Their columns are there in months that have any. */
const rare = ['unknownAtPortal', 'deniedAtPortal', 'unknownNowhere', 'later'] as const;
type Count = (typeof usual)[number] | (typeof rare)[number];

const sum = (days: readonly PortalDay[], count: Count) => days.reduce((total, day) => total + (day[count] ?? 0), 0);

function MonthFigures({ month: { days, operatingDays } }: { month: PortalMonth }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const covered = days.filter(({ listId }) => listId !== null);
  const differing = covered.filter(({ differs }) => differs).length;
  const { ours, unknown, oursCovered, portal, coveredDays } = operatingDays;
  return (
    <KeyFigures>
      <KeyFigure label={t('portalList.differing')} value={formats.count(differing)} unit={t('portalList.ofCovered', { days: coveredDays })}>
        {t(differing > 0 ? 'portalList.differingNext' : 'portalList.noneDiffers')}
      </KeyFigure>
      <KeyFigure label={t('portalList.ourStored')} value={formats.count(sum(covered, 'stored'))} unit={t('sending.unit')}>
        {t('portalList.ourStoredSub')}
      </KeyFigure>
      <KeyFigure label={t('portalList.portalHeld')} value={formats.count(sum(covered, 'portal'))} unit={t('sending.unit')}>
        {t('portalList.portalHeldSub')}
      </KeyFigure>
      <KeyFigure
        label={t('portalList.operatingDays')}
        value={`${formats.count(oursCovered)} : ${portal === null ? '–' : formats.count(portal)}`}
        unit={t('portalList.dayUnit')}
      >
        {t('portalList.operatingDaysSub', { ours: formats.count(ours), unknown: formats.count(unknown) })}
      </KeyFigure>
    </KeyFigures>
  );
}

interface MonthComparisonProps {
  month: PortalMonth;
  linkTo: (day: string) => LinkProps;
  mayLoad: boolean;
}

/** The month day by day on both sides: the days that differ first. A day opens the rows that are not the same. */
export function MonthComparison({ month, linkTo, mayLoad }: MonthComparisonProps) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const opens = (day: PortalDay) => day.kind === 'logs' && (day.differs || (day.later ?? 0) > 0 || (day.unknownNowhere ?? 0) > 0);
  const stateText = (day: PortalDay) => t(`portalList.state.${stateOf(day)}`);
  const counts: Count[] = [...usual, ...rare.filter((count) => sum(month.days, count) > 0)];
  const columns: Column<PortalDay>[] = [
    {
      key: 'day',
      title: t('operating.day'),
      value: ({ day }) => dayCell(day, formats.day),
      render: (day) => (opens(day) ? <Link {...linkTo(day.day)}>{formats.day(day.day)}</Link> : formats.day(day.day)),
    },
    {
      key: 'state',
      title: t('portalList.stateTitle'),
      value: stateText,
      choice: stateOf,
      render: (day) => <span className={`tag ${tones[stateOf(day)]}`}>{stateText(day)}</span>,
    },
    ...counts.map(
      (count): Column<PortalDay> => ({ key: count, title: t(`portalList.count.${count}`), value: (day) => day[count], isFigure: true }),
    ),
  ];
  const label = t('portalList.daysOf', { month: formats.month(`${month.month}-01`) });
  const refused = month.lists.reduce((total, list) => total + list.refused, 0);
  if (month.lists.length === 0)
    return (
      <div className="card">
        <Empty
          title={t('portalList.empty', { month: formats.month(`${month.month}-01`) })}
          next={t(mayLoad ? 'portalList.emptyNext' : 'portalList.emptyAsk')}
        />
      </div>
    );
  return (
    <>
      <MonthFigures month={month} />
      {refused > 0 && <p className="notice notice-warning">{t('portalList.refusedRows', { refused: formats.count(refused) })}</p>}
      <section className="card" aria-labelledby="portal-days">
        <h2 id="portal-days">
          {month.siteName} · {label} {month.simulated && <SimulatedTag />}
        </h2>
        <DataTable
          id="portal-days"
          label={label}
          columns={columns}
          rows={differencesFirst(month.days)}
          rowKey={({ day }) => day}
          isPinned
          isSimulated={() => month.simulated}
        />
        <p className="quiet">{t('portalList.shownOnly')}</p>
        <p className="quiet">{t('portalList.sums')}</p>
        {month.lists.map(({ id, fileName, kind, precision, downloadedAt }) => (
          <p key={id} className="quiet">
            {t('portalList.speaks', {
              file: fileName,
              at: formats.instant(downloadedAt),
              how: t(kind === 'days' ? 'portalList.byCount' : `portalList.precision.${precision ?? 'minute'}`),
            })}
          </p>
        ))}
      </section>
    </>
  );
}
