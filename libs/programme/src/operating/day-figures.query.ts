import {
  conectIpLengthMax,
  type DayFacts,
  dataUsgqtyEnd,
  dayPeriod,
  daysOfMonth,
  lastSendMs,
  monthPeriod,
  programmeDay,
  programmeZone,
  uncertainOutcomes,
} from '@maru/evidence';
import type { Period } from '@maru/kernel';
import { Database } from '@maru/platform';
import { UsageGaps } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { sentAgain } from '../sending/waiting-events.query';

/** What became of a day's use. Every figure counts events, of the day on which they happened: one that was sent twice is one. */
export interface DayFigures extends DayFacts {
  readonly used: number;
  /** Of the uses, those that the log centre's fields can hold. */
  readonly eligible: number;
  /** Of the day of `asOf`: what fitted and had not had its slot, whatever became of the key. */
  readonly queued: number;
  /** The log centre said that they are wrong, or takes nothing of this day any more. */
  readonly refused: number;
  /** Sent, and not known whether stored. */
  readonly uncertain: number;
  /**
   * Neither stored nor refused for good, and not waiting any more: another event stood for them, or the day was over, also where an answer
   * such as AP1029 or AP1030 had left them to be sent again. They are in our log.
   */
  readonly passedOver: number;
  /** Stretches in which the usage log may have missed reads. */
  readonly gaps: number;
}

interface UseRow {
  day: string;
  used: number;
  eligible: number;
}

/** Of which site; null where that is not known. */
type SiteId = string | null;

/** Of a day the events that were sent, by what became of them. */
export interface SentRow {
  day: string;
  stored: number;
  refused: number;
  uncertain: number;
}

/** A day on which somebody used the service and nothing was stored, as far as everything of it is known. */
export const isWithoutStored = ({ used, stored, uncertain }: Pick<DayFigures, 'used' | 'stored' | 'uncertain'>): boolean =>
  (used ?? 0) > 0 && stored === 0 && uncertain === 0;

type Gap = Awaited<ReturnType<UsageGaps['within']>>[number];
type Counts = Omit<UseRow & SentRow, 'day'>;
const nothing: Counts = { used: 0, eligible: 0, stored: 0, refused: 0, uncertain: 0 };

/**
 * The days of a site of the organisation in whose scope it is asked, counted from the usage log, the sends and the receipts themselves. Of no
 * site nothing is counted: a use of which it is not known for which site it was is no site's.
 */
@Injectable()
export class DayFiguresQuery {
  constructor(
    private readonly database: Database,
    private readonly usageGaps: UsageGaps,
  ) {}

  /**
   * Counted from what is never changed afterwards, so that a moment has the same figures whenever they are asked for.
   * @param site null where the organisation has none
   * @param months such as 2026-11, one after another
   * @param asOf what happened, was sent or answered later is left out
   * @returns every day of the months up to the day of `asOf`, in order
   */
  async days(site: string | null, months: readonly string[], asOf: Date): Promise<DayFigures[]> {
    const today = programmeDay(asOf.getTime());
    const days = months.flatMap(daysOfMonth).filter((day) => day <= today);
    if (days.length === 0) return [];
    const whole: Period = { from: dayPeriod(days[0]).from, to: dayPeriod(days[days.length - 1]).to };
    const period = [new Date(whole.from), new Date(whole.to), asOf];
    const uses = byDay(await this.database.query<UseRow>(USES, [...period, programmeZone, site, conectIpLengthMax, dataUsgqtyEnd]));
    const sent = await this.sent(site, whole, asOf);
    const gaps = await this.usageGaps.within({ from: whole.from, to: Math.min(whole.to, asOf.getTime()) });
    const queued = asOf.getTime() < whole.to - lastSendMs && days.at(-1) === today ? await this.queued(site, today, asOf) : 0;
    const firstDay = await this.firstDay(site, asOf);
    return days.map((day) => ({
      ...figuresOf(day, { ...nothing, ...uses.get(day), ...sent.get(day) }, gaps, day === today ? queued : 0),
      isBeforeService: firstDay === null || day < firstDay,
    }));
  }

  /** The day of a site's first event, whatever caused it: since then the service is used there. Null where it has none yet. */
  async firstDay(site: string | null, asOf: Date): Promise<string | null> {
    const [row] = await this.database.query<{ occurred_at: Date }>(
      `select occurred_at from platform.usage_event
       where tenant_id = $1 and site_id = $2::uuid and occurred_at <= $3 order by occurred_at limit 1`,
      [site, asOf],
    );
    return row ? programmeDay(row.occurred_at.getTime()) : null;
  }

  /** Of every day of a month what a definition by stored logs asks; at uses nobody has looked, which is most of the work. */
  async storedFacts(site: string | null, month: string, asOf: Date): Promise<ReadonlyMap<string, DayFacts>> {
    const firstDay = await this.firstDay(site, asOf);
    const sent = await this.sent(site, monthPeriod(month), asOf);
    return new Map(
      daysOfMonth(month).map((day) => {
        const { stored = 0, uncertain = 0 } = sent.get(day) ?? {};
        const isBeforeService = firstDay === null || day < firstDay;
        return [day, { day, used: null, stored, isUseUncertain: false, isStoreUncertain: uncertain > 0, isBeforeService }];
      }),
    );
  }

  /** What was sent for a site of the days of a period, by day; a day of which nothing was sent is not there. */
  async sent(site: string | null, { from, to }: Period, asOf: Date): Promise<ReadonlyMap<string, SentRow>> {
    const values = [new Date(from), new Date(to), asOf, programmeZone, site, sentAgain, uncertainOutcomes];
    return byDay(await this.database.query<SentRow>(SENT, values));
  }

