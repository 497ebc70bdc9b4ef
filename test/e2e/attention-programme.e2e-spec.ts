import { modules } from '@maru/catalog';
import { newId } from '@maru/kernel';
import { type AttentionFinder, type AttentionFindings, Database, type TenantIdentity } from '@maru/platform';
import { type ModuleUnderTest, moduleUnderTest } from '@maru/platform/testing';
import { AgreementsService } from '../../libs/programme/src/agreements/agreements.service';
import { MonthAtRiskAttention } from '../../libs/programme/src/attention/month-at-risk.attention';
import { NothingStoredAttention } from '../../libs/programme/src/attention/nothing-stored.attention';
import { RegistrationAttention } from '../../libs/programme/src/attention/registration.attention';
import { WorkingCalendarsService } from '../../libs/programme/src/calendar/working-calendars.service';
import { RegistrationsService } from '../../libs/programme/src/duties/registrations.service';
import { agreementBody, member, SITE } from '../support/estate';
import { seedUsage } from '../support/usage-seed';
import { AttentionScene } from './attention/attention-scene';

/** A Friday that is no holiday. */
const afternoon = '2026-11-27T15:00:00+09:00';

/** A company with an agreement under which logs are owed since April 2025, asked as of any time. */
class Company {
  private constructor(
    private readonly module: ModuleUnderTest,
    private readonly tenant: TenantIdentity,
    readonly siteId: string,
    readonly agreementId: string,
  ) {}

  static async of(module: ModuleUnderTest, more: object = {}): Promise<Company> {
    const tenant = await module.newTenant();
    const siteId = newId();
    const id = await module.asTenant(tenant, async () => {
      await module
        .get(Database)
        .execute(
          `insert into workspace.site (tenant_id, site_id, name, business_registration_number, zone) values ($1, $2, 'site', '9999900010', 'America/New_York')`,
          [siteId],
        );
      return (await module.get(AgreementsService).create({ ...agreementBody(siteId), number: 'A-1', ...more } as never)).id;
    });
    return new Company(module, tenant, siteId, id);
  }

  /** Another site of the company, which no agreement covers yet. */
  async secondSite(): Promise<string> {
    const second = newId();
    await this.within(() =>
      this.module
        .get(Database)
        .execute(
          `insert into workspace.site (tenant_id, site_id, name, business_registration_number, zone) values ($1, $2, 'second', '9999900010', 'Asia/Seoul')`,
          [second],
        ),
    );
    return second;
  }

  told(finder: new (...args: never[]) => AttentionFinder, at: string): Promise<AttentionFindings> {
    return this.within(() => this.module.get(finder as never as new () => AttentionFinder).find(new Date(at)));
  }

  within<T>(work: () => Promise<T>): Promise<T> {
    return this.module.asTenant(this.tenant, work);
  }

  get<T>(token: new (...args: never[]) => T): T {
    return this.module.get(token as never as new () => T);
  }

  /** Since when the service is used at a site. */
  async usedSince(at: string, site = this.siteId): Promise<void> {
    await seedUsage({ app: this.module, database: this.module.database }, this.tenant, [{ at: Date.parse(at), site }]);
  }

  /** A log of an event, and what the log centre answered. */
  async sent(occurredAt: string, outcome: string, purpose: 'log' | 'test' = 'log', siteId = this.siteId): Promise<void> {
    const sendId = newId();
    await this.within(async () => {
      const database = this.module.get(Database);
      await database.execute(
        `insert into programme.log_send (tenant_id, send_id, site_id, purpose, event_id, attempt, occurred_at, sent_at, centre, key_ending, request, choice_version)
         values ($1, $2, $3, $4, $5, $6, $7, $7, 'portal', 'abcd', '{}', 1)`,
        [sendId, siteId, purpose, purpose === 'log' ? newId() : null, purpose === 'log' ? 1 : null, new Date(occurredAt)],
      );
      await database.execute(
        `insert into programme.log_receipt (tenant_id, send_id, answered_at, outcome, answers_version) values ($1, $2, $3, $4, 1)`,
        [sendId, new Date(occurredAt), outcome],
      );
    });
  }
}

const kindsOf = ({ items }: AttentionFindings) => items.map(({ kind }) => kind);

