import type { Schemas } from '@maru/web/client';
import { useFormats } from '@maru/web/use-formats';
import { useTranslation } from 'react-i18next';
import type { Month } from './words';

type Outlook = Schemas['MonthOutlookItem'];

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

  return {
    advice,
    risk: ({ risk }: Pick<Outlook, 'risk'>) => t(`runningMonth.risk.${risk}`),
    /** A dash where they cannot be counted. */
    workingDaysLeft: ({ workingDaysLeft }: Outlook) => (workingDaysLeft === null ? '–' : formats.count(workingDaysLeft)),
  };
}
