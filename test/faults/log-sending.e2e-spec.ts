import { slotMs, type UsageKind } from '@maru/evidence';
import { newId } from '@maru/kernel';
import { answered, type Company, NO_ANSWER, NO_CONNECTION, type SenderUnderTest, SendingScene } from '../support/sending-scene';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const at = (text: string) => Date.parse(`2026-11-30T${text}+09:00`);
const MORNING = at('09:00:00');

/** Each numbered as the list of failure modes of metering has them, as far as they can befall the sending of logs; 5 and 11 are of its figures, 8 and 10 of entitlement. */
describe('the sender of logs', () => {
  let scene: SendingScene;
  let first: SenderUnderTest;
  let second: SenderUnderTest;

  beforeAll(async () => {
    scene = await SendingScene.start(2, MORNING);
    [first, second] = scene.senders as [SenderUnderTest, SenderUnderTest];
  });
  afterAll(() => scene.close());
  beforeEach(() => {
    scene.clock.at = MORNING;
  });

  const pass = (ms: number) => {
    scene.clock.at += ms;
  };
  const companyWith = async (kinds: readonly UsageKind[], from = MORNING - HOUR_MS): Promise<{ company: Company; ids: string[] }> => {
    const company = await scene.company();
    const records = await scene.use(
      company,
      kinds.map((kind, place) => ({ kind, at: from + place * MINUTE_MS })),
    );
    return { company, ids: records.map(({ event }) => event.id) };
  };
  const eventsSent = async (company: Company) => (await scene.sent(company)).map(({ event_id }) => event_id);
  const outcomes = async (company: Company) => (await scene.sent(company)).map(({ outcome }) => outcome);
  /** Sends what is due and has it answered. */
  const sendOnce = async (company: Company, code = 'AP1002', by = first): Promise<string | null> => {
    const taken = await by.take(company);
    if (!taken?.send) return null;
    await by.settle(company, taken.send.sendId, answered(code));
    return taken.send.sendId;
  };

  it('failure mode 1: an insert that fails takes the claim along, so that the next sender sends the event, once', async () => {
    const { company, ids } = await companyWith(['sign-in']);
    expect(await first.take(company, true)).toBeNull();
    expect(await eventsSent(company)).toEqual([]);
    expect(await sendOnce(company, 'AP1002', second)).not.toBeNull();
    expect(await eventsSent(company)).toEqual(ids);
  });

  it('failure mode 2: a crash after the call leaves it unknown; that event is never sent again and the next waits', async () => {
    const { company, ids } = await companyWith(['sign-in', 'create']);
    expect((await first.take(company))?.send).not.toBeNull();
    for (const waited of [0, MINUTE_MS, slotMs]) {
      pass(waited === 0 ? 0 : waited - (scene.clock.at - MORNING));
      expect((await second.take(company))?.send).toBeNull();
    }
    scene.clock.at = MORNING + slotMs + 2 * MINUTE_MS;
    await sendOnce(company, 'AP1002', second);
    expect(await eventsSent(company)).toEqual(ids);
    pass(slotMs + MINUTE_MS);
    expect(await sendOnce(company)).toBeNull();
    expect(await outcomes(company)).toEqual([null, 'stored']);
  });

  it('failure mode 2: so does a receipt that was not committed, and one that was is kept whoever has the key by then', async () => {
    const { company } = await companyWith(['sign-in']);
    const taken = await first.take(company);
    const sendId = taken?.send?.sendId as string;
    expect(await first.settle(company, sendId, answered('AP1002'), true)).toBeNull();
    expect(await outcomes(company)).toEqual([null]);
    await scene.setKey(company);
    pass(9 * MINUTE_MS);
    await first.settle(company, sendId, answered('AP1002'));
    expect(await outcomes(company)).toEqual(['stored']);
    // A second answer to the same send changes nothing.
    await second.settle(company, sendId, answered('AP1029'));
    expect(await outcomes(company)).toEqual(['stored']);
  });

  it('keeps no answer that a process which stood still has too late: the office may have pulled the send as one without an answer', async () => {
    const { company } = await companyWith(['sign-in']);
    const taken = await first.take(company);
    const sendId = taken?.send?.sendId as string;
    pass(11 * MINUTE_MS);
    expect(await first.settle(company, sendId, answered('AP1002'))).toMatchObject({ outcome: 'unknown' });
    expect(await outcomes(company)).toEqual([null]);
    expect((await first.figures(company, ['2026-11'], scene.clock.at)).at(-1)).toMatchObject({ stored: 0, uncertain: 1 });
  });

  it('failure mode 3: events of two organisations with one and the same id are sent and counted for each', async () => {
    const id = newId();
    const companies = [await scene.company(), await scene.company()];
    for (const company of companies) await scene.use(company, [{ id, at: MORNING - MINUTE_MS }]);
    for (const company of companies) {
      await sendOnce(company);
      expect(await eventsSent(company)).toEqual([id]);
      expect((await first.figures(company, ['2026-11'], scene.clock.at)).at(-1)).toMatchObject({
        day: '2026-11-30',
        used: 1,
        stored: 1,
        queued: 0,
      });
    }
    // Nor is either sent again for what became of the other.
    pass(slotMs);
    for (const company of companies) expect(await sendOnce(company)).toBeNull();
  });

  it('failure mode 4: an event is sent as it stands in the usage log and a second row for the same try is refused', async () => {
    const { company } = await companyWith(['sign-in']);
    await sendOnce(company);
    const again = scene.database.query(
      `insert into programme.log_send
       select tenant_id, gen_random_uuid(), site_id, purpose, event_id, attempt, occurred_at, sent_at, centre, key_ending, '{"other":1}', choice_version
       from programme.log_send where tenant_id = $1`,
      [company.tenant.tenantId],
    );
    await expect(again).rejects.toThrow(/log_send_event_id_attempt_uq/);
  });

  it('failure mode 6: what a wrong clock dates ten minutes ahead waits until it has happened', async () => {
    const { company, ids } = await companyWith(['sign-in'], MORNING + 10 * MINUTE_MS);
    expect(await sendOnce(company)).toBeNull();
    pass(10 * MINUTE_MS - 1);
    expect(await sendOnce(company)).toBeNull();
    pass(1);
    await sendOnce(company);
    expect(await eventsSent(company)).toEqual(ids);
  });

  it('failure mode 7: of many senders at once one sends', async () => {
    const { company } = await companyWith(['sign-in', 'create', 'read']);
    const all = await Promise.all(Array.from({ length: 60 }, (_, number) => (number % 2 ? first : second).take(company)));
    expect(all.filter((taken) => taken?.send)).toHaveLength(1);
    expect(await eventsSent(company)).toHaveLength(1);
  });

  it('nothing is sent once the key is taken away', async () => {
    const { company } = await companyWith(['sign-in', 'create']);
    await sendOnce(company);
    await scene.database.query('delete from programme.portal_key where tenant_id = $1', [company.tenant.tenantId]);
    pass(slotMs);
    expect(await first.take(company)).toEqual({ send: null, againMs: null });
  });

  it('failure mode 9: a key that is taken away and set again within a minute has had its slot', async () => {
    const company = await scene.company();
    await scene.use(company, [{ at: MORNING - 1 }, { at: MORNING + MINUTE_MS }]);
    await sendOnce(company);
    pass(MINUTE_MS);
    await scene.setKey(company);
    const taken = await second.take(company);
    expect(taken).toEqual({ send: null, againMs: slotMs - MINUTE_MS });
    pass(taken?.againMs as number);
    expect(await sendOnce(company, 'AP1002', second)).not.toBeNull();
  });

  it('a log centre that cannot be reached for an hour costs the hour and no event', async () => {
    const { company, ids } = await companyWith(['sign-in']);
    for (const until = MORNING + HOUR_MS; scene.clock.at < until; ) {
      const taken = await first.take(company);
      if (taken?.send) await first.settle(company, taken.send.sendId, NO_CONNECTION);
      pass(5 * MINUTE_MS);
    }
    await sendOnce(company);
    expect(new Set(await eventsSent(company))).toEqual(new Set(ids));
    const all = await outcomes(company);
    expect([all.at(-1), new Set(all.slice(0, -1))]).toEqual(['stored', new Set(['unsent'])]);
  });

  it('an answer of HTTP 200 that is not AP1002 is not stored', async () => {
    for (const [code, outcome] of [
      ['AP1029', 'too-soon'],
      ['AP1001', 'received'],
      ['AP1030', 'not-collected'],
      ['AP1032', 'day-limit'],
      ['AP1014', 'refused'],
      ['AP7777', 'unknown'],
    ] as const) {
      const { company } = await companyWith(['sign-in']);
      await sendOnce(company, code);
      expect(await outcomes(company)).toEqual([outcome]);
    }
  });

  it('failure mode 12: at midnight of a month in Seoul each event is of its own day, and none leaves in the last minute', async () => {
    const midnight = at('23:59:59.999') + 1;
    const company = await scene.company();
    const [last, next] = await scene.use(company, [{ at: midnight - 1 }, { at: midnight }]);
    scene.clock.at = midnight - MINUTE_MS;
    expect((await first.take(company))?.againMs).toBe(MINUTE_MS);
    scene.clock.at = midnight;
    await sendOnce(company);
    expect(await eventsSent(company)).toEqual([next?.event.id]);
    expect(last?.event.at).toBe(midnight - 1);
    const [{ request }] = await scene.sent(company);
    expect(JSON.parse(request)).toMatchObject({ logDt: '2026-12-01 00:00:00.000' });
  });

  describe('after an answer', () => {
    /** How long until the next leaves, and whether it is the same event. */
    const nextAfter = async (code: string | null) => {
      const { company, ids } = await companyWith(['sign-in', 'create']);
      const taken = await first.take(company);
      await first.settle(company, taken?.send?.sendId as string, code === null ? NO_ANSWER : answered(code));
      const { againMs } = (await second.take(company)) ?? { againMs: null };
      if (againMs === null) return { againMs, again: null };
      pass(againMs);
      await sendOnce(company);
      const [, other] = await eventsSent(company);
      return { againMs, again: other === undefined ? null : other === ids[0] };
    };
    const untilMidnight = at('23:59:59') + 1_000 - MORNING;

    it.each<[string, string | null, number | null, boolean | null]>([
      ['stored: what waited has had its slot', 'AP1002', slotMs, null],
      ['too soon: the same again in ten minutes', 'AP1029', slotMs, true],
      ['no answer: another one, when the first may have been stored no later', null, slotMs + MINUTE_MS, false],
      ['received: likewise', 'AP1001', slotMs + MINUTE_MS, false],
      ['unknown: likewise', 'AP4711', slotMs + MINUTE_MS, false],
      ['refused: another one in a minute', 'AP1010', MINUTE_MS, false],
      ['not collected: none until a person has seen to it', 'AP1030', null, null],
      ['the day is spent: none before the next', 'AP1031', untilMidnight, null],
      ['the day is spent: none before the next', 'AP1033', untilMidnight, null],
    ])('%s (%s)', async (_what, code, againMs, again) => {
      expect(await nextAfter(code)).toEqual({ againMs, again });
    });

    it('an event that the log centre did not collect is sent again once the key is proven', async () => {
      const { company, ids } = await companyWith(['sign-in']);
      await sendOnce(company, 'AP1030');
      expect((await first.take(company))?.send).toBeNull();
      await scene.setKey(company);
      await sendOnce(company);
      expect(await eventsSent(company)).toEqual([ids[0], ids[0]]);
    });
  });

  it('keeps to 5,000 requests a day by its own count', async () => {
    const { company } = await companyWith(['sign-in']);
    await scene.database.query(
      `insert into programme.log_send (tenant_id, send_id, site_id, purpose, occurred_at, sent_at, centre, key_ending, request, choice_version)
       select $1, gen_random_uuid(), $2, 'test', $3, $3, 'portal', 'test', '{}', 1 from generate_series(1, 5000)`,
      [company.tenant.tenantId, company.siteId, new Date(MORNING)],
    );
    expect(await first.take(company)).toEqual({ send: null, againMs: at('23:59:59') + 1_000 - MORNING });
  });

  it('passes over what does not fit the fields of the log centre, and what is no use of a person', async () => {
    const company = await scene.company();
    const records = await scene.use(company, [
      { at: MORNING - 5, kind: 'sign-in', address: '2001:0db8:85a3:0000:0000:8a2e:0370:7334' },
      { at: MORNING - 4, kind: 'sign-in', address: null },
      { at: MORNING - 3, kind: 'sign-in', bytes: 1_000_000_000 },
      { at: MORNING - 2, kind: 'sign-in', cause: 'automatic' },
      { at: MORNING - 2, kind: 'sign-in', personId: null },
      { at: MORNING - 1, kind: 'read' },
    ]);
    await sendOnce(company);
    expect(await eventsSent(company)).toEqual([records.at(-1)?.event.id]);
  });

  it('sends nothing of a person who was erased from the usage log', async () => {
    const { company } = await companyWith(['sign-in']);
    await scene.database.query('delete from platform.usage_event_person where tenant_id = $1', [company.tenant.tenantId]);
    expect(await sendOnce(company)).toBeNull();
  });

  it('sends nothing with a key that does not open any more, and says so', async () => {
    const { company } = await companyWith(['sign-in']);
    await scene.database.query(
      'update programme.portal_key set sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) where tenant_id = $1',
      [company.tenant.tenantId],
    );
    expect((await first.take(company))?.send).toBeNull();
    expect(
      await scene.database.query('select state, stopped_code from programme.portal_key where tenant_id = $1', [company.tenant.tenantId]),
    ).toEqual([{ state: 'stopped', stopped_code: 'KEY' }]);
    expect(await scene.sent(company)).toEqual([]);
  });

  it('a wall screen that is left on all month is sent nothing of', async () => {
    const company = await scene.company();
    await scene.use(
      company,
      Array.from({ length: 200 }, (_, minute) => ({ at: MORNING - minute * MINUTE_MS, cause: 'automatic' as const })),
    );
    expect(await sendOnce(company)).toBeNull();
    expect(await scene.sent(company)).toEqual([]);
  });

  it('a row that says simulator cannot be in a real company, and none that says portal in a simulated one', async () => {
    const [real, simulated] = [await scene.company(), await scene.company({ simulated: true })];
    const insert = ({ tenant, siteId }: Company, centre: string) =>
      scene.database.query(
        `insert into programme.log_send (tenant_id, send_id, site_id, purpose, occurred_at, sent_at, centre, key_ending, request, choice_version)
         values ($1, gen_random_uuid(), $2, 'test', now(), now(), $3, 'test', '{}', 1)`,
        [tenant.tenantId, siteId, centre],
      );
    await expect(insert(real, 'simulator')).rejects.toThrow(/log_send_simulated_ck/);
    await expect(insert(simulated, 'portal')).rejects.toThrow(/log_send_simulated_ck/);
    await insert(real, 'portal');
    await insert(simulated, 'simulator');
    for (const table of ['log_send', 'log_receipt', 'portal_key'])
      await expect(
        scene.database.query(`update programme.${table} set simulated = true where tenant_id = $1`, [real.tenant.tenantId]),
      ).rejects.toThrow(/can only be updated to DEFAULT/);
  });
});
