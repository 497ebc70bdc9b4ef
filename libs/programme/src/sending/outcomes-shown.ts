import { logOutcomes } from '@maru/evidence';

/** What a send can have become, as lists are filtered by it: `unanswered` where no answer came. */
export const outcomesShown = [...logOutcomes, 'unanswered'] as const;
