import type { Schemas } from '@maru/web/client';
import { useTranslation } from 'react-i18next';

type Outcome = NonNullable<Schemas['LogSendItem']['outcome']>;

/** Codes of the log centre that there are words for. */
const known = [
  'AP1001',
  'AP1002',
  'AP1004',
  'AP1010',
  'AP1011',
  'AP1012',
  'AP1014',
  'AP1015',
  'AP1017',
  'AP1019',
  'AP1022',
  'AP1023',
  'AP1025',
  'AP1026',
  'AP1028',
  'AP1029',
  'AP1030',
  'AP1031',
  'AP1032',
  'AP1033',
] as const;

const tags: Readonly<Record<Outcome, string>> = {
  stored: 'tag tag-ok',
  test: 'tag tag-ok',
  received: 'tag tag-warning',
  'too-soon': 'tag tag-warning',
  unsent: 'tag tag-warning',
  unknown: 'tag tag-warning',
  'day-limit': 'tag tag-warning',
  'not-collected': 'tag tag-bad',
  refused: 'tag tag-bad',
};

interface Answer {
  readonly code: string | null;
  readonly outcome: Outcome | null;
}

/** What an answer of the log centre says to a person. */
export function useAnswerWords() {
  const { t } = useTranslation('programme');
  const meaningOf = (code: string) => {
    const one = known.find((each) => each === code);
    return one ? t(`sending.codes.${one}`) : t('sending.codes.other');
  };
  return {
    /** The code with its meaning. */
    answerOf: ({ code }: Answer) => (code === null ? t('sending.noCode') : `${code} ${meaningOf(code)}`),
    outcomeOf: ({ outcome }: Answer) => t(`sending.outcomes.${outcome ?? 'unanswered'}`),
    tagOf: ({ outcome }: Answer) => (outcome === null ? 'tag tag-warning' : tags[outcome]),
    /** What it means for the log and what is done next. */
    adviceOf: ({ outcome }: Answer) => t(`sending.advice.${outcome ?? 'unanswered'}`),
  };
}
