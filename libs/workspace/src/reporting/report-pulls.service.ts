import { type CursorPart, isId } from '@maru/kernel';
import {
  cursorParts,
  Database,
  IdentityDatabase,
  LiveSignal,
  PAGE_SIZE,
  type Page,
  type PageQuery,
  pageOf,
  type TenantIdentity,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { PersonNames } from '../people/person-names';
import type { ReportPullItem } from './report-pulls.dto';
import type { UsageFileFormat } from './usage-file';

/** Topic by which a company's open screens hear that an office has fetched something. */
export const REPORT_PULL_TOPIC = 'report-pull';

interface PullRow {
  pull_id: string;
  office_id: string;
  pulled_by: string;
  month: string;
  format: UsageFileFormat;
  events: string;
  bytes: string;
  sha256: Buffer;
  pulled_at: Date;
}

export interface NewPull {
  /** Of the file. */
  readonly id: string;
  readonly pulledBy: string;
  readonly month: string;
  readonly format: UsageFileFormat;
  readonly events: number;
  readonly bytes: number;
  readonly sha256: Buffer;
}

/**
 * What offices have fetched of a company's usage log, kept in the company's own ledger: its usage log holds what its own people do. The
 * identity role adds rows, inside the tenant's policy, since an office writes nothing in a company's scope.
 */
@Injectable()
export class ReportPulls {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityDatabase,
    private readonly names: PersonNames,
    private readonly live: LiveSignal,
  ) {}

  /** Of the company in whose scope it is asked, newest first. */
  async page({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<ReportPullItem>> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.database.query<PullRow>(
      `select pull_id, office_id, pulled_by, month, format, events, bytes, sha256, pulled_at from workspace.report_pull
       where tenant_id = $1 and ($2::timestamptz is null or (pulled_at, pull_id) < ($2, $3::uuid))
       order by pulled_at desc, pull_id desc limit $4`,
      [after && new Date(after[0]), after?.[1] ?? null, limit + 1],
    );
    const people = await this.names.of(rows.map((row) => row.pulled_by));
    const offices = await this.offices(rows.map((row) => row.office_id));
    return pageOf(
      rows,
      limit,
      (row) => itemOf(row, offices.get(row.office_id) ?? null, people.get(row.pulled_by) ?? null),
      (row) => [row.pulled_at.getTime(), row.pull_id],
    );
  }

  async record(company: TenantIdentity, office: TenantIdentity, pull: NewPull): Promise<void> {
    await this.identity.transaction(
      (transaction) =>
        transaction.execute(
          `insert into workspace.report_pull (tenant_id, pull_id, office_id, pulled_by, month, format, events, bytes, sha256)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [company.tenantId, pull.id, office.organisationId, pull.pulledBy, pull.month, pull.format, pull.events, pull.bytes, pull.sha256],
        ),
      company.tenantId,
    );
    this.live.raise(company.tenantId, REPORT_PULL_TOPIC, pull.id);
  }

  private async offices(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.identity.query<{ organisation_id: string; name: string }>(
      'select organisation_id, name from platform.tenant where organisation_id = any($1)',
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.organisation_id, row.name]));
  }
}

function isPlace(parts: CursorPart[]): parts is [number, string] {
  return parts.length === 2 && typeof parts[0] === 'number' && Math.abs(parts[0]) < 8e15 && isId(parts[1]);
}

function itemOf(row: PullRow, officeName: string | null, pulledBy: string | null): ReportPullItem {
  return {
    id: row.pull_id,
    officeId: row.office_id,
    officeName,
    pulledBy,
    month: row.month,
    format: row.format,
    events: Number(row.events),
    bytes: Number(row.bytes),
    sha256: row.sha256.toString('hex'),
    pulledAt: row.pulled_at.toISOString(),
  };
}
