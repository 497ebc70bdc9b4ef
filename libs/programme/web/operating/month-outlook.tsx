import { useMay } from '@maru/web/me';
import { useFormats } from '@maru/web/use-formats';
import { addDays } from '@maru/web/zoned';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOutlookWords } from './outlook-words';
import { type Month, riskTone } from './words';
import './operating.css';

type Outlook = NonNullable<Month['outlook']>;
type Shortfall = Month['shortfalls'][number];

/** Months to come that cannot have their days by working days alone, or of which that is not known: said before they begin. */
function Ahead({ outlook, needed }: { outlook: Outlook; needed: number }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const short = outlook.ahead.filter(({ workingDays }) => workingDays !== null && workingDays < needed);
  const unknown = outlook.calendarFault === 'no-site' ? [] : outlook.ahead.filter(({ workingDays }) => workingDays === null);
  return (
    <>
      {short.map(({ month, workingDays }) => (
        <li key={month}>
          {t('runningMonth.aheadShort', {
            month: formats.month(`${month}-01`),
            days: workingDays,
            lacking: needed - (workingDays ?? 0),
            needed,
          })}
        </li>
      ))}
      {unknown.length > 0 && <li>{t('runningMonth.aheadUnknown', { month: formats.month(`${unknown[0].month}-01`) })}</li>}
    </>
  );
}

/** Days that follow one another, as one. */
function runsOf(days: readonly string[]): { from: string; to: string }[] {
  const runs: { from: string; to: string }[] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day });
  }
  return runs;
}

/** What became of days that did not count, reason by reason. */
function Shortfalls({ shortfalls }: { shortfalls: readonly Shortfall[] }) {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  return shortfalls.map(({ reason, days }) => (
    <li key={reason}>
      {t(`runningMonth.shortfall.${reason}`, {
        count: formats.count(days.length),
        days: runsOf(days)
          .map(({ from, to }) => (from === to ? formats.shortDay(from) : `${formats.shortDay(from)}–${formats.shortDay(to)}`))
          .join(', '),
      })}
    </li>
  ));
}

/** What the running month would still take, what has to be known of it in advance, and why days of it did not count. */
export function OutlookCard({ month }: { month: Month }) {
  const { t } = useTranslation('programme');
  const words = useOutlookWords();
  const maySetDays = useMay('programme.calendar.write');
  const { outlook, shortfalls, definition } = month;
  if (!outlook && shortfalls.length === 0) return null;
  return (
    <section className="card" aria-labelledby="month-outlook">
      <h2 id="month-outlook">
        {t(outlook ? 'runningMonth.title' : 'runningMonth.titlePast')}{' '}
        {outlook && <span className={`tag ${riskTone[outlook.risk]}`}>{words.risk(outlook)}</span>}
      </h2>
      {outlook && <p>{words.advice(month, outlook)}</p>}
      <ul className="operating-notes">
        <Shortfalls shortfalls={shortfalls} />
        {outlook && <Ahead outlook={outlook} needed={definition.daysAMonth} />}
      </ul>
      {outlook && (
        <p className="quiet">
          {t('runningMonth.how', { rule: outlook.rule })} {maySetDays && <Link to="/programme/calendar">{t('runningMonth.setDays')}</Link>}
        </p>
      )}
    </section>
  );
}
