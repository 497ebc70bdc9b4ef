import { type LogOutcome, uncertainOutcomes } from '@maru/evidence';
import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { OurLog } from './comparison';
import type { PortalListCounts } from './list-reading';
import type { DaySpan, PortalListKind, PortalListMapping, PortalRow, Precision } from './portal-list';
import type { PortalFault } from './portal-list-faults';

/** A list as it was loaded. */
export interface PortalList extends PortalListCounts, DaySpan {
  readonly id: string;
  readonly siteId: string;
  readonly kind: PortalListKind;
  readonly fileName: string;
  readonly fileBytes: number;
  /** Of the file's bytes, in hexadecimal digits. */
  readonly fileSha256: string;
  readonly fingerprint: string;
  readonly mapping: PortalListMapping;
  /** Of the names by which the mapping was proposed. */
  readonly namesVersion: number;
  readonly precision: Precision | null;
  readonly periodStated: boolean;
  readonly firstFaults: readonly PortalFault[];
  readonly refusedFileId: string | null;
  /** Since then it says nothing. */
  readonly downloadedAt: Date;
  readonly loadedAt: Date;
  readonly loadedBy: string;
}

export interface KeptPortalList extends PortalList {
  readonly withdrawnAt: Date | null;
  readonly withdrawnBy: string | null;
  readonly withdrawalReason: string | null;
  readonly simulated: boolean;
}

const rowsAStatement = 5_000;

/** Loaded lists with their rows: added and never changed. */
@Injectable()
export class PortalListsQuery {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<KeptPortalList | null> {
    const [row] = await this.database.query<KeptPortalList>(`${LIST} where l.tenant_id = $1 and l.list_id = $2`, [id]);
    return row ?? null;
  }

  /** Those of a site, the newest first, taken back ones too. */
  page(siteId: string, before: string | null, limit: number): Promise<KeptPortalList[]> {
    return this.database.query<KeptPortalList>(
      `${LIST} where l.tenant_id = $1 and l.site_id = $2 and ($3::uuid is null or l.list_id < $3) order by l.list_id desc limit $4`,
      [siteId, before, limit],
    );
  }

  /** Those that speak for any of the days and were not taken back, the one downloaded last first. */
  covering(siteId: string, { firstDay, lastDay }: DaySpan): Promise<KeptPortalList[]> {
    return this.database.query<KeptPortalList>(
      `${LIST} where l.tenant_id = $1 and l.site_id = $2 and l.first_day <= $4 and l.last_day >= $3 and w.list_id is null
       order by l.downloaded_at desc, l.loaded_at desc, l.list_id desc`,
      [siteId, firstDay, lastDay],
    );
  }

  /** The last day of which any list speaks; null where there is none. */
  async lastCoveredDay(siteId: string): Promise<string | null> {
    const [row] = await this.database.query<{ day: string | null }>(
      `select max(l.last_day)::text as day from programme.portal_list l
       left join programme.portal_list_withdrawal w on w.tenant_id = $1 and w.list_id = l.list_id
       where l.tenant_id = $1 and l.site_id = $2 and w.list_id is null`,
      [siteId],
    );
    return row.day;
  }

  /** How a list with the same columns was read at this site before. */
  async formerMapping(siteId: string, fingerprint: string): Promise<PortalListMapping | null> {
    const [row] = await this.database.query<{ mapping: PortalListMapping }>(
      `select mapping from programme.portal_list where tenant_id = $1 and site_id = $2 and fingerprint = $3 order by loaded_at desc limit 1`,
      [siteId, fingerprint],
    );
    return row?.mapping ?? null;
  }

  async insert(list: PortalList, rows: readonly PortalRow[]): Promise<void> {
    await this.database.execute(INSERT_LIST, [
      list.id,
      list.siteId,
      list.kind,
      list.fileName,
      list.fileBytes,
      Buffer.from(list.fileSha256, 'hex'),
      list.fingerprint,
      JSON.stringify(list.mapping),
      list.namesVersion,
      list.precision,
      list.firstDay,
      list.lastDay,
      list.periodStated,
      list.rows,
      list.accepted,
      list.duplicates,
      list.refused,
      list.setAside,
      JSON.stringify(list.firstFaults),
      list.refusedFileId,
      list.downloadedAt,
      list.loadedAt,
      list.loadedBy,
    ]);
    for (let at = 0; at < rows.length; at += rowsAStatement) await this.insertRows(list.id, rows.slice(at, at + rowsAStatement));
  }

  private async insertRows(listId: string, rows: readonly PortalRow[]): Promise<void> {
    await this.database.execute(INSERT_ROWS, [
      listId,
      rows.map(({ row }) => row),
      rows.map(({ day }) => day),
      rows.map(({ at }) => (at === null ? null : new Date(at))),
      rows.map(({ useCode }) => useCode),
      rows.map(({ userCode }) => userCode),
      rows.map(({ address }) => address),
      rows.map(({ bytes }) => bytes),
      rows.map(({ resultCode }) => resultCode),
      rows.map(({ count }) => count),
      rows.map(({ isLog }) => isLog),
    ]);
  }

