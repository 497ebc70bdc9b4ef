/**
 * What an interval is worth is said by its newest correction, else by its reading; a correction without a value has taken the reading back.
 * Statements call the reading `r` and its newest correction, where there is one, `c`.
 */
const isCorrected = 'c.interval_start is not null';

/** Null where the reading was taken back. */
export const effectiveValue = `case when ${isCorrected} then c.value else r.value end`;

export const isTakenBack = `(${isCorrected} and c.value is null)`;

/**
 * The newest correction of each of many intervals, in one pass: to be joined to their readings by hash or in order (`Database.joinLargeSets`).
 * @param where which corrections, by the columns of fems.reading_correction beside the tenant; a period, so that no others are read
 * @param more of its columns, beside point, interval and value
 */
export const newestCorrections = (where: string, more: readonly string[] = []) => `
  select distinct on (point_number, interval_start) ${['point_number', 'interval_start', 'value', ...more].join(', ')}
  from fems.reading_correction
  where tenant_id = $1 and ${where}
  order by point_number, interval_start, correction_number desc`;

/** Those of these intervals whose reading was taken back. */
export const takenBack = (where: string) => `
  select interval_start from (${newestCorrections(where)}) newest where value is null`;

/**
 * The newest correction of one interval: one look-up in the index, whatever the planner knows of the tables. To be joined laterally where
 * intervals are few or lie far apart.
 * @param interval a row with point_number and interval_start
 */
export const newestCorrectionOf = (interval: string, { more = [], where = 'true' }: { more?: readonly string[]; where?: string } = {}) => `
  select ${['interval_start', 'value', ...more].join(', ')} from fems.reading_correction
  where tenant_id = $1 and point_number = ${interval}.point_number and interval_start = ${interval}.interval_start and ${where}
  order by correction_number desc limit 1`;
