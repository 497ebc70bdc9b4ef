import type { Schemas } from '@maru/web/client';
import { currentLanguage } from '@maru/web/language';
import { useFormats } from '@maru/web/use-formats';
import { addDays } from '@maru/web/zoned';
import { useTranslation } from 'react-i18next';

export type Duty = Schemas['DutyItem'];

/** Something to be done by a person now. */
export const isOpen = ({ state, next }: Duty): boolean => state === 'late' || state === 'due' || (state === 'not-begun' && next !== null);

/** What a duty says, in the person's language. */
export function useDutyWords() {
  const { t } = useTranslation('programme');
  const formats = useFormats();
  const language = currentLanguage();

  /** From the first day to the last: the end that the server gives is the day after it. */
  const period = (duty: Duty) =>
    duty.period ? t('duties.period', { from: formats.day(duty.period.from), last: formats.day(addDays(duty.period.to, -1)) }) : '';

  const name = (duty: Duty) => {
    if (duty.kind === 'registration' && duty.period) return t('duties.kind.registration', { month: formats.month(duty.period.from) });
    if (duty.kind === 'key') return t('duties.kind.key', { site: duty.siteName });
    return t(`duties.kind.${duty.kind as 'logs' | 'grant' | 'retention'}`);
  };

  const time = ({ state, days }: Duty) => {
    if (days === null) return '';
    const count = formats.count(days);
    if (state === 'late') return t('duties.time.late', { count });
    return state === 'upcoming' ? t('duties.time.upcoming', { count }) : t('duties.time.left', { count });
  };

  const next = (duty: Duty) => {
    if (duty.registeredOn) return t('duties.registeredOn', { day: formats.day(duty.registeredOn) });
    return duty.next ? t(`duties.next.${duty.next}`) : '';
  };

  /** For which sites a half-year is to be registered; empty where that is none. */
  const without = ({ sitesWithoutLog, state }: Duty) =>
    sitesWithoutLog.length > 0 && state !== 'upcoming'
      ? t('duties.sitesWithoutLog', { sites: sitesWithoutLog.map((site) => site.name).join(', ') })
      : '';

  /** The day that matters now: when it begins, or else its last one. */
  const bound = ({ period: days, state }: Duty) => {
    if (!days) return '';
    return state === 'upcoming'
      ? t('duties.from', { day: formats.day(days.from) })
      : t('duties.until', { day: formats.day(addDays(days.to, -1)) });
  };

  return {
    period,
    bound,
    name,
    time,
    next,
    without,
    state: ({ state }: Duty) => t(`duties.state.${state}`),
    /** What of its rule is inferred, with the notice that does not say it. */
    uncertain: ({ uncertain, noticeTitle }: Duty) =>
      uncertain && noticeTitle ? t('duties.uncertainText', { notice: noticeTitle[language], why: uncertain[language] }) : null,
  };
}

/** Where the next step is done; null where it is done on the board itself or nowhere in particular. */
export function stepAddress({ next, agreementId, siteId }: Duty): string | null {
  if (next === 'enter-completion' || next === 'enter-final-completion') return `/programme/agreements?agreement=${agreementId}`;
  if (next === 'give-grant') return '/workspace/reporting-grants';
  return next?.endsWith('-key') ? `/programme/log-sending?site=${siteId}` : null;
}
