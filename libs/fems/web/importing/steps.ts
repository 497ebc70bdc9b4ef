import type { Metering } from '../metering/next-step';

export interface ImportStep {
  step: 'site' | 'meter' | 'point' | 'file';
  isDone: boolean;
}

/** What has to be there before readings can come from a file, in order, and last the file. */
export function importSteps({ sites, meters, points }: Pick<Metering, 'sites' | 'meters' | 'points'>): ImportStep[] {
  return [
    { step: 'site', isDone: sites.length > 0 },
    { step: 'meter', isDone: meters.length > 0 },
    { step: 'point', isDone: points.length > 0 },
    { step: 'file', isDone: false },
  ];
}
