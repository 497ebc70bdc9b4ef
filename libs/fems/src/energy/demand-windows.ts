import { effectiveValue, isTakenBack, newestCorrections } from '../ledger/newest-correction';

/** The readings of a point ($2) that begin from $3 up to $4, which counts, each with the value that counts. One that was taken back is none. */
export const effectiveReadings = `
  select r.interval_start, ${effectiveValue} as value
  from fems.reading r
  left join (${newestCorrections('point_number = $2 and interval_start >= $3 and interval_start <= $4')}) c on c.interval_start = r.interval_start
  where r.tenant_id = $1 and r.point_number = $2 and r.interval_start >= $3 and r.interval_start <= $4 and not ${isTakenBack}`;

/** The demand windows of `effective` where a reading fills one by itself, which is the common case and needs no sorting into windows. */
export const windowsOfOne = 'select interval_start as window_start, value as energy, 1 as readings from effective';

/** The same where several fill one; the parameters that hold the window's length and the grid's offset, in seconds. */
export const windowsOfSeveral = (seconds: string, offset: string) => `
  select date_bin(make_interval(secs => ${seconds}::integer), interval_start, to_timestamp(${offset}::integer)) as window_start,
    sum(value) as energy, count(*) as readings
  from effective group by 1`;
