import { Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { PartyKind } from '../notices/notices';
import type { AgreementTerms, TargetLevel } from './agreement';

export interface Agreement extends AgreementTerms {
  readonly id: string;
  readonly noticeId: string;
  readonly noticeVersion: number;
  readonly partyKind: PartyKind;
  readonly version: number;
  readonly simulated: boolean;
}

export interface AgreementRow {
  agreement_id: string;
  number: string;
  notice_id: string;
  notice_version: number;
  party_kind: PartyKind;
  party_name: string | null;
  supplier_id: string | null;
  site_ids: string[];
  signed_on: string;
  completed_on: string | null;
  finally_completed_on: string | null;
  target_level: TargetLevel | null;
  modules: string[];
  version: number;
  simulated: boolean;
}

/** What is read of an agreement, and of each of its versions, beside the sites. */
export const agreementColumns = `agreement_id, number, notice_id, notice_version, party_kind, party_name,
    to_char(signed_on, 'YYYY-MM-DD') as signed_on, to_char(completed_on, 'YYYY-MM-DD') as completed_on,
    to_char(finally_completed_on, 'YYYY-MM-DD') as finally_completed_on, target_level, modules, supplier_id,
    version, simulated`;

const read = `
  select ${agreementColumns},
    array(select site_id from programme.agreement_site s where s.tenant_id = $1 and s.agreement_id = a.agreement_id order by site_id) as site_ids
  from programme.agreement a`;

/** In the order of the columns. */
export const termValues = (agreement: Agreement) => [
  agreement.number,
  agreement.noticeId,
  agreement.noticeVersion,
  agreement.partyKind,
  agreement.partyName,
  agreement.signedOn,
  agreement.completedOn,
  agreement.finallyCompletedOn,
  agreement.targetLevel,
  agreement.modules,
  agreement.supplierId,
];

/** The agreements of the organisation in whose scope the caller works. */
@Injectable()
export class AgreementsQuery {
  constructor(private readonly database: Database) {}

  /** Those entered last first. */
  async all(): Promise<Agreement[]> {
    const rows = await this.database.query<AgreementRow>(`${read} where tenant_id = $1 order by agreement_id desc`);
    return rows.map(agreementOf);
  }

  /** The same, page by page. */
  async page(before: string | null, limit: number): Promise<Agreement[]> {
    const rows = await this.database.query<AgreementRow>(
      `${read} where tenant_id = $1 and ($2::uuid is null or agreement_id < $2) order by agreement_id desc limit $3`,
      [before, limit],
    );
    return rows.map(agreementOf);
  }

  async find(id: string): Promise<Agreement | null> {
    const [row] = await this.database.query<AgreementRow>(`${read} where tenant_id = $1 and agreement_id = $2`, [id]);
    return row ? agreementOf(row) : null;
  }

  async insert(agreement: Agreement): Promise<void> {
    await this.database.execute(
      `insert into programme.agreement (tenant_id, agreement_id, number, notice_id, notice_version, party_kind, party_name, signed_on,
         completed_on, finally_completed_on, target_level, modules, supplier_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [agreement.id, ...termValues(agreement)],
    );
    await this.cover(agreement);
  }

  /** @returns how many were changed: none where it has another version by now */
  async update(agreement: Agreement): Promise<number> {
    const changed = await this.database.execute(
      `update programme.agreement set number = $4, notice_id = $5, notice_version = $6, party_kind = $7, party_name = $8, signed_on = $9,
         completed_on = $10, finally_completed_on = $11, target_level = $12, modules = $13, supplier_id = $14,
         version = version + 1
       where tenant_id = $1 and agreement_id = $2 and version = $3`,
      [agreement.id, agreement.version, ...termValues(agreement)],
    );
    if (changed === 0) return 0;
    await this.database.execute('delete from programme.agreement_site where tenant_id = $1 and agreement_id = $2 and site_id <> all ($3)', [
      agreement.id,
      agreement.siteIds,
    ]);
    await this.cover(agreement);
    return changed;
  }

  private async cover({ id, siteIds }: Agreement): Promise<void> {
    await this.database.execute(
      `insert into programme.agreement_site (tenant_id, agreement_id, site_id) select $1, $2, site_id from unnest($3::uuid[]) as covered (site_id)
       on conflict do nothing`,
      [id, siteIds],
    );
  }
}

export function agreementOf(row: AgreementRow): Agreement {
  return {
    id: row.agreement_id,
    number: row.number,
    noticeId: row.notice_id,
    noticeVersion: row.notice_version,
    partyKind: row.party_kind,
    partyName: row.party_name,
    supplierId: row.supplier_id,
    siteIds: row.site_ids,
    signedOn: row.signed_on,
    completedOn: row.completed_on,
    finallyCompletedOn: row.finally_completed_on,
    targetLevel: row.target_level,
    modules: row.modules,
    version: row.version,
    simulated: row.simulated,
  };
}
