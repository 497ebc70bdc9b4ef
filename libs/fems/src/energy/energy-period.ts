import { type Bucket, type Period, type Text, zonedPeriods } from '@maru/kernel';

/** Why a question about a period is not answered; `field` is the query parameter at fault. */
export interface PeriodFault {
  readonly field: 'from' | 'to' | 'bucket' | 'demandWindowMinutes';
  readonly code: 'not-after-from' | 'too-long' | 'finer-than-interval';
  readonly detail: Text;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const yearsMax = 10;
const quarterHourDaysMax = 400;
const bucketSeconds: Partial<Record<Bucket, number>> = { 'quarter-hour': 900, hour: 3600 };

/** What may be asked: at most ten years, at most 400 days of quarter-hours, and no bucket shorter than the point's intervals. */
export function periodFault({ from, to }: Period, bucket: Bucket): PeriodFault | null {
  if (from >= to)
    return { field: 'to', code: 'not-after-from', detail: { ko: 'from보다 뒤여야 합니다.', en: 'It must be later than from.' } };
  const latest = new Date(from);
  latest.setUTCFullYear(latest.getUTCFullYear() + yearsMax);
  // Ten years of a zone's calendar may be longer by the hour that its clock went back.
  if (to > latest.getTime() + hourMs)
    return {
      field: 'to',
      code: 'too-long',
      detail: { ko: `한 번에 ${yearsMax}년까지 볼 수 있습니다.`, en: `Ask for ${yearsMax} years at most.` },
    };
  if (bucket === 'quarter-hour' && to - from > quarterHourDaysMax * dayMs)
    return {
      field: 'to',
      code: 'too-long',
      detail: {
        ko: `15분 단위로는 한 번에 ${quarterHourDaysMax}일까지 볼 수 있습니다.`,
        en: `Ask for ${quarterHourDaysMax} days of quarter-hours at most.`,
      },
    };
  return null;
}

export function bucketFault(bucket: Bucket, intervalSeconds: number): PeriodFault | null {
  if ((bucketSeconds[bucket] ?? Number.POSITIVE_INFINITY) >= intervalSeconds) return null;
  return {
    field: 'bucket',
    code: 'finer-than-interval',
    detail: {
      ko: `이 계측 항목은 ${intervalSeconds / 60}분마다 잽니다. 더 긴 단위를 골라 주세요.`,
      en: `This point measures every ${intervalSeconds / 60} minutes. Choose a longer bucket.`,
    },
  };
}

/** A demand window cannot be shorter than the point's intervals; without one asked for, the interval is the window. */
export function windowFault(minutes: number | undefined, intervalSeconds: number): PeriodFault | null {
  if (minutes === undefined || minutes * 60 >= intervalSeconds) return null;
  return {
    field: 'demandWindowMinutes',
    code: 'finer-than-interval',
    detail: {
      ko: `이 계측 항목은 ${intervalSeconds / 60}분마다 잽니다. 더 긴 수요시한을 골라 주세요.`,
      en: `This point measures every ${intervalSeconds / 60} minutes. Choose a longer demand window.`,
    },
  };
}

/** The calendar buckets of the zone that share an instant with the period, the first and last cut to it. */
export function bucketsWithin({ from, to }: Period, bucket: Bucket, zone: string): Period[] {
  return zonedPeriods(bucket, from, to, zone).map((period) => ({ from: Math.max(period.from, from), to: Math.min(period.to, to) }));
}
