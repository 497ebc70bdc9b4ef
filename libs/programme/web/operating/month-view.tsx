import { useAddress } from '@maru/web/address';
import { type Column, DataTable, dayCell } from '@maru/web/data-table';
import { KeyFigure, KeyFigures } from '@maru/web/key-figure';
import { useMay } from '@maru/web/me';
import { SimulatedTag } from '@maru/web/simulated';
import { useFormats } from '@maru/web/use-formats';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOutlookWords } from './outlook-words';
import { type Day, type Month, shownState, stateTone, useOperatingWords, verdictTone } from './words';

const figures = ['used', 'eligible', 'stored', 'uncertain', 'refused', 'queued', 'passedOver', 'gaps'] as const;

/** Null where nothing is known of any day. */
function sum(days: readonly Day[], figure: (typeof figures)[number]): number | null {
  const known = days.flatMap((day) => day[figure] ?? []);
  return known.length === 0 ? null : known.reduce((total, count) => total + count, 0);
}

/** What a file of the month's days says before its rows: all that the page says beside them. */
function useMonthNotes(month: Month, held: string | null): string[] {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useOperatingWords();
  const outlookWords = useOutlookWords();
  const { outlook, usesWithoutSite, simulated, site } = month;
  const notes = [
    ...(site ? [t('operating.fileOfSite', { site: site.name })] : []),
    ...(outlook ? [`${t('runningMonth.title')}: ${outlookWords.risk(outlook)}. ${outlookWords.advice(month, outlook)}`] : []),
    ...outlookWords.notes(month),
    ...(held ? [held] : []),
    ...(outlook ? [t('runningMonth.how', { rule: outlook.rule })] : []),
    ...(usesWithoutSite > 0 ? [t('operating.withoutSite', { count: formats.count(usesWithoutSite) })] : []),
    t('operating.countedBy', { definition: words.definition(month), asOf: formats.exactInstant(month.asOf) }),
    words.uncertain(month),
  ];
  return words.marked(notes, simulated);
}

/** What is told of uses that belong to no site: how many there are, and how it is avoided by who works for the company. */
function WithoutSite({ month: { usesWithoutSite } }: { month: Month }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const worksThere = useMay('programme.operating.read');
  if (usesWithoutSite === 0) return null;
  return (
    <p>
      {t('operating.withoutSite', { count: formats.count(usesWithoutSite) })} {worksThere && t('operating.withoutSiteNext')}
    </p>
  );
}

/** What the month comes to, and what is left of it. */
function MonthFigures({ month }: { month: Month }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const { verdict } = useOperatingWords();
  const words = useOutlookWords();
  const { definition, operating, unknown, toCome, days, isBeforeService, outlook } = month;
  const needed = definition.daysAMonth;
  const missing = needed - operating;
  const [stored, used, refused, uncertain] = (['stored', 'used', 'refused', 'uncertain'] as const).map((figure) => sum(days, figure));
  const shown = (count: number | null) => (count === null ? '–' : formats.count(count));
  const further = () => {
    if (isBeforeService) return t('operating.because.before-service');
    if (missing <= 0) return t('operating.enough');
    if (month.verdict === 'NOT MET') return t('operating.outOfReach', { most: operating + unknown + toCome });
    return outlook ? t('runningMonth.missing', { days: missing }) : t('operating.unknownDays', { days: unknown });
  };
  return (
    <KeyFigures>
      <KeyFigure
        label={t('operating.days')}
        value={shown(isBeforeService ? null : operating)}
        unit={t('operating.ofDays', { days: needed })}
      >
        {further()}
      </KeyFigure>
      {outlook ? (
        <KeyFigure
          label={t('runningMonth.workingDaysLeft')}
          value={words.workingDaysLeft(outlook)}
          unit={outlook.workingDaysLeft === null ? undefined : t('runningMonth.unit')}
        >
          {t(`runningMonth.left.${outlook.today}`, { days: outlook.daysLeft })}
        </KeyFigure>
      ) : (
        <KeyFigure label={t('operating.monthVerdict')} value={verdict(month.verdict)}>
          {unknown > 0 ? t('operating.unknownDays', { days: unknown }) : t('operating.noUnknown')}
        </KeyFigure>
      )}
      <KeyFigure label={t('operating.stored')} value={shown(stored)} unit={t('operating.unit')}>
        {used !== null && t('operating.ofUsed', { used: formats.count(used) })}
      </KeyFigure>
      <KeyFigure
        label={t('operating.notStored')}
        value={shown(refused === null || uncertain === null ? null : refused + uncertain)}
        unit={t('operating.unit')}
      >
        {refused !== null &&
          uncertain !== null &&
          t('operating.notStoredOf', { refused: formats.count(refused), uncertain: formats.count(uncertain) })}
      </KeyFigure>
    </KeyFigures>
  );
}

/** What the month comes to, what can be said of it, and the month day by day. A day opens its events and receipts. */
export function MonthView({ month, children }: { month: Month; children?: ReactNode }) {
  const address = useAddress();
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const words = useOperatingWords();
  const { held: why } = month.days.find((day) => day.held !== null) ?? { held: null };
  const held = why && t('operating.heldToday', { why: t(`sending.held.${why}`) });
  const notes = useMonthNotes(month, held);
  const reasonOf = new Map(month.shortfalls.flatMap(({ reason, days }) => days.map((day) => [day, t(`operating.shortfall.${reason}`)])));
  const columns: Column<Day>[] = [
    {
      key: 'day',
      title: t('operating.day'),
      value: ({ day }) => dayCell(day, formats.day),
      render: ({ day, used }) => ((used ?? 0) > 0 ? <Link to={address.to({ day })}>{formats.day(day)}</Link> : formats.day(day)),
    },
    {
      key: 'state',
      title: t('operating.stateTitle'),
      value: words.state,
      choice: shownState,
      render: (day) => <span className={`tag ${stateTone[day.state]}`}>{words.state(day)}</span>,
      inFile: [
        { key: 'state', title: t('operating.stateTitle'), value: words.state },
        { key: 'reason', title: t('operating.reason'), value: ({ day }) => reasonOf.get(day) ?? null },
      ],
    },
    ...figures.map(
      (figure): Column<Day> => ({ key: figure, title: t(`operating.figure.${figure}`), value: (day) => day[figure], isFigure: true }),
    ),
  ];
  return (
    <>
      <MonthFigures month={month} />
      {children}
      <section className="card" aria-labelledby="operating-days">
        <h2 id="operating-days">
          {t('operating.daysOf', { month: formats.month(`${month.month}-01`) })} {month.simulated && <SimulatedTag />}
        </h2>
        <DataTable
          id="days"
          label={t('operating.daysOf', { month: formats.month(`${month.month}-01`) })}
          columns={columns}
          rows={month.days}
          rowKey={({ day }) => day}
          isPinned
          isSimulated={() => month.simulated}
          fileNotes={notes}
        />
        <WithoutSite month={month} />
        {held && <p>{held}</p>}
        <p className="quiet">{t('operating.sumOf')}</p>
        <p className="quiet">{t('operating.countedBy', { definition: words.definition(month), asOf: formats.exactInstant(month.asOf) })}</p>
        <p className="quiet">{words.uncertain(month)}</p>
      </section>
    </>
  );
}

export function VerdictTag({ verdict }: { verdict: Month['verdict'] }) {
  const words = useOperatingWords();
  return <span className={`tag ${verdictTone[verdict]}`}>{words.verdict(verdict)}</span>;
}
