import { modules } from '@maru/catalog';
import { canonicalBytes, type LogOutcome, type UsageCause, type UsageKind } from '@maru/evidence';
import { newId } from '@maru/kernel';
import {
  EventRunner,
  IdentityDatabase,
  Partitions,
  PlatformModule,
  type Principal,
  StructuredLogger,
  Tenancy,
  type TenantIdentity,
} from '@maru/platform';
import { newTenant, type TestDatabase, testDatabase } from '@maru/platform/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { gatheredUsageStatements, type UsageRecord, usageRecord } from '../../libs/platform/src/usage/usage-record';
import { sealKey } from '../../libs/programme/src/keys/key-seal';
import { type DayFigures, DayFiguresQuery } from '../../libs/programme/src/operating/day-figures.query';
import type { CentreAnswer } from '../../libs/programme/src/sending/log-centre.job';
import { LogSending, type Taken } from '../../libs/programme/src/sending/log-sending';
import { SenderClock } from '../../libs/programme/src/sending/sender-clock';
import { asAdmin } from './house-under-test';

/** The database's clock of a test: it stands still until it is set. */
export class VirtualClock extends SenderClock {
  at = 0;
  /** How far it is ahead of everybody else's. */
  aheadMs = 0;

  async now(): Promise<Date> {
    return new Date(this.at + this.aheadMs);
  }
}

/** A company, at one of its sites with the site's key. */
export interface Company {
  readonly tenant: TenantIdentity;
  readonly siteId: string;
  readonly key: string;
}

/** Something that somebody did. */
export interface Use {
  /** Of the event, where the test chooses it. */
  readonly id?: string;
  readonly at: number;
  readonly kind?: UsageKind;
  readonly cause?: UsageCause;
  readonly personId?: string | null;
  readonly address?: string | null;
  readonly bytes?: number;
}

class Crash extends Error {}

/** A worker process, as far as it sends: the modules on connections of their own. */
export class SenderUnderTest {
  private constructor(private readonly app: TestingModule) {}

  static async on(database: TestDatabase, clock: SenderClock): Promise<SenderUnderTest> {
    const app = await Test.createTestingModule({ imports: [PlatformModule.forWorker(database.config, modules)] })
      .setLogger(new StructuredLogger('silent', 'test'))
      .overrideProvider(SenderClock)
      .useValue(clock)
      .compile();
    return new SenderUnderTest(await app.init());
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.app.get(token as never, { strict: false });
  }

  within<T>(tenant: TenantIdentity, work: () => Promise<T>): Promise<T> {
    const principal: Principal = { kind: 'job', name: 'programme.log-sender', tenant, permissions: new Set() };
    return this.get(Tenancy).run(principal, work);
  }

  /** The product's own figures of the site's days. */
  figures({ tenant, siteId }: Company, months: readonly string[], asOf: number): Promise<DayFigures[]> {
    return this.within(tenant, () => this.get(DayFiguresQuery).days(siteId, months, new Date(asOf)));
  }

  /** @param crashes the process dies when everything is written and nothing is committed; then nothing came of it */
  take({ tenant }: Company, crashes = false): Promise<Taken | null> {
    return this.dying(crashes, tenant, () => this.get(LogSending).take());
  }

  settle({ tenant, siteId }: Company, sendId: string, answer: CentreAnswer, crashes = false) {
    return this.dying(crashes, tenant, () => this.get(LogSending).settle({ sendId, siteId }, answer));
  }

  private async dying<T>(crashes: boolean, tenant: TenantIdentity, work: () => Promise<T>): Promise<T | null> {
    try {
      return await this.within(tenant, async () => {
        const result = await work();
        if (crashes) throw new Crash();
        return result;
      });
    } catch (error) {
      if (error instanceof Crash) return null;
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.get(EventRunner).stop();
    await this.app.close();
  }
}

export interface SentRow {
  readonly send_id: string;
  readonly event_id: string;
  readonly occurred_at: Date;
  readonly sent_at: Date;
  readonly request: string;
  /** Null where there is no receipt. */
  readonly outcome: LogOutcome | null;
  readonly code: string | null;
}

/** Companies with their keys and usage logs, and senders that stand in line for them. */
export class SendingScene {
  private constructor(
    readonly database: TestDatabase,
    readonly clock: VirtualClock,
    readonly senders: readonly SenderUnderTest[],
  ) {}

