import { createHash } from 'node:crypto';
import { dayPeriod, programmeDay } from '@maru/evidence';
import { type CursorPart, isId, newId, type ProblemType } from '@maru/kernel';
import {
  currentPrincipal,
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
import { type EvidencePull, type EvidenceStream, ReportPullLedger, type ShownAnswer } from '../contract';
import { PersonNames } from '../people/person-names';
import { GrantedCompanies } from './granted-companies.service';
import type { ReportPullItem } from './report-pulls.dto';
import type { UsageFileFormat } from './usage-file';

/** Topic by which a company's open screens hear that an office has fetched something. */
export const REPORT_PULL_TOPIC = 'report-pull';

interface PullRow {
  pull_id: string;
  office_id: string;
  pulled_by: string | null;
  key_id: string | null;
  stream: EvidenceStream | null;
  first_at: Date | null;
  last_at: Date | null;
  month: string | null;
  format: UsageFileFormat | 'pdf' | 'screen';
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
 * What offices have fetched of a company's evidence, kept in the company's own ledger: its usage log holds what its own people do. The
 * identity role adds rows, inside the tenant's policy, since an office writes nothing in a company's scope.
 */
@Injectable()
export class ReportPulls extends ReportPullLedger {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityDatabase,
    private readonly names: PersonNames,
    private readonly live: LiveSignal,
    private readonly companies: GrantedCompanies,
  ) {
    super();
  }

  /** Of the company in whose scope it is asked, newest first. */
  async page({ cursor, limit = PAGE_SIZE }: PageQuery): Promise<Page<ReportPullItem>> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.database.query<PullRow>(
      `select pull_id, office_id, pulled_by, key_id, stream, first_at, last_at, month, format, events, bytes, sha256, pulled_at
       from workspace.report_pull
       where tenant_id = $1 and ($2::timestamptz is null or (pulled_at, pull_id) < ($2, $3::uuid))
       order by pulled_at desc, pull_id desc limit $4`,
      [after && new Date(after[0]), after?.[1] ?? null, limit + 1],
    );
    const people = await this.names.of(rows.flatMap((row) => row.pulled_by ?? []));
    const keys = await this.keyNames(rows.flatMap((row) => row.key_id ?? []));
    const offices = await this.offices(rows.map((row) => row.office_id));
    return pageOf(
      rows,
      limit,
      (row) =>
        itemOf(row, {
          officeName: offices.get(row.office_id) ?? null,
          pulledBy: (row.pulled_by && people.get(row.pulled_by)) ?? null,
          keyName: (row.key_id && keys.get(row.key_id)) ?? null,
        }),
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

  async add(organisationId: string, pull: EvidencePull, refusal?: ProblemType): Promise<void> {
    const { stream, file, lines, bytes, sha256, firstAt, lastAt, asked = null } = pull;
    const principal = currentPrincipal();
    const [personId, keyId] = principal.kind === 'device' ? [null, principal.deviceKeyId] : [principal.personId ?? null, null];
    const officeId = principal.tenant.organisationId;
    const { tenantId } = await this.companies.within(principal.tenant, organisationId, async ({ tenant }) => tenant, refusal);
    const id = file?.id ?? newId();
    const format = file?.format ?? (isShown(stream) ? 'screen' : 'ndjson');
    const isAdded = await this.identity.transaction(async (transaction) => {
      if (isOnceADay(pull) && (await this.isRecordedToday([tenantId, officeId, personId, keyId, stream, asked]))) return false;
      await transaction.execute(
        `insert into workspace.report_pull
           (tenant_id, pull_id, office_id, pulled_by, key_id, stream, first_at, last_at, format, events, bytes, sha256, asked)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
        [tenantId, id, officeId, personId, keyId, stream, firstAt, lastAt, format, lines, bytes, sha256, asked],
      );
      return true;
    }, tenantId);
    if (isAdded) this.live.raise(tenantId, REPORT_PULL_TOPIC, id);
  }

  /** Whoever of the same office asks about the company at the same moment waits until the transaction under way ends. */
  private async isRecordedToday(by: RecordedBy): Promise<boolean> {
    const [tenantId, officeId] = by;
    await this.identity.query('select pg_advisory_xact_lock($1, hashtext($2))', [tenantId, `workspace.report_pull ${officeId}`]);
    const today = new Date(dayPeriod(programmeDay(Date.now())).from);
    return (await this.identity.query(RECORDED, [...by, today])).length > 0;
  }

  async addShown(organisationId: string, answer: { readonly items: readonly { readonly at: string }[] }): Promise<void> {
    const times = answer.items.map(({ at }) => at).sort();
    const [first, last] = [times.at(0), times.at(-1)];
    if (!first || !last) return;
    const body = Buffer.from(JSON.stringify(answer));
    await this.add(organisationId, {
      stream: 'shown-events',
      file: null,
      lines: times.length,
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest(),
      firstAt: new Date(first),
      lastAt: new Date(last),
    });
  }

  async addFigures(organisationId: string, { stream, asked: question, answer, lines, firstAt, lastAt }: ShownAnswer): Promise<void> {
    const asked = canonical(question);
    const body = Buffer.from(JSON.stringify(answer));
    const sha256 = createHash('sha256').update(body).digest();
    await this.add(organisationId, { stream, file: null, lines, bytes: body.length, sha256, firstAt, lastAt, asked });
  }

  private async keyNames(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.identity.query<{ device_key_id: string; name: string }>(
      'select device_key_id, name from workspace.device_key where device_key_id = any($1)',
      [[...new Set(ids)]],
    );
    return new Map(rows.map((row) => [row.device_key_id, row.name]));
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

const isShown = (stream: EvidenceStream): boolean => stream.startsWith('shown-');

/** What a program asks for again and again while there is nothing, and what a page reads anew by itself. */
const isOnceADay = ({ file, lines, asked }: EvidencePull): boolean => file === null && (lines === 0 || asked !== undefined);

type RecordedBy = [
  tenantId: number,
  officeId: string,
  personId: string | null,
  keyId: string | null,
  stream: EvidenceStream,
  asked: string | null,
];

/** Of who asks ($2 to $4) since $7: of the same stream the same question, or nothing either. */
const RECORDED = `
select from workspace.report_pull
where tenant_id = $1 and pulled_at >= $7 and office_id = $2 and pulled_by is not distinct from $3::uuid
  and key_id is not distinct from $4::uuid and stream = $5 and asked is not distinct from $6::text and ($6::text is not null or events = 0)
limit 1`;

/** JSON with its names in order; what was not asked for is left out. */
function canonical(question: ShownAnswer['asked']): string {
  const asked = Object.entries(question).filter(([, value]) => value !== undefined);
  return JSON.stringify(Object.fromEntries(asked.toSorted(([one], [other]) => (one < other ? -1 : 1))));
}

function isPlace(parts: CursorPart[]): parts is [number, string] {
  return parts.length === 2 && typeof parts[0] === 'number' && Math.abs(parts[0]) < 8e15 && isId(parts[1]);
}

type Names = Pick<ReportPullItem, 'officeName' | 'pulledBy' | 'keyName'>;

function itemOf(row: PullRow, names: Names): ReportPullItem {
  return {
    id: row.pull_id,
    officeId: row.office_id,
    ...names,
    stream: row.stream,
    month: row.month,
    firstAt: row.first_at?.toISOString() ?? null,
    lastAt: row.last_at?.toISOString() ?? null,
    format: row.format,
    events: Number(row.events),
    bytes: Number(row.bytes),
    sha256: row.sha256.toString('hex'),
    pulledAt: row.pulled_at.toISOString(),
  };
}