describe('what the programme tells', () => {
  let module: ModuleUnderTest;

  beforeAll(async () => {
    module = await moduleUnderTest(modules);
  });
  afterAll(() => module.close());

  describe('of a day without a stored log', () => {
    const stored = (company: Company, at = afternoon) => company.told(NothingStoredAttention, at);

    it('is told in the afternoon, with the midnight at which it is lost, wherever the site lies', async () => {
      const company = await Company.of(module);
      expect(await stored(company, '2026-11-27T13:59:59+09:00')).toEqual({ items: [], changesAt: new Date('2026-11-27T14:00:00+09:00') });
      expect(await stored(company)).toMatchObject({
        items: [
          {
            kind: 'programme.nothing-stored',
            severity: 'warning',
            names: ['site'],
            about: company.siteId,
            until: '2026-11-28T00:00:00+09:00',
          },
        ],
        changesAt: new Date('2026-11-28T00:00:00+09:00'),
      });
      expect(await stored(company, '2026-11-28T15:00:00+09:00')).toEqual({ items: [], changesAt: new Date('2026-11-30T14:00:00+09:00') });
    });

    it('is another matter on another day, so that a note of one is none of the next', async () => {
      const company = await Company.of(module);
      const partsOn = async (at: string) => (await stored(company, at)).items[0].parts;
      expect(await partsOn('2026-11-26T15:00:00+09:00')).not.toEqual(await partsOn(afternoon));
      expect(await partsOn('2026-11-27T16:00:00+09:00')).toEqual(await partsOn(afternoon));
    });

    it('is taken back by a stored log of the day alone', async () => {
      const company = await Company.of(module);
      await company.sent('2026-11-26T23:59:59.999+09:00', 'stored');
      await company.sent('2026-11-28T00:00:00+09:00', 'stored');
      for (const outcome of ['received', 'too-soon', 'unknown', 'refused']) await company.sent('2026-11-27T10:00:00+09:00', outcome);
      await company.sent('2026-11-27T10:00:00+09:00', 'test', 'test');
      expect(kindsOf(await stored(company))).toEqual(['programme.nothing-stored']);
      await company.sent('2026-11-27T00:00:00+09:00', 'stored');
      expect(await stored(company)).toEqual({ items: [], changesAt: new Date('2026-11-30T14:00:00+09:00') });
    });

    it('is told of each site of an agreement by its own logs, and once, however many agreements cover it', async () => {
      const company = await Company.of(module);
      const second = await company.secondSite();
      await company.within(async () => {
        await module.get(AgreementsService).create({ ...agreementBody(second), siteIds: [company.siteId, second], number: 'A-2' } as never);
      });
      expect(await stored(company)).toMatchObject({ items: [{ count: 2, names: ['site', 'second'] }] });
      await company.sent('2026-11-27T10:00:00+09:00', 'stored');
      expect(await stored(company)).toMatchObject({ items: [{ count: 1, names: ['second'], about: second }] });
      await company.sent('2026-11-27T10:00:00+09:00', 'stored', 'log', second);
      expect((await stored(company)).items).toEqual([]);
    });

    it('leaves out a site that does not work on the day, and tells of the one that does', async () => {
      const company = await Company.of(module);
      const second = await company.secondSite();
      await company.within(async () => {
        await module.get(AgreementsService).create({ ...agreementBody(second), siteIds: [company.siteId, second], number: 'A-2' } as never);
        await company
          .get(WorkingCalendarsService)
          .replace(second, 1, { weekdays: [1, 2, 3, 4, 5], days: [{ day: '2026-11-27', works: false }] });
      });
      expect(await stored(company)).toMatchObject({ items: [{ names: ['site'] }] });
    });

    it("follows the site's own calendar", async () => {
      const company = await Company.of(module);
      const body = {
        weekdays: [1, 2, 3, 4, 5],
        days: [
          { day: '2026-11-27', works: false },
          { day: '2026-11-28', works: true },
        ],
      };
      await company.within(() => company.get(WorkingCalendarsService).replace(company.siteId, 1, body));
      expect(await stored(company)).toEqual({ items: [], changesAt: new Date('2026-11-28T14:00:00+09:00') });
      expect(kindsOf(await stored(company, '2026-11-28T14:00:00+09:00'))).toEqual(['programme.nothing-stored']);
    });

    it('is not told where no logs are owed', async () => {
      const waiting = await Company.of(module, { completedOn: null });
      const lighthouse = await Company.of(module, { noticeId: 'lighthouse-2021' });
      expect([await stored(waiting), await stored(lighthouse)]).toEqual(Array(2).fill({ items: [], changesAt: null }));
    });
  });

  describe('of a month that may fall short of its operating days', () => {
    const told = (company: Company, at: string) => company.told(MonthAtRiskAttention, at);
    /** Of November 2026, which has 21 working days from Monday the 2nd, used since it began. */
    const since = async (...stored: string[]): Promise<Company> => {
      const company = await Company.of(module);
      await company.usedSince('2026-11-01T00:00:00+09:00');
      for (const day of stored) await company.sent(`${day}T10:00:00+09:00`, 'stored');
      return company;
    };

    it('is told as soon as one working day at most may pass without, until the month is over', async () => {
      const company = await since();
      expect(await told(company, '2026-11-02T09:00:00+09:00')).toMatchObject({
        items: [
          {
            kind: 'programme.month-tight',
            severity: 'warning',
            names: ['site'],
            about: company.siteId,
            until: '2026-12-01T00:00:00+09:00',
          },
        ],
        changesAt: new Date('2026-11-03T00:00:00+09:00'),
      });
    });

    it('is not told of a month with two working days to spare', async () => {
      const company = await since('2026-11-01', '2026-11-02');
      expect(await told(company, '2026-11-03T09:00:00+09:00')).toEqual({ items: [], changesAt: new Date('2026-11-04T00:00:00+09:00') });
    });

    it('is another matter when the working days left are too few, and in another month, so that a note of one is none of the other', async () => {
      const company = await since();
      const tight = await told(company, '2026-11-03T23:59:59+09:00');
      const short = await told(company, '2026-11-04T00:00:00+09:00');
      expect([kindsOf(tight), kindsOf(short)]).toEqual([['programme.month-tight'], ['programme.month-short']]);
      expect((await told(company, '2026-11-05T00:00:00+09:00')).items).toEqual(short.items);
      await company.usedSince('2026-10-01T00:00:00+09:00');
      const october = await told(company, '2026-10-06T00:00:00+09:00');
      expect(kindsOf(october)).toEqual(['programme.month-short']);
      expect(october.items[0].parts).not.toEqual(short.items[0].parts);
    });

    it('is not told where nothing can be changed any more, or nothing is known of the days before the first use', async () => {
      const lost = await since();
      expect(kindsOf(await told(lost, '2026-11-12T09:00:00+09:00'))).toEqual([]);
      const begun = await Company.of(module);
      await begun.usedSince('2026-11-12T08:00:00+09:00');
      expect(kindsOf(await told(begun, '2026-11-12T09:00:00+09:00'))).toEqual([]);
    });

    it('is not told before the day from which on logs are owed, and says when that is', async () => {
      const company = await Company.of(module, { completedOn: '2026-11-02' });
      await company.usedSince('2026-11-01T00:00:00+09:00');
      expect(await told(company, '2026-11-02T23:59:59+09:00')).toEqual({ items: [], changesAt: new Date('2026-11-03T00:00:00+09:00') });
      expect(kindsOf(await told(company, '2026-11-03T00:00:00+09:00'))).toEqual(['programme.month-tight']);
    });

    it('is told of each site by its own logs and working days, and of none without logs to owe', async () => {
      const company = await since('2026-11-01', '2026-11-02');
      const second = await company.secondSite();
      await company.usedSince('2026-11-01T00:00:00+09:00', second);
      expect((await told(company, '2026-11-03T09:00:00+09:00')).items).toEqual([]);
      await company.within(() =>
        module.get(AgreementsService).change(company.agreementId, 1, { siteIds: [company.siteId, second] } as never),
      );
      expect(await told(company, '2026-11-03T09:00:00+09:00')).toMatchObject({ items: [{ count: 1, names: ['second'] }] });
      const waiting = await Company.of(module, { completedOn: null });
      await waiting.usedSince('2026-11-01T00:00:00+09:00');
      expect(await told(waiting, '2026-11-03T09:00:00+09:00')).toEqual({ items: [], changesAt: null });
    });
  });

  describe('of registration by hand', () => {
    const told = (company: Company, at: string) => company.told(RegistrationAttention, at);

    it('is due from 1 June to the end of the month, and late from 1 July on', async () => {
      const company = await Company.of(module);
      expect(await told(company, '2025-05-31T23:59:59+09:00')).toEqual({ items: [], changesAt: new Date('2025-06-01T00:00:00+09:00') });
      expect(await told(company, '2025-06-01T00:00:00+09:00')).toMatchObject({
        items: [{ kind: 'programme.registration-due', severity: 'warning', names: ['A-1 (2025-06)'], until: '2025-07-01T00:00:00+09:00' }],
        changesAt: new Date('2025-07-01T00:00:00+09:00'),
      });
      expect(await told(company, '2025-07-01T00:00:00+09:00')).toMatchObject({
        items: [{ kind: 'programme.registration-late', severity: 'bad', since: '2025-07-01T00:00:00+09:00' }],
        changesAt: new Date('2025-12-01T00:00:00+09:00'),
      });
      expect(kindsOf(await told(company, '2025-12-31T23:59:59+09:00'))).toEqual([
        'programme.registration-due',
        'programme.registration-late',
      ]);
    });

    it('is not ended by a log of the half-year that lies before the duty', async () => {
      const company = await Company.of(module);
      await company.sent('2025-03-31T23:59:59.999+09:00', 'stored');
      expect(kindsOf(await told(company, '2025-06-10T12:00:00+09:00'))).toEqual(['programme.registration-due']);
      await company.sent('2025-04-01T00:00:00+09:00', 'stored');
      expect(kindsOf(await told(company, '2025-06-10T12:00:00+09:00'))).toEqual([]);
    });

    it('is not ended by a log of one site of the agreement, and is by one of each', async () => {
      const company = await Company.of(module);
      const second = await company.secondSite();
      await company.within(() =>
        module.get(AgreementsService).change(company.agreementId, 1, { siteIds: [company.siteId, second] } as never),
      );
      await company.sent('2025-05-10T10:00:00+09:00', 'stored');
      expect(kindsOf(await told(company, '2025-06-10T12:00:00+09:00'))).toEqual(['programme.registration-due']);
      await company.sent('2025-05-10T10:00:00+09:00', 'stored', 'log', second);
      expect(kindsOf(await told(company, '2025-06-10T12:00:00+09:00'))).toEqual([]);
    });

    it('ends with a record, or where a log of the half-year was stored', async () => {
      const company = await Company.of(module);
      const body = { agreementId: company.agreementId, halfYear: '2025-H1', change: 'registered', registeredOn: '2025-06-20' } as const;
      await company.within(() => company.get(RegistrationsService).record(body));
      expect(kindsOf(await told(company, '2025-12-31T12:00:00+09:00'))).toEqual(['programme.registration-due']);
      await company.sent('2026-01-01T00:00:00+09:00', 'stored');
      expect(kindsOf(await told(company, '2025-12-31T12:00:00+09:00'))).toEqual(['programme.registration-due']);
      await company.sent('2025-12-31T23:59:59.999+09:00', 'stored');
      expect(kindsOf(await told(company, '2025-12-31T12:00:00+09:00'))).toEqual([]);
    });
  });
});

describe('what the programme tells over HTTP', () => {
  it('is told to who may see agreements, and to nobody else', async () => {
    const scene = await AttentionScene.start();
    try {
      const owner = await scene.api.organisation({ modules: ['fems'] });
      const siteId = await scene.make(owner, '/api/workspace/sites', { name: 'site', ...SITE });
      await scene.make(owner, '/api/programme/agreements', agreementBody(siteId));
      const [manager, operator] = [
        await member(scene.api, owner.organisationId, ['manager']),
        await member(scene.api, owner.organisationId, ['operator']),
      ];
      for (const person of [owner, manager]) expect(await scene.kinds(person)).toContain('programme.registration-late');
      expect((await scene.kinds(operator)).filter((kind) => kind.startsWith('programme.'))).toEqual([]);
    } finally {
      await scene.close();
    }
  });
});
