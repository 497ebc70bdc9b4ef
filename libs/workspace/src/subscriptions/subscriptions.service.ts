import { Problem, type ProblemType, type Text } from '@maru/kernel';
import {
  Catalogue,
  currentPerson,
  currentScope,
  Database,
  instantOf,
  invalidField,
  LiveSignal,
  type ModuleManifest,
  Notifications,
  notifyStatement,
  platformProblems,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { workspaceProblems } from '../workspace.problems';
import { dependentModules, missingModules, type SubscribedModules } from './module-needs';
import { changeRefusal, intervalsOf, isSubscribedAt, type SubscriptionChange } from './subscription-history';
import { SUBSCRIPTION_TOPIC } from './subscription-reader';
import type { SubscriptionChangeBody, SubscriptionChangeResult, SubscriptionItem } from './subscriptions.dto';

interface ChangeRow {
  module: string;
  kind: 'start' | 'end';
  effective_at: Date;
}

@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly database: Database,
    private readonly catalogue: Catalogue,
    private readonly notifications: Notifications,
    private readonly live: LiveSignal,
  ) {}

  /** Every module that can be subscribed: what it is, what it needs and brings, and the history of its subscription. */
  async list(): Promise<SubscriptionItem[]> {
    const subscribed = subscribedModules(await this.changes());
    const now = new Date();
    return this.manifests().map((manifest) => {
      const intervals = subscribed.get(manifest.id) ?? [];
      return {
        ...this.described(manifest),
        neededBy: dependentModules(manifest.id, this.needs(), subscribed, now),
        subscribed: isSubscribedAt(intervals, now),
        intervals: intervals.map(({ from, to }) => ({ from: from.toISOString(), to: to?.toISOString() ?? null })),
      };
    });
  }

  private described({ id, name, summary, requires, links, menu, permissions }: ModuleManifest) {
    return {
      module: id,
      name,
      summary,
      requires: requires.filter((required) => !this.catalogue.find(required)?.alwaysOn),
      links: [...links],
      pages: menu.map(({ label }) => label),
      deviceActions: permissions.filter(({ device }) => device).map(({ label }) => label),
    };
  }

  /**
   * Starts or ends a subscription. Effective on every replica as soon as it is committed, and in every open screen a moment later.
   * @throws Problem 409 when it is subscribed already, or not, or needs another module, or another one needs it; 400 for an unknown module or
   * a time in the past
   */
  async change(body: SubscriptionChangeBody): Promise<SubscriptionChangeResult> {
    const manifest = this.catalogue.find(body.module);
    if (!manifest || manifest.alwaysOn)
      throw invalidField('/module', 'unknown-module', {
        ko: '구독할 수 있는 모듈이 아닙니다.',
        en: 'It is no module that can be subscribed.',
      });
    // Changes of one organisation take turns: what a module needs must still be there when it starts.
    await this.database.query("select pg_advisory_xact_lock($1, hashtext('workspace.subscription'))");
    const rows = await this.changes();
    const clock = await currentScope().query<{ now: Date }>({ text: "select date_trunc('milliseconds', clock_timestamp()) as now" });
    const [{ now }] = clock.rows;
    const change: SubscriptionChange = { kind: body.kind, effectiveAt: body.effectiveAt === undefined ? now : instantOf(body.effectiveAt) };
    const own = rows.filter((row) => row.module === manifest.id);
    this.refuse(changeRefusal(own.map(changeOf), change, now));
    this.refuseByNeeds(manifest, change, subscribedModules(rows));
    await this.database.execute(
      'insert into workspace.subscription_change (tenant_id, module, sequence, kind, effective_at, recorded_by) values ($1, $2, $3, $4, $5, $6)',
      [manifest.id, own.length + 1, change.kind, change.effectiveAt, currentPerson().personId],
    );
    await this.tell(manifest.id);
    return { module: manifest.id, kind: change.kind, effectiveAt: change.effectiveAt.toISOString() };
  }

  private async tell(module: string): Promise<void> {
    const scope = currentScope();
    const changed = { topic: SUBSCRIPTION_TOPIC, key: String(scope.tenant.tenantId) };
    await scope.query(notifyStatement(changed));
    scope.afterCommit(() => {
      this.notifications.here(changed);
      this.live.raise(scope.tenant.tenantId, SUBSCRIPTION_TOPIC, module);
    });
  }

  private changes(): Promise<ChangeRow[]> {
    return this.database.query<ChangeRow>(
      'select module, kind, effective_at from workspace.subscription_change where tenant_id = $1 order by module, sequence',
    );
  }

  private manifests(): ModuleManifest[] {
    return this.catalogue.manifests.filter((manifest) => !manifest.alwaysOn);
  }

  private needs(): Map<string, readonly string[]> {
    return new Map(this.manifests().map((manifest) => [manifest.id, this.described(manifest).requires]));
  }

  private refuseByNeeds(manifest: ModuleManifest, { kind, effectiveAt }: SubscriptionChange, subscribed: SubscribedModules): void {
    if (kind === 'start')
      this.refuseNaming(
        workspaceProblems.requiredModuleMissing,
        missingModules(this.needs().get(manifest.id) ?? [], subscribed, effectiveAt),
        { ko: '먼저 구독해야 하는 모듈', en: 'Subscribe to these first' },
      );
    else
      this.refuseNaming(workspaceProblems.moduleNeeded, dependentModules(manifest.id, this.needs(), subscribed, effectiveAt), {
        ko: '먼저 구독을 끝내야 하는 모듈',
        en: 'End these first',
      });
  }

  private refuseNaming(type: ProblemType, modules: readonly string[], what: Text): void {
    if (modules.length === 0) return;
    const names = modules.map((id) => this.catalogue.find(id)?.name);
    throw new Problem(type, {
      detail: {
        ko: `${what.ko}: ${names.map((name) => name?.ko).join(', ')}`,
        en: `${what.en}: ${names.map((name) => name?.en).join(', ')}`,
      },
    });
  }

  private refuse(refusal: ReturnType<typeof changeRefusal>): void {
    if (refusal === 'already') throw new Problem(workspaceProblems.alreadySubscribed);
    if (refusal === 'not-yet') throw new Problem(workspaceProblems.notSubscribed);
    if (refusal === 'in-the-past')
      throw invalidField('/effectiveAt', refusal, { ko: '지난 시각으로는 바꿀 수 없습니다.', en: 'It cannot lie in the past.' });
    if (refusal === 'before-last')
      throw new Problem(platformProblems.conflict, {
        detail: { ko: '이미 기록된 변경보다 앞설 수 없습니다.', en: 'It cannot lie before a change that is recorded.' },
      });
  }
}

function changeOf(row: ChangeRow): SubscriptionChange {
  return { kind: row.kind, effectiveAt: row.effective_at };
}

function subscribedModules(rows: readonly ChangeRow[]): SubscribedModules {
  return new Map([...Map.groupBy(rows, (row) => row.module)].map(([module, changes]) => [module, intervalsOf(changes.map(changeOf))]));
}
