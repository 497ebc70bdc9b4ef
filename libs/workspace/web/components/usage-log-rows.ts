/** A time in which the service had stopped without closing its log. */
export interface Gap {
  from: string;
  until: string;
}

export type LogRow<Event> = { event: Event } | { gap: Gap };

/** Processes that end together leave a gap each, a second apart: to a person that is one. Newest first. */
function joined(gaps: readonly Gap[]): Gap[] {
  const found: Gap[] = [];
  for (const gap of [...gaps].sort((a, b) => Date.parse(b.until) - Date.parse(a.until))) {
    const later = found.at(-1);
    if (!later || Date.parse(gap.until) < Date.parse(later.from)) found.push({ ...gap });
    else if (Date.parse(gap.from) < Date.parse(later.from)) later.from = gap.from;
  }
  return found;
}

/**
 * The log as it is read, newest first: what happened, and where something may be missing. A gap stands where it ended,
 * above what happened before. Those that ended before the oldest event shown belong further down, or to a time of which
 * this organisation has no log.
 */
export function logRows<Event extends { at: string }>(events: readonly Event[], gaps: readonly Gap[]): LogRow<Event>[] {
  const rows: LogRow<Event>[] = [];
  const open = joined(gaps);
  for (const event of events) {
    while (open.length > 0 && Date.parse(open[0].until) > Date.parse(event.at)) rows.push({ gap: open.shift() as Gap });
    rows.push({ event });
  }
  return rows;
}
