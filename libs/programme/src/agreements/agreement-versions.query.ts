import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { type Agreement, type AgreementRow, agreementColumns, agreementOf, termValues } from './agreements.query';

export interface AgreementVersion {
  readonly agreement: Agreement;
  readonly changedAt: Date;
  readonly changedBy: string;
}

type Row = AgreementRow & { changed_at: Date; changed_by: string };

/** Every version of the organisation's agreements as it was entered: rows are added and never changed. */
@Injectable()
export class AgreementVersionsQuery {
  constructor(private readonly database: Database) {}

  /** To be written in the transaction that enters or changes the agreement. Its time is the database's. */
  async add(agreement: Agreement, changedBy: string): Promise<void> {
    await this.database.execute(
      `insert into programme.agreement_version (tenant_id, agreement_id, number, notice_id, notice_version, party_kind, party_name, signed_on,
         completed_on, finally_completed_on, target_level, modules, supplier_id, version, site_ids, changed_by)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [agreement.id, ...termValues(agreement), agreement.version, agreement.siteIds.toSorted(), changedBy],
    );
  }

  /** The agreements as they stood at a time, those entered first first. */
  async asOf(at: Date): Promise<Agreement[]> {
    const rows = await this.database.query<Row>(
      `select distinct on (agreement_id) ${agreementColumns}, site_ids from programme.agreement_version
       where tenant_id = $1 and changed_at <= $2 order by agreement_id, version desc`,
      [at],
    );
    return rows.map(agreementOf);
  }

  async find(agreementId: string, version: number): Promise<Agreement | null> {
    const [row] = await this.database.query<Row>(
      `select ${agreementColumns}, site_ids from programme.agreement_version where tenant_id = $1 and agreement_id = $2 and version = $3`,
      [agreementId, version],
    );
    return row ? agreementOf(row) : null;
  }

  /** Of one agreement, the newest first. */
  async page(agreementId: string, before: number | null, limit: number): Promise<AgreementVersion[]> {
    const rows = await this.database.query<Row>(
      `select ${agreementColumns}, site_ids, changed_at, changed_by from programme.agreement_version
       where tenant_id = $1 and agreement_id = $2 and ($3::integer is null or version < $3) order by version desc limit $4`,
      [agreementId, before, limit],
    );
    return rows.map((row) => ({ agreement: agreementOf(row), changedAt: row.changed_at, changedBy: row.changed_by }));
  }
}
