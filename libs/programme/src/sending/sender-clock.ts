import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';

/** The one clock that the pace of all senders is kept by, whatever the clocks of their machines say. Asked in a scope. */
export abstract class SenderClock {
  abstract now(): Promise<Date>;
}

@Injectable()
export class DatabaseClock extends SenderClock {
  constructor(private readonly database: Database) {
    super();
  }

  async now(): Promise<Date> {
    const [{ now }] = await this.database.query<{ now: Date }>('select clock_timestamp() as now where $1::integer is not null');
    return now;
  }
}
