/**
 * A condition on a row `r` of fems.reading: its reading has not been taken back, or has been given again. What was taken back is rare and has
 * an index of its own, so that asking costs next to nothing where nothing was.
 */
export const stillThere = `not exists (
  select from fems.reading_correction w
  where w.tenant_id = $1 and w.point_number = r.point_number and w.interval_start = r.interval_start and w.value is null
    and not exists (
      select from fems.reading_correction later
      where later.tenant_id = $1 and later.point_number = w.point_number and later.interval_start = w.interval_start
        and later.correction_number > w.correction_number))`;