  static async start(senders: number, at: number, env: NodeJS.ProcessEnv = {}): Promise<SendingScene> {
    const database = await testDatabase(env);
    const clock = new VirtualClock();
    clock.at = at;
    const started: SenderUnderTest[] = [];
    for (let number = 0; number < senders; number++) started.push(await SenderUnderTest.on(database, clock));
    return new SendingScene(database, clock, started);
  }

  async company(options: { simulated?: boolean } = {}): Promise<Company> {
    return this.siteOf(await newTenant(this.senders[0].get(IdentityDatabase), options));
  }

  /** Another site of a company, with a key of its own. */
  otherSite({ tenant }: Company): Promise<Company> {
    return this.siteOf(tenant);
  }

  private async siteOf(tenant: TenantIdentity): Promise<Company> {
    const company = { tenant, siteId: newId(), key: `$5$API$${newId()}` };
    await this.setKey(company);
    return company;
  }

  /** As a person sets and proves it; the one that was there is gone. */
  async setKey({ tenant: { tenantId }, siteId, key }: Company): Promise<void> {
    await this.database.query('delete from programme.portal_key where tenant_id = $1 and site_id = $2', [tenantId, siteId]);
    await this.database.query(
      `insert into programme.portal_key (tenant_id, site_id, key_digest, hold_id, sealed, ending, state, set_by)
       values ($1, $2, sha256($3), $4, $5, $6, 'active', $4)`,
      [tenantId, siteId, Buffer.from(key), newId(), sealKey(this.database.config.secret, { tenantId, siteId }, key), key.slice(-4)],
    );
  }

  /** Writes what people did into the usage log, as the platform writes it. */
  async use(
    { tenant, siteId }: { readonly tenant: TenantIdentity; readonly siteId: string | null },
    uses: readonly Use[],
  ): Promise<UsageRecord[]> {
    const records = uses.map(({ id, at, kind = 'read', cause = 'input', personId = newId(), address = '203.0.113.7', bytes = 1 }) => {
      const draft = { kind, cause, module: 'fems', resource: 'fems/energy', bytes, site: siteId };
      const record = usageRecord(draft, { tenant, personId, address, requestId: newId() }, at);
      const event = { ...record.event, id: id ?? record.event.id };
      return { ...record, event, canonical: canonicalBytes(event) };
    });
    await this.senders[0].get(Partitions).ensure(
      'platform.usage_event',
      records.map(({ event }) => event.at),
    );
    await asAdmin(this.database, async (client) => {
      for (const { text, values } of gatheredUsageStatements(records)) await client.query(text, values);
    });
    return records;
  }

  /** What was sent for the site, in order. */
  sent({ tenant, siteId }: Company): Promise<SentRow[]> {
    return this.database.query<SentRow & Record<string, unknown>>(
      `select s.send_id, event_id, occurred_at, sent_at, request, outcome, code from programme.log_send s
       left join programme.log_receipt r using (tenant_id, send_id) where tenant_id = $1 and site_id = $2 order by sent_at, s.send_id`,
      [tenant.tenantId, siteId],
    );
  }

  async close(): Promise<void> {
    for (const sender of this.senders) await sender.stop();
    await this.database.drop();
  }
}

/** An answer of the log centre with a code. */
export function answered(code: string): CentreAnswer {
  return {
    httpStatus: 200,
    body: Buffer.from(JSON.stringify({ result: { recptnDt: '2026-01-01 00:00:00.000', recptnRsltCd: code } })),
    failure: null,
    left: true,
  };
}

export const NO_ANSWER: CentreAnswer = { httpStatus: null, body: null, failure: 'no answer in time', left: true };
export const NO_CONNECTION: CentreAnswer = { httpStatus: null, body: null, failure: 'ECONNREFUSED', left: false };
