/**
 * Every table with what each role may do with it. Written down by hand on purpose: a grant that is not in this list is a finding,
 * so that a role never gains a right without somebody having read it here.
 */
export interface Expected {
  /** `tenant`: inside the wall. `ledger`: inside it, and rows are added and never changed by anybody. `global`: of no tenant, closed to maru_app. */
  readonly kind: 'tenant' | 'ledger' | 'global';
  readonly grants: Readonly<Record<string, readonly string[]>>;
}

const append = ['insert', 'select'] as const;

export const EXPECTED_GRANTS: Readonly<Record<string, Expected>> = {
  'platform.tenant': {
    kind: 'global',
    grants: { maru_identity: ['insert', 'select', 'update (name)'], maru_usage: ['select'], maru_relay: ['select'] },
  },
  'platform.monthly_table': { kind: 'global', grants: { maru_partitions: ['select'] } },
  'platform.usage_writer': {
    kind: 'global',
    grants: {
      maru_identity: ['select (confirmed_at)', 'select (stopped_at)'],
      maru_usage: ['insert', 'select', 'update (confirmed_at)', 'update (stopped_at)'],
    },
  },
  'platform.usage_gap': { kind: 'global', grants: { maru_identity: ['select'], maru_usage: append } },
  'platform.usage_event': { kind: 'ledger', grants: { maru_app: append, maru_identity: ['insert'], maru_usage: ['insert'] } },
  // Who and from where can be taken away and never rewritten.
  'platform.usage_event_person': {
    kind: 'tenant',
    grants: {
      maru_app: append,
      maru_identity: ['delete', 'insert', 'select (person_id)', 'select (tenant_id)'],
      maru_usage: ['insert'],
    },
  },
  'platform.idempotency_key': { kind: 'tenant', grants: { maru_app: append, maru_identity: append, maru_relay: ['delete', 'select'] } },
  'platform.outbox': {
    kind: 'tenant',
    grants: {
      maru_app: append,
      maru_identity: ['select (closed_at)', 'select (published_at)', 'select (tenant_id)'],
      maru_relay: ['delete', 'select', 'update (attempts)', 'update (closed_at)', 'update (next_attempt_at)', 'update (under_way)'],
    },
  },
  'platform.task': {
    kind: 'tenant',
    grants: {
      maru_app: [
        ...append,
        'update (cancel_requested_at)',
        'update (checkpoint)',
        'update (done_units)',
        'update (ended_at)',
        'update (lease_until)',
        'update (outcome)',
        'update (problem)',
        'update (state)',
        'update (total_estimated)',
        'update (total_units)',
      ],
      maru_identity: ['select (ended_at)', 'select (state)', 'select (tenant_id)'],
      maru_relay: ['select', 'update (attempt)', 'update (begun_at)', 'update (failures)', 'update (lease_until)', 'update (state)'],
    },
  },
  'platform.stored_file': {
    kind: 'tenant',
    grants: {
      maru_app: [...append, 'update (bytes)', 'update (completed_at)', 'update (kept_until)'],
      maru_relay: ['select', 'update (removed_at)'],
    },
  },
  'platform.stored_file_part': { kind: 'tenant', grants: { maru_app: append, maru_relay: ['delete', 'select'] } },
  'platform.inbox': { kind: 'ledger', grants: { maru_app: append, maru_relay: ['select'] } },

  'workspace.person': { kind: 'global', grants: { maru_identity: ['insert', 'select', 'update (email)', 'update (name)'] } },
  'workspace.password_credential': {
    kind: 'global',
    grants: { maru_identity: ['insert', 'select', 'update (changed_at)', 'update (hash)'] },
  },
  'workspace.membership': {
    kind: 'global',
    grants: {
      maru_identity: [
        ...append,
        'update (employee_number)',
        'update (ended_at)',
        'update (invited_email)',
        'update (invited_name)',
        'update (joined_at)',
        'update (person_id)',
        'update (roles)',
        'update (version)',
      ],
    },
  },
  'workspace.session': { kind: 'global', grants: { maru_identity: ['insert', 'select', 'update (ended_at)', 'update (last_seen_at)'] } },
  'workspace.sign_in_attempt': { kind: 'global', grants: { maru_identity: ['delete', 'insert', 'select', 'update'] } },
  'workspace.one_time_code': { kind: 'global', grants: { maru_identity: [...append, 'update (closed_at)'] } },
  'workspace.device_key': { kind: 'global', grants: { maru_identity: ['insert', 'select', 'update (revoked_at)'] } },
  'workspace.reporting_grant_change': { kind: 'global', grants: { maru_identity: append } },
  'fems.reading_import': {
    kind: 'tenant',
    grants: {
      maru_app: [
        ...append,
        ...[
          'all_or_nothing',
          'applied_at',
          'counts',
          'extents',
          'findings',
          'fingerprint',
          'first_faults',
          'format',
          'mapping',
          'preview',
          'reason',
          'refused_file_id',
          'source_id',
          'source_number',
          'state',
          'task_id',
          'version',
        ].map((column) => `update (${column})`),
      ],
    },
  },
  'fems.utility_month': { kind: 'ledger', grants: { maru_app: append } },
  'workspace.site': {
    kind: 'tenant',
    grants: {
      maru_app: [
        ...append,
        'update (address)',
        'update (business_registration_number)',
        'update (ksic_code)',
        'update (name)',
        'update (version)',
        'update (zone)',
      ],
      maru_identity: ['select (site_id)', 'select (tenant_id)'],
    },
  },
  'workspace.report_pull': {
    kind: 'ledger',
    grants: {
      maru_app: ['select'],
      maru_identity: [
        'insert',
        ...['asked', 'events', 'key_id', 'office_id', 'pulled_at', 'pulled_by', 'stream', 'tenant_id'].map(
          (column) => `select (${column})`,
        ),
      ],
    },
  },
  'workspace.usage_erasure': { kind: 'ledger', grants: { maru_app: ['select'], maru_identity: append } },
  'workspace.attention_acknowledgement': { kind: 'ledger', grants: { maru_app: append } },
  'workspace.subscription_change': { kind: 'ledger', grants: { maru_app: append, maru_identity: ['select'] } },

  'fems.energy_meter': { kind: 'tenant', grants: { maru_app: [...append, 'update (main)', 'update (name)', 'update (version)'] } },
  'fems.number_series': { kind: 'tenant', grants: { maru_app: [...append, 'update (last_number)'] } },
  'fems.meter_point': { kind: 'tenant', grants: { maru_app: [...append, 'update (name)', 'update (version)'] } },
  'fems.reading_source': { kind: 'ledger', grants: { maru_app: append } },
  'fems.reading': { kind: 'ledger', grants: { maru_app: append } },
  'fems.reading_correction': { kind: 'ledger', grants: { maru_app: append } },
  'fems.point_activity': {
    kind: 'tenant',
    grants: {
      maru_app: [...append, 'update (accepted)', 'update (corrected)', 'update (last_received_at)', 'update (newest_start)'],
    },
  },
  'fems.source_activity': {
    kind: 'tenant',
    grants: {
      maru_app: [
        ...append,
        'update (accepted)',
        'update (corrected)',
        'update (first_received_at)',
        'update (last_received_at)',
        'update (newest_start)',
      ],
    },
  },

  'programme.agreement': {
    kind: 'tenant',
    grants: {
      maru_app: [
        ...append,
        ...[
          'completed_on',
          'finally_completed_on',
          'modules',
          'notice_id',
          'notice_version',
          'number',
          'party_kind',
          'party_name',
          'signed_on',
          'supplier_id',
          'target_level',
          'version',
        ].map((column) => `update (${column})`),
      ],
    },
  },
  'programme.agreement_site': { kind: 'tenant', grants: { maru_app: ['delete', ...append] } },
  'programme.agreement_version': { kind: 'ledger', grants: { maru_app: append } },
  'programme.manual_registration': { kind: 'ledger', grants: { maru_app: append } },
  'programme.site_calendar': { kind: 'tenant', grants: { maru_app: [...append, 'update (version)', 'update (weekdays)'] } },
  'programme.site_calendar_day': { kind: 'tenant', grants: { maru_app: ['delete', ...append] } },
  'programme.portal_key': {
    kind: 'tenant',
    grants: {
      maru_app: [
        'delete',
        ...append,
        ...[
          'ending',
          'hold_id',
          'key_digest',
          'lease_id',
          'lease_until',
          'next_send_at',
          'sealed',
          'set_at',
          'set_by',
          'state',
          'stopped_code',
        ].map((column) => `update (${column})`),
      ],
    },
  },
  'programme.portal_key_holder': { kind: 'global', grants: { maru_identity: ['delete', ...append, 'update (hold_id)'] } },
  'programme.user_code_consent': { kind: 'ledger', grants: { maru_app: append } },
  'programme.log_send': { kind: 'ledger', grants: { maru_app: append } },
  'programme.portal_list': { kind: 'ledger', grants: { maru_app: append } },
  'programme.portal_list_row': { kind: 'ledger', grants: { maru_app: append } },
  'programme.portal_list_withdrawal': { kind: 'ledger', grants: { maru_app: append } },
  'programme.log_receipt': { kind: 'ledger', grants: { maru_app: append } },
};
