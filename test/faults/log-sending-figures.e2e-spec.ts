import { monthVerdict, programmeDay, slotMs } from '@maru/evidence';
import { NothingStoredAttention } from '../../libs/programme/src/attention/nothing-stored.attention';
import { operatingDefinition } from '../../libs/programme/src/notices/operating-definitions';
import { seedAgreement } from '../support/agreement-seed';
import { answered, type Company, type SenderUnderTest, SendingScene } from '../support/sending-scene';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Monday that is no holiday. */
const at = (text: string) => Date.parse(`2026-11-30T${text}+09:00`);
const MORNING = at('09:00:00');

/** Failure modes of metering, by their numbers, as far as they can befall what is counted and told of logs. */
describe('what is said of logs that were sent', () => {
  let scene: SendingScene;
  let first: SenderUnderTest;

  beforeAll(async () => {
    scene = await SendingScene.start(1, MORNING);
    [first] = scene.senders as [SenderUnderTest];
  });
  afterAll(() => scene.close());
  beforeEach(() => {
    scene.clock.at = MORNING;
  });

  const pass = (ms: number) => {
    scene.clock.at += ms;
  };
  const figuresOf = async (company: Company, day: string, asOf = scene.clock.at) =>
    (await first.figures(company, [day.slice(0, 'yyyy-mm'.length)], asOf)).find((figures) => figures.day === day);
  /** Sends what is due and has it answered. */
  const sendOnce = async (company: Company, code = 'AP1002'): Promise<string | null> => {
    const taken = await first.take(company);
    if (!taken?.send) return null;
    await first.settle(company, taken.send.sendId, answered(code));
    return taken.send.sendId;
  };

  it('failure mode 5: what comes forty days late is not sent, stands beside what was counted, and changes no day that was stored', async () => {
    const [long, day] = [MORNING - 40 * DAY_MS, '2026-10-21'];
    const company = await scene.company();
    const byStored = operatingDefinition('stored-log');
    const month = async (asOf: number) => {
      const days = await first.figures(company, ['2026-10'], asOf);
      return monthVerdict(byStored, '2026-10', new Map(days.map((each) => [each.day, each])), programmeDay(asOf));
    };
    scene.clock.at = long;
    await scene.use(company, [{ at: long - MINUTE_MS }]);
    await sendOnce(company);
    const counted = await figuresOf(company, day);
    const [then, now] = [await month(long + DAY_MS), await month(MORNING)];
    expect(counted).toMatchObject({ used: 1, stored: 1, passedOver: 0 });
    scene.clock.at = MORNING;
    const [late] = await scene.use(company, [{ at: long + HOUR_MS }]);
    await scene.use(company, [{ at: long + DAY_MS }]);
    expect(await sendOnce(company)).toBeNull();
    expect((await scene.sent(company)).map(({ event_id }) => event_id)).not.toContain(late?.event.id);
    // It is there as one more use that was not sent; no day has become an operating day by it, as of whatever time.
    expect(await figuresOf(company, day)).toMatchObject({ used: 2, stored: 1, passedOver: 1 });
    expect([await month(long + DAY_MS), await month(MORNING)]).toEqual([then, now]);
    expect([then.operating, now.operating]).toEqual([1, 1]);
  });

  it('failure mode 5: an answer that is kept late leaves what was said before it as it was: both can be read', async () => {
    const company = await scene.company();
    await scene.use(company, [{ at: MORNING - MINUTE_MS }]);
    const taken = await first.take(company);
    pass(4 * MINUTE_MS);
    const before = scene.clock.at;
    pass(1);
    await first.settle(company, taken?.send?.sendId as string, answered('AP1002'));
    expect(await figuresOf(company, '2026-11-30', before)).toMatchObject({ stored: 0, uncertain: 1, isStoreUncertain: true });
    expect(await figuresOf(company, '2026-11-30')).toMatchObject({ stored: 1, uncertain: 0, isStoreUncertain: false });
  });

  it('failure mode 11: what is answered with HTTP 200 and never stored is told in the afternoon, until a log is stored', async () => {
    const company = await scene.company();
    const kinds = ['sign-in', 'create', 'update', 'read'] as const;
    await scene.use(
      company,
      kinds.map((kind, place) => ({ kind, at: MORNING - (10 - place) * MINUTE_MS })),
    );
    await scene.database.query(
      `insert into workspace.site (tenant_id, site_id, name, business_registration_number, zone) values ($1, $2, 'site', '9999900010', 'Asia/Seoul')`,
      [company.tenant.tenantId, company.siteId],
    );
    const agreement = { completedOn: '2025-03-31', enteredAt: '2025-04-01T00:00:00Z', siteIds: [company.siteId] };
    await seedAgreement(scene.database, company.tenant, agreement);
    const told = async (when: number) => {
      const { items } = await first.within(company.tenant, () => first.get(NothingStoredAttention).find(new Date(when)));
      return items.map(({ kind, about }) => [kind, about]);
    };
    for (const code of ['AP1029', 'AP1001', 'AP7777']) {
      expect(await sendOnce(company, code)).not.toBeNull();
      pass(slotMs + 2 * MINUTE_MS);
    }
    expect((await scene.sent(company)).map(({ outcome }) => outcome)).toEqual(['too-soon', 'received', 'unknown']);
    expect(await told(at('13:59:59'))).toEqual([]);
    expect(await told(at('14:00:00'))).toEqual([['programme.nothing-stored', company.siteId]]);
    expect(await sendOnce(company)).not.toBeNull();
    expect(await told(at('14:00:00'))).toEqual([]);
  });
});
