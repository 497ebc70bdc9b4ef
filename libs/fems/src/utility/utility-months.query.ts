import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { MonthQuantity, MonthStatement, MonthValues } from './month-statement';

const columns: Readonly<Record<MonthQuantity, string>> = {
  energyKwh: 'energy_kwh',
  contractDemandKw: 'contract_demand_kw',
  billingDemandKw: 'billing_demand_kw',
  daysUsed: 'days_used',
  laggingPowerFactorPercent: 'lagging_power_factor_percent',
  leadingPowerFactorPercent: 'leading_power_factor_percent',
  chargeWon: 'charge_won',
};
const names = Object.values(columns);

interface MonthRow extends Record<string, unknown> {
  month: string;
  recorded_at: Date;
  import_id: string;
  file_name: string;
  corrections: number;
}

export interface KnownMonth extends MonthStatement {
  readonly recordedAt: Date;
  readonly importId: string;
  readonly fileName: string;
  /** How often another statement of the month has been recorded after the first. */
  readonly corrections: number;
}

/** Of each month the newest statement and the file it came by; one that was taken back is none. */
const newest = `
  select newest.*, i.file_name from (
    select distinct on (month) to_char(month, 'YYYY-MM') as month, recorded_at, import_id, withdrawn, ${names.join(', ')},
      (count(*) over (partition by month) - 1)::integer as corrections
    from fems.utility_month
    where tenant_id = $1 and site_id = $2 and ($3::date[] is null or month = any($3)) and ($4::date is null or month < $4)
    order by month desc, statement_number desc
  ) as newest join fems.reading_import i on i.tenant_id = $1 and i.import_id = newest.import_id
  where not withdrawn order by month desc limit $5`;

/** What the statements of an import ($2) said of months whose newest statement is the import's is taken back: what was said before counts again. */
const takeBack = `
  with effective as (
    select * from fems.utility_month
    where tenant_id = $1 and site_id in (select site_id from fems.utility_month where tenant_id = $1 and import_id = $2)
      and import_id not in (select import_id from fems.reading_import where tenant_id = $1 and state = 'withdrawn')
  ), counting as (
    select distinct on (site_id, month) site_id, month, import_id from effective order by site_id, month, statement_number desc
  ), former as (
    select distinct on (site_id, month) * from effective where import_id <> $2 order by site_id, month, statement_number desc
  ), written as (
    insert into fems.utility_month (tenant_id, site_id, month, recorded_at, import_id, withdrawn, ${names.join(', ')})
    select $1, c.site_id, c.month, $3, $2, f.site_id is null or f.withdrawn, ${names.map((name) => `f.${name}`).join(', ')}
    from counting c left join former f using (site_id, month) where c.import_id = $2
    on conflict do nothing
    returning withdrawn
  )
  select count(*) filter (where withdrawn)::integer as withdrawn, count(*) filter (where not withdrawn)::integer as restored,
    (select count(*)::integer from counting where import_id <> $2
       and (site_id, month) in (select site_id, month from fems.utility_month where tenant_id = $1 and import_id = $2)) as kept
  from written`;

/** A utility's monthly statements, site by site. Rows are added and never changed; the newest of a month counts. */
@Injectable()
export class UtilityMonthsQuery {
  constructor(private readonly database: Database) {}

  /** What is known of some months. */
  async of(siteId: string, months: readonly string[]): Promise<Map<string, MonthValues>> {
    const known = await this.read(siteId, months, null, months.length);
    return new Map(known.map(({ month, values }) => [month, values]));
  }

  /** The newest months first, those before `before` alone. */
  page(siteId: string, before: string | null, limit: number): Promise<KnownMonth[]> {
    return this.read(siteId, null, before, limit);
  }

  private async read(siteId: string, months: readonly string[] | null, before: string | null, limit: number): Promise<KnownMonth[]> {
    const rows = await this.database.query<MonthRow>(newest, [siteId, months?.map(firstDay) ?? null, before && firstDay(before), limit]);
    return rows.map((row) => ({
      month: row.month,
      recordedAt: row.recorded_at,
      importId: row.import_id,
      fileName: row.file_name,
      corrections: row.corrections,
      values: Object.fromEntries(Object.entries(columns).map(([quantity, column]) => [quantity, row[column]])) as MonthValues,
    }));
  }

  /** Makes others who would add statements of the site wait until the transaction ends. */
  async lock(siteId: string): Promise<void> {
    await this.database.query('select pg_advisory_xact_lock(hashtextextended($2, $1))', [siteId]);
  }

  async add(siteId: string, importId: string, recordedAt: Date, statements: readonly MonthStatement[]): Promise<void> {
    const rows = statements.map(({ month, values }) => ({
      month: firstDay(month),
      ...Object.fromEntries(Object.entries(columns).map(([quantity, column]) => [column, values[quantity as MonthQuantity]])),
    }));
    await this.database.execute(
      `insert into fems.utility_month (tenant_id, site_id, month, recorded_at, import_id, ${names.join(', ')})
       select $1, $2, month, $3, $4, ${names.join(', ')}
       from jsonb_to_recordset($5) as said (month date, ${names.map((name) => `${name} numeric`).join(', ')})
       on conflict do nothing`,
      [siteId, recordedAt, importId, JSON.stringify(rows)],
    );
  }

  /** Takes back what an import has said, by statements of its own. */
  async takeBack(importId: string, recordedAt: Date): Promise<{ withdrawn: number; restored: number; kept: number }> {
    const [row] = await this.database.query<{ withdrawn: number; restored: number; kept: number }>(takeBack, [importId, recordedAt]);
    return row;
  }
}

function firstDay(month: string): string {
  return `${month}-01`;
}
