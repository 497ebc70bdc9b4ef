import type { Schemas } from '@maru/web/client';

type Task = Schemas['TaskItem'];

export interface UsageExportResult {
  fileId: string;
  events: number;
  /** Gaps of the log in the month. */
  gaps: number;
  /** The company is 모의. */
  simulated: boolean;
}

export const exportsAmong = (tasks: readonly Task[]): Task[] => tasks.filter(({ kind }) => kind === 'workspace.usage-export');

/** What came of a finished export, as its kind says it; null as long as nothing has. */
export function resultOf({ outcome }: Pick<Task, 'outcome'>): UsageExportResult | null {
  if (!outcome || !('events' in outcome)) return null;
  const { fileId, events, gaps, simulated } = outcome;
  return { fileId, events, gaps: gaps.length, simulated };
}
