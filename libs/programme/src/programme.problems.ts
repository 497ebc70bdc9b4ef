import type { ProblemType } from '@maru/kernel';

export const programmeProblems = {} as const satisfies Record<string, ProblemType>;
