import type { Schemas } from '@maru/web/client';
import { useFormats } from '@maru/web/use-formats';
import { addDays } from '@maru/web/zoned';
import { useTranslation } from 'react-i18next';
import type { Month } from './words';

type Outlook = Schemas['MonthOutlookItem'];

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

/** What the outlook of a month says, in the person's language. Nothing of it tells anybody to make use where there is none. */
export function useOutlookWords() {
  const { t } = useTranslation('programme');
  const formats = useFormats();

  const advice = ({ definition, operating, unknown }: Month, outlook: Outlook): string => {
    const { risk, missing, daysLeft, workingDaysLeft, calendarFault } = outlook;
    const needed = definition.daysAMonth;
    const working = workingDaysLeft ?? 0;
    const said = { needed, missing, daysLeft, working, unknown };
    if (risk === 'on-track') return t('runningMonth.advice.onTrack', { ...said, spare: working - missing });
    if (risk === 'tight') return t(`runningMonth.advice.${working === missing ? 'tightEvery' : 'tightOne'}`, said);
    if (risk === 'calendar-unknown') return t(`runningMonth.advice.${calendarFault === 'no-site' ? 'noSite' : 'holidaysUnknown'}`, said);
    if (risk === 'days-off-needed') return t('runningMonth.advice.daysOff', { ...said, lacking: missing - working });
    if (risk === 'unknown-decides') return t('runningMonth.advice.unknownDecides', { ...said, lacking: missing - daysLeft });
    if (risk === 'out-of-reach') return t('runningMonth.advice.outOfReach', { ...said, most: operating + unknown + daysLeft });
    return t('runningMonth.advice.enough', said);
  };

  /** What became of days that did not count, reason by reason. */
  const shortfalls = ({ shortfalls: list }: Month): string[] =>
    list.map(({ reason, days }) =>
      t(`runningMonth.shortfall.${reason}`, {
        count: formats.count(days.length),
        days: runsOf(days)
          .map(({ from, to }) => (from === to ? formats.shortDay(from) : `${formats.shortDay(from)}–${formats.shortDay(to)}`))
          .join(', '),
      }),
    );

  /** Months to come that cannot have their days by working days alone, or of which that is not known: said before they begin. */
  const ahead = ({ definition: { daysAMonth: needed } }: Month, outlook: Outlook): string[] => {
    const short = outlook.ahead.flatMap(({ month, workingDays }) =>
      workingDays === null || workingDays >= needed
        ? []
        : t('runningMonth.aheadShort', { month: formats.month(`${month}-01`), days: workingDays, lacking: needed - workingDays, needed }),
    );
    const unknown = outlook.calendarFault === 'no-site' ? undefined : outlook.ahead.find(({ workingDays }) => workingDays === null);
    return unknown ? [...short, t('runningMonth.aheadUnknown', { month: formats.month(`${unknown.month}-01`) })] : short;
  };

  const notes = (month: Month): string[] => [...shortfalls(month), ...(month.outlook ? ahead(month, month.outlook) : [])];

  return {
    advice,
    notes,
    risk: ({ risk }: Pick<Outlook, 'risk'>) => t(`runningMonth.risk.${risk}`),
    /** A dash where they cannot be counted. */
    workingDaysLeft: ({ workingDaysLeft }: Outlook) => (workingDaysLeft === null ? '–' : formats.count(workingDaysLeft)),
  };
}