  /**
   * Uses of every site by day, without looking at what of them can be sent; a site, and a day, without use is not there. Those of which it is
   * not known for which site they were stand under null.
   */
  async used({ from, to }: Period, asOf: Date): Promise<ReadonlyMap<SiteId, ReadonlyMap<string, number>>> {
    const rows = await this.database.query<Pick<UseRow, 'day' | 'used'> & { site_id: SiteId }>(USED, [
      new Date(from),
      new Date(to),
      asOf,
      programmeZone,
    ]);
    const bySite = Map.groupBy(rows, ({ site_id }) => site_id);
    return new Map([...bySite].map(([site, days]) => [site, new Map(days.map(({ day, used }) => [day, used]))]));
  }

  /** How many uses there are in a period of which it is not known for which site they were. */
  async usedWithoutSite({ from, to }: Period, asOf: Date): Promise<number> {
    const [row] = await this.database.query<{ used: number }>(USED_WITHOUT_SITE, [new Date(from), new Date(to), asOf]);
    return row.used;
  }

  /** Of today: what a slot to come may take. */
  private async queued(site: string | null, today: string, asOf: Date): Promise<number> {
    const values = [new Date(dayPeriod(today).from), asOf, site, conectIpLengthMax, dataUsgqtyEnd, sentAgain];
    const [row] = await this.database.query<{ queued: number }>(QUEUED, values);
    return row.queued;
  }
}

function byDay<Row extends { day: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.day, row]));
}

function figuresOf(day: string, counts: Counts, gaps: readonly Gap[], queued: number): Omit<DayFigures, 'isBeforeService'> {
  const { used, eligible, stored, refused, uncertain } = counts;
  const { from, to } = dayPeriod(day);
  const missed = gaps.filter((gap) => gap.from < to && gap.until >= from).length;
  return {
    day,
    used,
    eligible,
    queued,
    stored,
    refused,
    uncertain,
    passedOver: eligible - stored - refused - uncertain - queued,
    gaps: missed,
    isUseUncertain: missed > 0,
    isStoreUncertain: uncertain > 0,
  };
}

/** What fits the log centre's fields. Of an event whose person was erased it is not known any more, and it fitted if it was sent. */
const fits = (addressMax: string, bytesEnd: string) =>
  `(p.event_id is null or p.person_id is not null and length(p.address) <= ${addressMax}) and e.bytes < ${bytesEnd}`;

/** $2 to $3 the days, $4 as of when, $5 their zone, $6 the site, $7 and $8 what the fields hold. */
const USES = `
select to_char(e.occurred_at at time zone $5, 'YYYY-MM-DD') as day, count(*)::integer as used,
  (count(*) filter (where ${fits('$7', '$8')}))::integer as eligible
from platform.usage_event e left join platform.usage_event_person p on p.tenant_id = $1 and p.event_id = e.event_id
where e.tenant_id = $1 and e.occurred_at >= $2 and e.occurred_at < $3 and e.occurred_at <= $4 and e.cause = 'input' and e.site_id = $6::uuid
group by 1`;

const USED = `
select site_id, to_char(occurred_at at time zone $5, 'YYYY-MM-DD') as day, count(*)::integer as used
from platform.usage_event
where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3 and occurred_at <= $4 and cause = 'input'
group by 1, 2`;

const USED_WITHOUT_SITE = `
select count(*)::integer as used from platform.usage_event
where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3 and occurred_at <= $4 and cause = 'input' and site_id is null`;

/** $6 the site, $7 outcomes after which an event may be sent again, $8 those after which it is not known whether it was stored. */
const SENT = `
with event as (
  select s.occurred_at, coalesce(bool_or(r.outcome = 'stored'), false) as stored,
    bool_or(r.outcome is null or r.outcome = any($8)) as uncertain,
    coalesce(bool_or(r.outcome <> all($7)), false) as final
  from programme.log_send s
  left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id and r.answered_at <= $4
  where s.tenant_id = $1 and s.purpose = 'log' and s.occurred_at >= $2 and s.occurred_at < $3 and s.sent_at <= $4 and s.site_id = $6::uuid
  group by s.event_id, s.occurred_at)
select to_char(occurred_at at time zone $5, 'YYYY-MM-DD') as day,
  (count(*) filter (where stored))::integer as stored,
  (count(*) filter (where not stored and uncertain))::integer as uncertain,
  (count(*) filter (where not stored and not uncertain and final))::integer as refused
from event group by 1`;

/**
 * $2 the beginning of the day, $3 as of when, $4 the site, $5 and $6 what the fields hold, $7 outcomes after which an event may be sent again.
 * Sites wait for no slot of one another.
 */
const QUEUED = `
select count(*)::integer as queued from platform.usage_event e
join platform.usage_event_person p on p.tenant_id = $1 and p.event_id = e.event_id
where e.tenant_id = $1 and e.occurred_at >= $2 and e.occurred_at <= $3 and e.cause = 'input' and e.site_id = $4::uuid and p.person_id is not null
  and ${fits('$5', '$6')}
  and e.occurred_at > coalesce((
    select max(s.sent_at) from programme.log_send s join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
    where s.tenant_id = $1 and s.site_id = $4::uuid and s.purpose = 'log' and r.outcome = 'stored' and s.sent_at >= $2 and r.answered_at <= $3),
    '-infinity')
  and not exists (
    select from programme.log_send s
    left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id and r.answered_at <= $3
    where s.tenant_id = $1 and s.event_id = e.event_id and s.sent_at <= $3 and (r.outcome is null or r.outcome <> all($7)))`;
