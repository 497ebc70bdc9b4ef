import { currentScope } from '@maru/platform';
import { ReportingGrants, SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { type Agreement, AgreementsQuery } from '../agreements/agreements.query';
import { type Notice, noticeOf } from '../notices/notices';
import type { DutyBoard, DutyItem } from './duties.dto';
import { type AgreementFacts, type Duty, dutiesOf, dutyStates, grantDuty, keyDuty, logPeriod } from './duty';
import { DutyFactsQuery, nameOf } from './duty-facts.query';
import { type DayPeriod, halfYearsIn, sharedDays } from './half-year';

/** An agreement with the notice whose rules it follows and what is known of it. */
export interface KnownAgreement {
  readonly agreement: Agreement;
  readonly notice: Notice;
  readonly facts: AgreementFacts;
}

/** A site with the time in which its logs are owed by one agreement. */
export interface OwedLogs {
  readonly siteId: string;
  readonly logs: DayPeriod;
}

/** 의무: what the company in whose scope the caller works owes by its agreements. */
@Injectable()
export class DutiesService {
  constructor(
    private readonly agreements: AgreementsQuery,
    private readonly facts: DutyFactsQuery,
    private readonly sites: SiteDirectory,
    private readonly grants: ReportingGrants,
  ) {}

  /** @param today a day of Asia/Seoul */
  async ofCompany(today: string): Promise<DutyBoard> {
    const known = await this.known();
    const names = new Map((await this.sites.list()).map(({ id, name }) => [id, name]));
    const items = known.flatMap((each) =>
      dutiesOf(each.agreement, each.notice, each.facts, today).map((duty) => itemOf(duty, each, names)),
    );
    const owing = new Set((await this.owedLogs(today)).map(({ siteId }) => siteId));
    if (owing.size > 0) {
      const keys = await this.facts.keys();
      const ofCompany = [...owing].map((siteId) => keyDuty(siteId, keys.get(siteId) ?? null));
      for (const duty of [...ofCompany, grantDuty(await this.grants.isInForce())]) items.push(itemOf(duty, null, names));
    }
    return { today, items: items.sort(byUrgency), simulated: currentScope().tenant.simulated };
  }

  /** Whose logs are owed, on this day or later. By several agreements a site owes the same log: it is there once for each. */
  async owedLogs(today: string): Promise<OwedLogs[]> {
    return (await this.agreements.all()).flatMap((agreement) => {
      const logs = logPeriod(agreement, noticeOf(agreement.noticeId, agreement.noticeVersion));
      return logs && today < logs.to ? agreement.siteIds.map((siteId) => ({ siteId, logs })) : [];
    });
  }

  async known(): Promise<KnownAgreement[]> {
    const agreements = (await this.agreements.all()).map((agreement) => ({
      agreement,
      notice: noticeOf(agreement.noticeId, agreement.noticeVersion),
    }));
    const registered = await this.facts.registered();
    // Logs of a half-year are owed on those of its days that lie in the duty.
    const owed = agreements.map(({ agreement, notice }) => {
      const period = logPeriod(agreement, notice);
      if (!period) return [];
      const halves = halfYearsIn(period, notice.registrationMonths).map(({ id, period: half }) => ({
        id,
        days: sharedDays(half, period),
        logs: notice.logsSparingRegistration ?? 1,
      }));
      return halves.flatMap((half) => agreement.siteIds.map((siteId) => ({ ...half, siteId })));
    });
    const sent = await this.facts.sentIn(owed.flat());
    return agreements.map((each, at) => ({
      ...each,
      facts: {
        registered: registered.get(each.agreement.id) ?? new Map(),
        sent: sitesByHalf(owed[at].filter((each) => sent.has(nameOf(each)))),
      },
    }));
  }
}

function sitesByHalf(sent: readonly { id: string; siteId: string }[]): Map<string, Set<string>> {
  const byHalf = Map.groupBy(sent, ({ id }) => id);
  return new Map([...byHalf].map(([id, sites]) => [id, new Set(sites.map(({ siteId }) => siteId))]));
}

/** By state; of the same state what has the least time first, and what has been late for longest. */
function byUrgency(a: DutyItem, b: DutyItem): number {
  const left = ({ state, days }: DutyItem) => (days === null ? Number.MAX_SAFE_INTEGER : state === 'late' ? -days : days);
  return dutyStates.indexOf(a.state) - dutyStates.indexOf(b.state) || left(a) - left(b);
}

function itemOf(
  { rule, sitesWithoutLog, ...duty }: Duty,
  of: Pick<KnownAgreement, 'agreement' | 'notice'> | null,
  sites: ReadonlyMap<string, string>,
): DutyItem {
  const { siteId, halfYear, kind } = duty;
  return {
    ...duty,
    id: [of?.agreement.id, kind, siteId ?? halfYear].filter(Boolean).join(' '),
    agreementId: of?.agreement.id ?? null,
    agreementNumber: of?.agreement.number ?? null,
    noticeTitle: of?.notice.title ?? null,
    partyKind: of?.agreement.partyKind ?? null,
    siteName: siteId && (sites.get(siteId) ?? siteId),
    sitesWithoutLog: sitesWithoutLog.map((id) => ({ id, name: sites.get(id) ?? id })),
    uncertain: of?.notice.uncertain.find((each) => each.rule === rule)?.why ?? null,
  };
}
