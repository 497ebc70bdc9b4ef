import { Problem } from '@maru/kernel';
import {
  Catalogue,
  currentPerson,
  currentScope,
  Database,
  instantOf,
  invalidField,
  type ModuleManifest,
  Notifications,
  notifyStatement,
  platformProblems,
} from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { workspaceProblems } from '../workspace.problems';
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
  ) {}

  async list(): Promise<SubscriptionItem[]> {
    const rows = await this.database.query<ChangeRow>(
      'select module, kind, effective_at from workspace.subscription_change where tenant_id = $1 order by module, sequence',
    );
    const now = new Date();
    return this.catalogue.manifests
      .filter((manifest) => !manifest.alwaysOn)
      .map(({ id, name, summary, requires, links }) => {
        const intervals = intervalsOf(rows.filter((row) => row.module === id).map(changeOf));
        return {
          module: id,
          name,
          summary,
          requires: requires.filter((required) => !this.catalogue.find(required)?.alwaysOn),
          links: [...links],
          subscribed: isSubscribedAt(intervals, now),
          intervals: intervals.map(({ from, to }) => ({ from: from.toISOString(), to: to?.toISOString() ?? null })),
        };
      });
  }

  /**
   * Starts or ends a subscription. Effective on every replica as soon as it is committed.
   * @throws Problem 409 when it is subscribed already, or not; 400 for an unknown module or a time in the past
   */
  async change(body: SubscriptionChangeBody): Promise<SubscriptionChangeResult> {
    const manifest = this.catalogue.find(body.module);
    if (!manifest || manifest.alwaysOn)
      throw invalidField('/module', 'unknown-module', {
        ko: '구독할 수 있는 모듈이 아닙니다.',
        en: 'It is no module that can be subscribed.',
      });
    if (body.kind === 'start') await this.refuseWithoutRequired(manifest);
    // Changes of one module take turns, so that the rule is checked against what is really there.
    await this.database.query('select pg_advisory_xact_lock($1, hashtext($2))', [`subscription ${manifest.id}`]);
    const rows = await this.database.query<ChangeRow>(
      'select module, kind, effective_at from workspace.subscription_change where tenant_id = $1 and module = $2 order by sequence',
      [manifest.id],
    );
    const clock = await currentScope().query<{ now: Date }>({ text: "select date_trunc('milliseconds', clock_timestamp()) as now" });
    const [{ now }] = clock.rows;
    const change: SubscriptionChange = { kind: body.kind, effectiveAt: body.effectiveAt === undefined ? now : instantOf(body.effectiveAt) };
    this.refuse(changeRefusal(rows.map(changeOf), change, now));
    await this.database.execute(
      'insert into workspace.subscription_change (tenant_id, module, sequence, kind, effective_at, recorded_by) values ($1, $2, $3, $4, $5, $6)',
      [manifest.id, rows.length + 1, change.kind, change.effectiveAt, currentPerson().personId],
    );
    const scope = currentScope();
    const changed = { topic: SUBSCRIPTION_TOPIC, key: String(scope.tenant.tenantId) };
    await scope.query(notifyStatement(changed));
    scope.afterCommit(() => this.notifications.here(changed));
    return { module: manifest.id, kind: change.kind, effectiveAt: change.effectiveAt.toISOString() };
  }

  private async refuseWithoutRequired({ requires }: ModuleManifest): Promise<void> {
    const subscribed = await this.list();
    const missing = requires.filter((id) => subscribed.some((item) => item.module === id && !item.subscribed));
    if (missing.length === 0) return;
    const names = missing.map((id) => this.catalogue.find(id)?.name);
    throw new Problem(workspaceProblems.requiredModuleMissing, {
      detail: {
        ko: `먼저 구독해야 하는 모듈: ${names.map((name) => name?.ko).join(', ')}`,
        en: `Subscribe to these first: ${names.map((name) => name?.en).join(', ')}`,
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
