import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';

export interface RegistrationChange {
  readonly id: string;
  readonly agreementId: string;
  readonly halfYear: string;
  readonly change: 'registered' | 'withdrawn';
  readonly registeredOn: string | null;
  readonly note: string | null;
  readonly recordedAt: Date;
  readonly recordedBy: string;
  readonly simulated: boolean;
}

/** What was said of registrations by hand: rows are added and never changed. */
@Injectable()
export class RegistrationsQuery {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async page(agreementId: string | null, before: string | null, limit: number): Promise<RegistrationChange[]> {
    return this.database.query<RegistrationChange>(
      `select registration_id as id, agreement_id as "agreementId", half_year as "halfYear", change,
         to_char(registered_on, 'YYYY-MM-DD') as "registeredOn", note, recorded_at as "recordedAt", recorded_by as "recordedBy", simulated
       from programme.manual_registration
       where tenant_id = $1 and ($2::uuid is null or agreement_id = $2) and ($3::uuid is null or registration_id < $3)
       order by registration_id desc limit $4`,
      [agreementId, before, limit],
    );
  }

  /** Changes of one agreement come one after another, each at a later time of the database: the newest is what was said last. */
  async lock(agreementId: string): Promise<void> {
    await this.database.execute('select from programme.agreement where tenant_id = $1 and agreement_id = $2 for update', [agreementId]);
  }

  /** @returns when it was recorded */
  async insert(change: Omit<RegistrationChange, 'recordedAt' | 'simulated'>): Promise<Date> {
    const { id, agreementId, halfYear, change: what, registeredOn, note, recordedBy } = change;
    const [row] = await this.database.query<{ recorded_at: Date }>(
      `insert into programme.manual_registration
         (tenant_id, registration_id, agreement_id, half_year, change, registered_on, note, recorded_at, recorded_by)
       values ($1, $2, $3, $4, $5, $6, $7, clock_timestamp(), $8) returning recorded_at`,
      [id, agreementId, halfYear, what, registeredOn, note, recordedBy],
    );
    return row.recorded_at;
  }
}
