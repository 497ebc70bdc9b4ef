/**
 * The readings of a point ($2) that lie in [$3, $4) as a whole, each with the value that counts: its newest correction, else what was written
 * first. One that was taken back is none.
 */
export const effectiveReadings = `
  select r.interval_start, case when c.interval_start is null then r.value else c.value end as value
  from fems.reading r
  left join (
    select distinct on (interval_start) interval_start, value
    from fems.reading_correction
    where tenant_id = $1 and point_number = $2 and interval_start >= $3 and interval_start <= $4
    order by interval_start, correction_number desc
  ) c on c.interval_start = r.interval_start
  where r.tenant_id = $1 and r.point_number = $2 and r.interval_start >= $3 and r.interval_start <= $4
    and (c.interval_start is null or c.value is not null)`;

/** The demand windows of `effective` where a reading fills one by itself, which is the common case and needs no sorting into windows. */
export const windowsOfOne = 'select interval_start as window_start, value as energy, 1 as readings from effective';

/** The same where several fill one; the parameters that hold the window's length and the grid's offset, in seconds. */
export const windowsOfSeveral = (seconds: string, offset: string) => `
  select date_bin(make_interval(secs => ${seconds}::integer), interval_start, to_timestamp(${offset}::integer)) as window_start,
    sum(value) as energy, count(*) as readings
  from effective group by 1`;
