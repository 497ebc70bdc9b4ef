import { dayPeriod, monthsBefore, programmeDay } from '@maru/evidence';
import { daysAfter, holidayName, newId } from '@maru/kernel';
import {
  Catalogue,
  Config,
  Database,
  IdentityDatabase,
  Lifecycle,
  LiveSignal,
  Metrics,
  type OrganisationKind,
  type PersonPrincipal,
  SimulatedUsage,
  Tenancy,
  type TenantIdentity,
} from '@maru/platform';
import { ReportingGrants, SiteDirectory } from '@maru/workspace/contract';
import { Injectable } from '@nestjs/common';
import { AgreementsService } from '../agreements/agreements.service';
import { ProgrammeDemonstration } from '../contract';
import { PortalKeysService } from '../keys/portal-keys.service';
import { UserCodes } from '../keys/user-codes';
import { LogCentre } from '../sending/log-centre.job';
import { LogDelivery } from '../sending/log-delivery';
import { LogReceipts } from '../sending/log-receipts';
import { LogSending } from '../sending/log-sending';
import { PaceQuery } from '../sending/pace.query';
import { SenderClock } from '../sending/sender-clock';
import { WaitingEvents } from '../sending/waiting-events.query';
import { type SimulatedAct, simulatedDay } from './simulated-days';

/** Of the demonstration's company that has worked for half a year; the workspace prepares it and its people. */
const COMPANY_CODE = 'mould';
const CONSORTIUM_AGREEMENT = '모의-2023-0001';
const MONTHS = 6;
const MINUTE_MS = 60_000;
const ADDRESSES = ['192.0.2.11', '192.0.2.24'];

interface MemberRow {
  tenant_id: number;
  organisation_id: string;
  kind: OrganisationKind;
  simulated: boolean;
  person_id: string;
  roles: string[];
}

interface Company {
  readonly tenant: TenantIdentity;
  readonly owner: PersonPrincipal;
  readonly people: readonly string[];
}

/** The time at which the simulated company's day is lived through. */
class SimulatedClock extends SenderClock {
  at = 0;

  async now(): Promise<Date> {
    return new Date(this.at);
  }
}

/**
 * Half a year of a company that does not exist: uses at times that have passed, written as any other, and sent to the simulator by the sender
 * itself, whose clock alone is another. Every row of it is 모의, since the company's number is. Running it again goes on from the last day.
 */
@Injectable()
export class SimulatedMonths extends ProgrammeDemonstration {
  private readonly clock = new SimulatedClock();
  private readonly delivery: LogDelivery;

  constructor(
    private readonly config: Config,
    private readonly identity: IdentityDatabase,
    private readonly catalogue: Catalogue,
    private readonly tenancy: Tenancy,
    private readonly database: Database,
    private readonly usage: SimulatedUsage,
    private readonly sites: SiteDirectory,
    private readonly grants: ReportingGrants,
    private readonly agreements: AgreementsService,
    private readonly keys: PortalKeysService,
    private readonly centre: LogCentre,
    pace: PaceQuery,
    waiting: WaitingEvents,
    userCodes: UserCodes,
    metrics: Metrics,
    live: LiveSignal,
    lifecycle: Lifecycle,
  ) {
    super();
    const receipts = new LogReceipts(database);
    this.delivery = new LogDelivery(
      tenancy,
      new LogSending(database, this.clock, pace, waiting, userCodes, receipts, config, live),
      centre,
      metrics,
      live,
      lifecycle,
    );
  }

  async prepare(): Promise<void> {
    const company = await this.company();
    if (!company?.tenant.simulated || !this.centre.isKnown(true)) return;
    const site = await this.tenancy.run(company.owner, () => this.register());
    const today = programmeDay(Date.now());
    try {
      for (let day = await this.tenancy.run(company.owner, () => this.firstDay(today)); day < today; day = daysAfter(day, 1))
        await this.live(company, site, simulatedDay(day, holidayName(day) !== null));
    } finally {
      // A simulator that stayed in the past would refuse every log of today.
      await this.setCentreClock(0);
    }
  }

