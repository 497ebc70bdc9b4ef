import type { Schemas } from '@maru/web/client';
import { currentLanguage } from '@maru/web/language';
import { useTranslation } from 'react-i18next';

export type Month = Schemas['OperatingMonth'];
export type Day = Schemas['OperatingDayItem'];
export type Verdict = Schemas['OperatingVerdict'];
export type DayEvent = Schemas['DayEventItem'];
type VerdictWord = Verdict['verdict'];

/** The colour of a verdict; the word beside it says the same. */
export const verdictTone: Readonly<Record<VerdictWord, string>> = { MET: 'tag-ok', 'NOT MET': 'tag-bad', INDETERMINATE: 'tag-warning' };

export const riskTone: Readonly<Record<NonNullable<Month['outlook']>['risk'], string>> = {
  enough: 'tag-ok',
  'on-track': 'tag-ok',
  tight: 'tag-warning',
  'calendar-unknown': '',
  'days-off-needed': 'tag-warning',
  'unknown-decides': 'tag-warning',
  'out-of-reach': 'tag-bad',
};

export const stateTone: Readonly<Record<Day['state'], string>> = {
  operating: 'tag-ok',
  'not-operating': '',
  unknown: 'tag-warning',
  'to-come': '',
};

/** Of a day that is not known whether it lies before the service. */
export const shownState = ({ state, beforeService }: Day) => (state === 'unknown' && beforeService ? 'before-service' : state);

export function useOperatingWords() {
  const { t } = useTranslation('programme');
  const language = currentLanguage();
  return {
    verdict: (verdict: VerdictWord) => t(`operating.verdict.${verdict === 'NOT MET' ? 'notMet' : verdict === 'MET' ? 'met' : 'open'}`),
    state: (day: Day) => t(`operating.state.${shownState(day)}`),
    definition: ({ definition }: Pick<Month, 'definition'>) => `${definition.title[language]} (${definition.id} v${definition.version})`,
    /** Sentences of a file, each with the mark of what is simulated. */
    marked: (notes: readonly string[], isSimulated: boolean): string[] =>
      notes.map((note) => (isSimulated ? `${t('desk.simulated')} · ${note}` : note)),
    uncertain: ({ definition }: Pick<Month, 'definition'>) => definition.uncertain[language],
  };
}
