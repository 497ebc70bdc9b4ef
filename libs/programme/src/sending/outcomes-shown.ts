import { logOutcomes } from '@maru/evidence';

/** What a send can have become, as lists are filtered by it: `none` where no answer came. */
export const outcomesShown = [...logOutcomes, 'none'] as const;
