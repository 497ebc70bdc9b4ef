import { atHome, type CursorPart, isId } from '@maru/kernel';
import {
  Catalogue,
  containing,
  cursorParts,
  Findable,
  type FindableProvider,
  type FoundThing,
  IdentityDatabase,
  PAGE_SIZE,
  pageOf,
  Readiness,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { intervalsOf, isSubscribedAt, type SubscriptionChange } from '../subscriptions/subscription-history';
import type { OrganisationHealth, OrganisationPage, OrganisationsQuery, SubscribedModuleItem } from './organisations.dto';
import { itemOf, type TenantRow } from './organisations.service';

interface ListedRow extends TenantRow {
  last_sign_in_at: Date | null;
}

interface StateRow {
  changes: { module: string; kind: 'start' | 'end'; at: string }[] | null;
  waiting_since: Date | null;
  failed_tasks: number;
}

/** The list of organisations as the provider sees it: who takes part and whether the service works for them, and nothing of what they do. */
@Injectable()
@Findable({ kind: 'workspace.organisation', permission: 'workspace.organisation.read' })
export class ProviderConsole implements FindableProvider {
  constructor(
    private readonly identity: IdentityDatabase,
    private readonly catalogue: Catalogue,
    private readonly readiness: Readiness,
  ) {}

  async page({ cursor, limit = PAGE_SIZE, text, kind }: OrganisationsQuery): Promise<OrganisationPage> {
    const after = cursorParts(cursor, isPlace);
    const rows = await this.identity.query<ListedRow>(
      `select tenant.*, (
         select max(session.created_at) from workspace.session join workspace.membership using (membership_id)
         where membership.tenant_id = tenant.tenant_id) as last_sign_in_at
       from platform.tenant
       where ($1::text is null or (name, organisation_id) > ($1, $2::uuid))
         and ($3::text is null or kind = $3)
         and ($4::text is null or normalize(name) ilike $4 or company_code ilike $4)
       order by name, organisation_id limit $5`,
      [after?.[0] ?? null, after?.[1] ?? null, kind ?? null, text === undefined ? null : containing(text), limit + 1],
    );
    const states = await this.identity.ofTenants<StateRow>(
      rows.slice(0, limit).map((row) => row.tenant_id),
      STATE,
    );
    const now = new Date();
    const item = (row: ListedRow) => {
      const [state] = states.get(row.tenant_id) as StateRow[];
      return { ...itemOf(row), subscriptions: this.subscriptions(state, now), health: healthOf(row, state) };
    };
    const page = pageOf(rows, limit, item, (row) => [row.name, row.organisation_id]);
    return { ...page, service: await this.readiness.report() };
  }

  async named(pattern: string, atMost: number): Promise<FoundThing[]> {
    const rows = await this.identity.query<Pick<TenantRow, 'organisation_id' | 'name' | 'company_code'>>(
      'select organisation_id, name, company_code from platform.tenant where normalize(name) ilike $1 order by name, organisation_id limit $2',
      [pattern, atMost],
    );
    return rows.map((row) => ({ id: row.organisation_id, name: row.name, sub: row.company_code, place: {} }));
  }

  private subscriptions({ changes }: StateRow, now: Date): SubscribedModuleItem[] {
    const byModule = Map.groupBy(changes ?? [], (change) => change.module);
    return [...byModule].flatMap(([id, rows]) => {
      const manifest = this.catalogue.find(id);
      const intervals = intervalsOf(rows.map(({ kind, at }): SubscriptionChange => ({ kind, effectiveAt: new Date(at) })));
      const current = intervals.find((interval) => isSubscribedAt([interval], now));
      return manifest && current ? [{ module: id, name: manifest.name, since: current.from.toISOString() }] : [];
    });
  }
}

/** $1: the organisation's number. Numbers and times alone: what an event or a task is about cannot be read by this role. */
const STATE = `
select
  (select json_agg(json_build_object('module', module, 'kind', kind, 'at', effective_at) order by module, sequence)
   from workspace.subscription_change where tenant_id = $1) as changes,
  (select min(published_at) from platform.outbox where tenant_id = $1 and closed_at is null) as waiting_since,
  (select count(*)::integer from platform.task
   where tenant_id = $1 and state = 'failed' and ended_at > now() - interval '7 days') as failed_tasks`;

function healthOf(row: ListedRow, state: StateRow): OrganisationHealth {
  return {
    lastSignInDay: row.last_sign_in_at && atHome(row.last_sign_in_at).slice(0, 'yyyy-mm-dd'.length),
    eventWaitingSince: state.waiting_since?.toISOString() ?? null,
    failedTasks: state.failed_tasks,
  };
}

function isPlace(parts: CursorPart[]): parts is [string, string] {
  return parts.length === 2 && typeof parts[0] === 'string' && isId(parts[1]);
}
