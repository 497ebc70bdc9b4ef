import { globalTable, moduleSchema, tenantTable } from '@maru/platform';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Agreements of the programme, the portal's key, what was sent to the log centre and what it answered. Sends and answers are evidence:
 * they are added and never changed.
 */
export class Programme1763800000000 implements MigrationInterface {
  readonly name = 'Programme1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await moduleSchema(runner, 'programme', ['maru_app', 'maru_identity']);
    await this.agreements(runner);
    await this.keys(runner);
    await this.sending(runner);
  }

  private async agreements(runner: QueryRunner): Promise<void> {
    // Of the company that it covers. One that a consortium of suppliers signed for several companies is in each of them.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'agreement',
      columns: `
        agreement_id uuid not null,
        number text not null check (length(number) between 1 and 60),
        notice_id text not null,
        notice_version integer not null,
        party_kind text not null check (party_kind in ('manufacturer', 'supplierConsortium')),
        party_name text check (length(party_name) between 1 and 100),
        signed_on date not null,
        completed_on date check (completed_on >= signed_on),
        finally_completed_on date check (finally_completed_on >= completed_on),
        target_level text check (target_level in ('basic', 'intermediate1', 'intermediate2', 'advanced')),
        modules text[] not null check (cardinality(modules) >= 1),
        version integer not null default 1,
        created_at timestamptz not null default now(),
        constraint agreement_party_ck check ((party_kind = 'supplierConsortium') = (party_name is not null)),
        constraint agreement_final_ck check (finally_completed_on is null or completed_on is not null),
        constraint agreement_days_ck
          check (signed_on >= '2000-01-01' and coalesce(finally_completed_on, completed_on, signed_on) < '2101-01-01')`,
      primaryKey: ['agreement_id'],
      unique: [['number']],
      simulated: true,
      grants: {
        // Everything that was entered can be put right, the notice with its party too.
        maru_app: [
          'select',
          'insert',
          'update (number, notice_id, notice_version, party_kind, party_name, signed_on, completed_on, finally_completed_on, target_level, modules, version)',
        ],
      },
    });
    await tenantTable(runner, {
      schema: 'programme',
      name: 'agreement_site',
      // site_id names a site of the workspace module, whose contract is asked when it is written.
      columns: `
        agreement_id uuid not null,
        site_id uuid not null`,
      primaryKey: ['agreement_id', 'site_id'],
      constraints: [
        'constraint agreement_site_agreement_fk foreign key (tenant_id, agreement_id) references programme.agreement (tenant_id, agreement_id)',
      ],
      grants: { maru_app: ['select', 'insert', 'delete'] },
    });
    await this.agreementVersions(runner);
  }

  private async agreementVersions(runner: QueryRunner): Promise<void> {
    // Every version as it was entered, so that what follows from agreements can be told as of any time. To the millisecond, as times are
    // asked for: what was entered before a question is in its answer.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'agreement_version',
      columns: `
        agreement_id uuid not null,
        version integer not null check (version >= 1),
        number text not null,
        notice_id text not null,
        notice_version integer not null,
        party_kind text not null,
        party_name text,
        site_ids uuid[] not null,
        signed_on date not null,
        completed_on date,
        finally_completed_on date,
        target_level text,
        modules text[] not null,
        changed_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
        changed_by uuid not null`,
      primaryKey: ['agreement_id', 'version'],
      constraints: [
        'constraint agreement_version_agreement_fk foreign key (tenant_id, agreement_id) references programme.agreement (tenant_id, agreement_id)',
      ],
      simulated: true,
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  private async keys(runner: QueryRunner): Promise<void> {
    // The log centre knows a site by a key of its own. One key has one site: within the organisation by its digest here, among organisations
    // by its holder, which knows by the hold whether it was taken again meanwhile.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'portal_key',
      columns: `
        site_id uuid not null,
        key_digest bytea not null check (octet_length(key_digest) = 32),
        hold_id uuid not null,
        sealed bytea not null check (octet_length(sealed) between 29 and 1024),
        ending text not null check (length(ending) = 4),
        state text not null check (state in ('unproven', 'active', 'stopped')),
        stopped_code text check (stopped_code ~ '^[A-Z0-9]{1,20}$'),
        set_at timestamptz not null default now(),
        set_by uuid not null,
        next_send_at timestamptz,
        lease_id uuid,
        lease_until timestamptz,
        constraint portal_key_lease_ck check ((lease_id is null) = (lease_until is null))`,
      primaryKey: ['site_id'],
      unique: [['key_digest']],
      simulated: true,
      grants: {
        maru_app: [
          'select',
          'insert',
          'delete',
          'update (key_digest, hold_id, sealed, ending, state, stopped_code, set_at, set_by, next_send_at, lease_id, lease_until)',
        ],
      },
    });
    // Which organisation has a key, without the key: two that sent with one would not know of each other's logs.
    await globalTable(runner, {
      schema: 'programme',
      name: 'portal_key_holder',
      columns: `
        key_digest bytea primary key check (octet_length(key_digest) = 32),
        tenant_id integer not null references platform.tenant,
        hold_id uuid not null`,
      indexes: ['tenant_id'],
      grants: { maru_identity: ['select', 'insert', 'delete', 'update (hold_id)'] },
    });
    // Whose employee number may go to the portal. The newest change of a person counts; without one a pseudonym goes.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'user_code_consent',
      columns: `
        consent_id uuid not null,
        person_id uuid not null,
        change text not null check (change in ('given', 'withdrawn')),
        wording_version integer not null check (wording_version >= 1),
        changed_at timestamptz not null default now(),
        changed_by uuid not null`,
      primaryKey: ['consent_id'],
      indexes: ['person_id, changed_at'],
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  private async sending(runner: QueryRunner): Promise<void> {
    // Written before the request leaves, so that what was sent is known whatever becomes of the sender. The request is kept without the key.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'log_send',
      columns: `
        send_id uuid not null,
        site_id uuid not null,
        purpose text not null check (purpose in ('log', 'test')),
        event_id uuid,
        attempt integer check (attempt >= 1),
        occurred_at timestamptz not null,
        sent_at timestamptz not null,
        centre text not null check (centre in ('portal', 'simulator')),
        key_ending text not null,
        request text not null check (length(request) between 2 and 2000),
        choice_version integer not null,
        constraint log_send_event_ck check ((purpose = 'log') = (event_id is not null) and (event_id is null) = (attempt is null)),
        constraint log_send_simulated_ck check ((centre = 'simulator') = simulated)`,
      primaryKey: ['send_id'],
      // Whoever would send an event at the same time counts the same attempt: one of the two is refused.
      unique: [['event_id', 'attempt']],
      indexes: ['sent_at, send_id', 'occurred_at', 'site_id, sent_at, send_id'],
      simulated: true,
      grants: { maru_app: ['select', 'insert'] },
    });
    // What came back, to the letter. A send without a row here has no answer: whether it was stored is not known.
    await tenantTable(runner, {
      schema: 'programme',
      name: 'log_receipt',
      columns: `
        send_id uuid not null,
        answered_at timestamptz not null,
        http_status integer,
        answer bytea check (octet_length(answer) <= 65536),
        code text check (length(code) <= 20),
        outcome text not null
          check (outcome in ('stored', 'received', 'test', 'too-soon', 'not-collected', 'day-limit', 'refused', 'unsent', 'unknown')),
        centre_received_at text check (length(centre_received_at) <= 40),
        failure text check (length(failure) <= 200),
        answers_version integer not null`,
      primaryKey: ['send_id'],
      constraints: ['constraint log_receipt_send_fk foreign key (tenant_id, send_id) references programme.log_send (tenant_id, send_id)'],
      simulated: true,
      grants: { maru_app: ['select', 'insert'] },
    });
  }

  async down(): Promise<void> {
    throw new Error('sends and receipts are evidence: they are not dropped');
  }
}
