import { dayPeriod, programmeDay, slotMs } from '@maru/evidence';
import { eventually } from '@maru/platform/testing';
import { LogSender } from '../../libs/programme/src/sending/log-sender.job';
import type { RunningLogCentre } from '../../tools/log-centre/server.mjs';
import { asAdmin } from '../support/house-under-test';
import { logCentre } from '../support/log-centre';
import { answered, type Company, type SenderUnderTest, SendingScene } from '../support/sending-scene';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Noon of today in Seoul: the log centre takes what is of its own day. */
const NOON = dayPeriod(programmeDay(Date.now())).from + 12 * HOUR_MS;
/** What time is made of besides the tick of the sender's loop. */
const NOT_THE_TICK = [
  'clearImmediate',
  'clearTimeout',
  'Date',
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'setTimeout',
] as const;

/** Each site has a key by which the log centre knows it, and nothing of one holds for another. */
describe('the sites of a company', () => {
  let centre: RunningLogCentre;
  let scene: SendingScene;
  let sender: SenderUnderTest;
  let other: SenderUnderTest;
  let third: SenderUnderTest;
  let sites: readonly [Company, Company];

  beforeAll(async () => {
    centre = await logCentre();
    scene = await SendingScene.start(3, NOON, { MARU_LOG_CENTRE_URL: centre.url });
    [sender, other, third] = scene.senders as [SenderUnderTest, SenderUnderTest, SenderUnderTest];
  });
  afterAll(async () => {
    await scene.close();
    await centre.close();
  });
  beforeEach(async () => {
    scene.clock.at = NOON;
    const company = await scene.company();
    sites = [company, await scene.otherSite(company)];
  });

  const usedAt = async (site: Parameters<SendingScene['use']>[0], ...agoMs: number[]): Promise<(string | undefined)[]> =>
    (
      await scene.use(
        site,
        agoMs.map((ago) => ({ at: NOON - ago })),
      )
    ).map(({ event }) => event.id);
  const sentOf = async (site: Company) => (await scene.sent(site)).map(({ event_id, outcome }) => [event_id, outcome]);
  const siteOf = (siteId: string | undefined) => sites.find((site) => site.siteId === siteId) as Company;
  /** Sends for whichever site is due, and has it answered. */
  const sendOnce = async (code = 'AP1002', by = sender): Promise<Company | null> => {
    const taken = await by.take(sites[0]);
    if (!taken?.send) return null;
    const site = siteOf(taken.send.siteId);
    expect(taken.send.key).toBe(site.key);
    await by.settle(site, taken.send.sendId, answered(code));
    return site;
  };

  it('are each sent what was done at them, by their own key, at one time', async () => {
    const [first, second] = [await usedAt(sites[0], 5_000), await usedAt(sites[1], 4_000)];
    expect(new Set([await sendOnce(), await sendOnce()])).toEqual(new Set(sites));
    expect([await sentOf(sites[0]), await sentOf(sites[1])]).toEqual([[[first[0], 'stored']], [[second[0], 'stored']]]);
  });

  it('are sent nothing of which it is not known at which of them it was done', async () => {
    await usedAt({ tenant: sites[0].tenant, siteId: null }, 5_000, 4_000);
    expect(await sendOnce()).toBeNull();
    const [own] = await usedAt(sites[1], 3_000);
    expect(await sendOnce()).toBe(sites[1]);
    scene.clock.at += slotMs;
    expect(await sendOnce()).toBeNull();
    expect([await sentOf(sites[0]), await sentOf(sites[1])]).toEqual([[], [[own, 'stored']]]);
  });

  it('without a key are not sent by the key of another', async () => {
    await scene.database.query('delete from programme.portal_key where site_id = $1', [sites[0].siteId]);
    await usedAt(sites[0], 5_000);
    expect(await sendOnce()).toBeNull();
    await usedAt(sites[1], 4_000);
    expect(await sendOnce()).toBe(sites[1]);
    expect(await sentOf(sites[0])).toEqual([]);
  });

  it('wait for nothing of one another: a slot, a refusal, a day that is spent or a key that was stopped', async () => {
    for (const code of ['AP1002', 'AP1010', 'AP1031', 'AP1030']) {
      const company = await scene.company();
      sites = [company, await scene.otherSite(company)];
      await usedAt(sites[0], 5_000, 4_000);
      await usedAt(sites[1], 3_000);
      const held = (await sendOnce(code)) as Company;
      const free = await sendOnce();
      expect([code, free !== null && free !== held]).toEqual([code, true]);
      expect([code, await sendOnce()]).toEqual([code, null]);
    }
  });

  it('are told when the first of them falls due, and the second has its turn at once', async () => {
    await usedAt(sites[0], 5_000);
    await usedAt(sites[1], 4_000);
    const taken = await sender.take(sites[0]);
    expect(taken?.againMs).toBe(0);
    const held = siteOf(taken?.send?.siteId);
    scene.clock.at += MINUTE_MS;
    const second = await other.take(sites[0]);
    expect(second?.send?.siteId).not.toBe(held.siteId);
    await other.settle(siteOf(second?.send?.siteId), second?.send?.sendId as string, answered('AP1002'));
    expect(await sender.take(sites[0])).toEqual({ send: null, againMs: slotMs });
    await sender.settle(held, taken?.send?.sendId as string, answered('AP1010'));
    expect(await sender.take(sites[0])).toMatchObject({ send: null, againMs: MINUTE_MS });
  });

  it('go on while the log centre hangs on one of them', async () => {
    await usedAt(sites[0], 5_000);
    await usedAt(sites[1], 4_000);
    centre.setFaults({ silent: true, times: 1 });
    const loop = sender.get(LogSender);
    loop.start();
    try {
      // The two are read one after the other: what was stored in between is only seen with the next look.
      const seen = await eventually(async () => {
        const rows = [await scene.sent(sites[0]), await scene.sent(sites[1])].flat();
        return rows.length > 1 && rows.some(({ outcome }) => outcome === 'stored') && rows;
      });
      // Of the other one the answer is still waited for.
      expect(seen.map(({ outcome }) => outcome).sort()).toEqual([null, 'stored']);
    } finally {
      await loop.stop();
    }
    const ended = [await scene.sent(sites[0]), await scene.sent(sites[1])].flat().map(({ outcome }) => outcome);
    expect(ended.sort()).toEqual(['stored', 'unknown']);
    expect(centre.requests).toBe(2);
  });

  it('have all of them their turn in one round: after the last of a day there is no other', async () => {
    const company = await scene.company();
    const due = [company];
    for (let number = 0; number < 4; number++) due.push(await scene.otherSite(company));
    for (const site of due) await usedAt(site, 5_000);
    const loop = third.get(LogSender);
    // The round that begins with the loop is the only one.
    jest.useFakeTimers({ doNotFake: [...NOT_THE_TICK] });
    try {
      loop.start();
      await eventually(async () => {
        const sent = await Promise.all(due.map(sentOf));
        return sent.every((rows) => rows.some(([, outcome]) => outcome === 'stored'));
      });
    } finally {
      jest.useRealTimers();
      await loop.stop();
    }
  });

  it('go on while nothing can be decided of one of them', async () => {
    await usedAt(sites[0], 5_000);
    const [own] = await usedAt(sites[1], 4_000);
    const [first, second] = sites[0].siteId < sites[1].siteId ? sites : [sites[1], sites[0]];
    // Sends of the one that comes first in the order cannot be written.
    await asAdmin(scene.database, async (client) => {
      await client.query(`alter table programme.log_send add constraint broken check (site_id <> '${first.siteId}') not valid`);
    });
    // A loop that has stopped is not begun again: the other process has its own.
    const loop = other.get(LogSender);
    try {
      loop.start();
      await eventually(async () => (await scene.sent(second)).some(({ outcome }) => outcome === 'stored'));
    } finally {
      await loop.stop();
      await asAdmin(scene.database, async (client) => {
        await client.query('alter table programme.log_send drop constraint broken');
      });
    }
    expect(await sentOf(first)).toEqual([]);
    if (second === sites[1]) expect(await sentOf(second)).toEqual([[own, 'stored']]);
  });
});