  private async company(): Promise<Company | null> {
    const rows = await this.identity.query<MemberRow>(
      `select tenant_id, organisation_id, kind, simulated, person_id, roles from platform.tenant
       join workspace.membership using (tenant_id) where company_code = $1 and ended_at is null and person_id is not null order by membership_id`,
      [COMPANY_CODE],
    );
    const owner = rows.find(({ roles }) => roles.includes('owner'));
    if (!owner) return null;
    const { tenant_id: tenantId, organisation_id: organisationId, kind, simulated, person_id: personId, roles } = owner;
    const tenant = { tenantId, organisationId, kind, simulated };
    const permissions = this.catalogue.permissionsOf(kind, roles);
    return {
      tenant,
      owner: { kind: 'person', personId, sessionId: newId(), tenant, roles, permissions, viaCookie: false, sites: [] },
      people: rows.map((row) => row.person_id),
    };
  }

  /**
   * The agreements, of the company and of its supplier's consortium, and the key without which nothing would be sent.
   * @returns the site that people work for
   */
  private async register(): Promise<string> {
    const [site] = await this.sites.list();
    const { items } = await this.agreements.page({});
    if (items.length === 0)
      await this.agreements.create({
        number: '모의-2025-0001',
        noticeId: 'carbon-neutral-2025',
        siteIds: [site.id],
        signedOn: '2025-06-02',
        completedOn: '2025-12-19',
        targetLevel: 'intermediate1',
        modules: ['fems'],
      });
    const supplier = (await this.grants.suppliers()).find(({ granted }) => granted);
    if (supplier && !items.some(({ number }) => number === CONSORTIUM_AGREEMENT))
      await this.agreements.create({
        number: CONSORTIUM_AGREEMENT,
        noticeId: 'cloud-solution-2023',
        partyName: '모의 컨소시엄',
        supplierId: supplier.organisationId,
        siteIds: [site.id],
        signedOn: '2023-06-01',
        completedOn: '2024-05-31',
        finallyCompletedOn: '2024-11-29',
        modules: ['fems'],
      });
    const { items: keys } = await this.keys.list();
    if (keys.some(({ state }) => state !== null)) return site.id;
    await this.keys.set(site.id, `$5$API$${COMPANY_CODE}-simulated`);
    // The test that was begun is made when the worker runs; the days before were lived through with a key that worked.
    await this.database.execute("update programme.portal_key set state = 'active' where tenant_id = $1 and site_id = $2", [site.id]);
    return site.id;
  }

  /** The day after the last one on which anybody used the service, or the first of the months shown. */
  private async firstDay(today: string): Promise<string> {
    const [row] = await this.database.query<{ last: Date | null }>(
      'select max(occurred_at) as last from platform.usage_event where tenant_id = $1 and occurred_at < $2',
      [new Date(dayPeriod(today).from)],
    );
    return row.last ? daysAfter(programmeDay(row.last.getTime()), 1) : `${monthsBefore(today, MONTHS)[0]}-01`;
  }

  private async live({ tenant, owner, people }: Company, site: string, acts: readonly SimulatedAct[]): Promise<void> {
    if (acts.length === 0) return;
    const uses = acts.map(({ person, draft, at }) => ({
      draft: { ...draft, site },
      at,
      subject: { personId: people[person % people.length], address: ADDRESSES[person % ADDRESSES.length], requestId: newId() },
    }));
    await this.tenancy.run(owner, () => this.usage.write(uses));
    // After the last one its slot is still to come.
    for (const at of [...acts.map((act) => act.at + MINUTE_MS), acts[acts.length - 1].at + 12 * MINUTE_MS]) {
      this.clock.at = at;
      await this.setCentreClock(at - Date.now());
      const { delivered } = await this.delivery.begin(tenant);
      await delivered;
    }
  }

  private async setCentreClock(clockOffsetMs: number): Promise<void> {
    const address = new URL('/control/faults', this.config.logCentreSimulatorUrl as URL);
    await fetch(address, { method: 'PUT', body: JSON.stringify({ clockOffsetMs }) });
  }
}