  /** @returns false where it has been taken back already */
  async withdraw(id: string, reason: string, personId: string): Promise<boolean> {
    const rows = await this.database.execute(
      `insert into programme.portal_list_withdrawal (tenant_id, list_id, reason, withdrawn_by) values ($1, $2, $3, $4) on conflict do nothing`,
      [id, reason, personId],
    );
    return rows === 1;
  }

  /** The rows of a list in some of its days that the portal holds as logs, in the order of the file. */
  async rowsOf(listId: string, { firstDay, lastDay }: DaySpan): Promise<PortalRow[]> {
    const rows = await this.database.query<Omit<PortalRow, 'at' | 'bytes' | 'count'> & Record<'at' | 'bytes' | 'count', string | null>>(
      `select row_number as row, to_char(day, 'YYYY-MM-DD') as day, (extract(epoch from logged_at) * 1000)::bigint as at, use_code as "useCode",
         user_code as "userCode", address, bytes, result_code as "resultCode", log_count as count, is_log as "isLog"
       from programme.portal_list_row
       where tenant_id = $1 and list_id = $2 and day >= $3 and day <= $4 and is_log order by row_number`,
      [listId, firstDay, lastDay],
    );
    return rows.map((row) => ({ ...row, at: numberOf(row.at), bytes: numberOf(row.bytes), count: numberOf(row.count) }));
  }

  /** What was sent of a site's days, each event once, with the last word on it. */
  async ours(siteId: string, from: Date, to: Date, zone: string): Promise<OurLog[]> {
    const rows = await this.database.query<{
      event_id: string;
      occurred_at: Date;
      day: string;
      use_code: string;
      receipt: OurLog['receipt'];
      sent_at: Date;
      known_at: Date;
    }>(OURS, [siteId, from, to, zone, stored, uncertainOutcomes]);
    return rows.map(({ event_id: eventId, occurred_at, day, use_code: useCode, receipt, sent_at, known_at }) => ({
      eventId,
      at: occurred_at.getTime(),
      day,
      useCode,
      receipt,
      sentAt: sent_at.getTime(),
      knownAt: known_at.getTime(),
    }));
  }
}

const stored: LogOutcome = 'stored';
const numberOf = (text: string | null) => (text === null ? null : Number(text));

const LIST = `
select l.list_id as id, l.site_id as "siteId", l.kind, l.file_name as "fileName", l.file_bytes::float8 as "fileBytes",
  encode(l.file_sha256, 'hex') as "fileSha256", l.fingerprint, l.mapping, l.names_version as "namesVersion", l.precision,
  to_char(l.first_day, 'YYYY-MM-DD') as "firstDay", to_char(l.last_day, 'YYYY-MM-DD') as "lastDay", l.period_stated as "periodStated",
  l.rows_read as rows, l.accepted, l.duplicates, l.refused, l.set_aside as "setAside", l.first_faults as "firstFaults",
  l.refused_file_id as "refusedFileId", l.downloaded_at as "downloadedAt", l.loaded_at as "loadedAt", l.loaded_by as "loadedBy", w.withdrawn_at as "withdrawnAt",
  w.withdrawn_by as "withdrawnBy", w.reason as "withdrawalReason", l.simulated
from programme.portal_list l
left join programme.portal_list_withdrawal w on w.tenant_id = $1 and w.list_id = l.list_id`;

const INSERT_LIST = `
insert into programme.portal_list
  (tenant_id, list_id, site_id, kind, file_name, file_bytes, file_sha256, fingerprint, mapping, names_version, precision, first_day, last_day,
   period_stated, rows_read, accepted, duplicates, refused, set_aside, first_faults, refused_file_id, downloaded_at, loaded_at,
   loaded_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)`;

const INSERT_ROWS = `
insert into programme.portal_list_row
  (tenant_id, list_id, row_number, day, logged_at, use_code, user_code, address, bytes, result_code, log_count, is_log)
select $1, $2, r.* from unnest($3::integer[], $4::date[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[],
  $11::bigint[], $12::boolean[]) r on conflict do nothing`;

/** $3 to $4 the days, $5 their zone, $6 the outcome that is stored, $7 those that leave it open. */
const OURS = `
select s.event_id, s.occurred_at, to_char(s.occurred_at at time zone $5, 'YYYY-MM-DD') as day, max(s.request::json ->> 'useSe') as use_code,
  case when bool_or(r.outcome = $6) then 'stored' when bool_or(r.outcome is null or r.outcome = any($7)) then 'unknown' else 'denied' end as receipt,
  coalesce(max(s.sent_at) filter (where r.outcome = $6), max(s.sent_at)) as sent_at,
  coalesce(max(r.answered_at) filter (where r.outcome = $6), max(coalesce(r.answered_at, s.sent_at))) as known_at
from programme.log_send s
left join programme.log_receipt r on r.tenant_id = $1 and r.send_id = s.send_id
where s.tenant_id = $1 and s.site_id = $2 and s.purpose = 'log' and s.occurred_at >= $3 and s.occurred_at < $4
group by s.event_id, s.occurred_at
order by s.occurred_at, s.event_id`;
