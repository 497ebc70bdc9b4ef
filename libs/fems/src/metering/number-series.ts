import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';

/** Small numbers for what the ledger's keys name, counted for each organisation by itself. */
@Injectable()
export class NumberSeries {
  constructor(private readonly database: Database) {}

  /** The next number. Whoever takes one makes others of the same organisation wait until its transaction ends. */
  async next(series: 'meter_point' | 'reading_source'): Promise<number> {
    const [row] = await this.database.query<{ last_number: number }>(
      `insert into fems.number_series (tenant_id, series, last_number) values ($1, $2, 1)
       on conflict (tenant_id, series) do update set last_number = number_series.last_number + 1
       returning last_number`,
      [series],
    );
    return row.last_number;
  }
}
