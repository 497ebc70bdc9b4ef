import { dayPeriod, daysOfMonth, monthVerdict, programmeDay, slotMs, type UsageKind, usageKinds } from '@maru/evidence';
import { newId } from '@maru/kernel';
import type { UsageRecord } from '../../libs/platform/src/usage/usage-record';
import { operatingDefinition } from '../../libs/programme/src/notices/operating-definitions';
import type { CentreAnswer } from '../../libs/programme/src/sending/log-centre.job';
import type { PreparedSend } from '../../libs/programme/src/sending/log-sending';
import { callMs, leaveMs } from '../../libs/programme/src/sending/pace';
import type { LogCentreRules } from '../../tools/log-centre/rules.mjs';
import { type PlainDay, plainDay, isUncertain as uncertain } from '../support/plain-day';
import {
  answered,
  type Company,
  NO_ANSWER,
  NO_CONNECTION,
  type SenderUnderTest,
  SendingScene,
  type SentRow,
} from '../support/sending-scene';
import { Random, Timetable } from '../support/simulation';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const SENDERS = 3;
const DAYS = 7;
const CLOCK_STEPS = 5;
const CLOCK_STEP_MS = 3 * MINUTE_MS;

/** What the log centre does for a while. */
const MOODS = ['well', 'slow', 'very-slow', 'lying', 'mute', 'garbled', 'away'] as const;
type Mood = (typeof MOODS)[number];

const seed = Number(process.env.MARU_TEST_SEED || Date.now() % 1_000_000_007);
/** Their machines' own clocks are set wrong meanwhile. */
const realNow = Date.now;

/**
 * A week of a company with two sites, each with a key of its own, and three senders that die, stand still and have wrong clocks, and a log
 * centre that has its moods.
 */
class Week {
  readonly random = new Random(seed);
  readonly timetable = new Timetable();
  readonly happened = new Map<string, number>();
  readonly events = new Map<string, UsageRecord>();
  readonly usedDays: string[];
  mood: Mood = 'well';
  /** The log centre said that it was too soon, and meant it. */
  tooSoon = 0;

  constructor(
    readonly scene: SendingScene,
    readonly centre: LogCentreRules,
    readonly sites: readonly Company[],
    readonly from: number,
  ) {
    this.usedDays = Array.from({ length: DAYS }, (_, number) => programmeDay(from + number * DAY_MS)).filter((_, number) => number !== 3);
  }

  async run(): Promise<void> {
    for (const site of this.sites) await this.plan(site);
    await this.plan({ ...(this.sites[0] as Company), siteId: null });
    for (const sender of this.scene.senders) this.visitAt(sender, this.from + this.random.upTo(HOUR_MS));
    for (let at = this.from; at < this.from + DAYS * DAY_MS; at += this.random.between(20 * MINUTE_MS, 3 * HOUR_MS))
      this.timetable.at(at, async () => {
        this.mood = this.random.chance(0.5) ? 'well' : this.random.of(MOODS);
      });
    for (let day = 0; day < DAYS; day += 2)
      this.timetable.at(this.from + day * DAY_MS + this.random.between(8 * HOUR_MS, 18 * HOUR_MS), async () => {
        // Taken away and set again within a moment: a new key has no right to a slot that the old one has had.
        await this.scene.setKey(this.random.of(this.sites));
        this.note('key set');
      });
    // The database's clock is ahead and is put back in steps: times that were lived through come again.
    for (let step = CLOCK_STEPS; step >= 0; step--) {
      const at = this.from + ((CLOCK_STEPS - step) / CLOCK_STEPS) * (DAYS - 1) * DAY_MS + this.random.between(0, 12 * HOUR_MS);
      this.timetable.at(step === CLOCK_STEPS ? this.from : at, async () => {
        this.scene.clock.aheadMs = step * CLOCK_STEP_MS;
        this.note('clock put back');
      });
    }
    await this.timetable.run(this.from + DAYS * DAY_MS, async (at) => {
      this.scene.clock.at = at;
    });
  }

  private note(what: string): void {
    this.happened.set(what, (this.happened.get(what) ?? 0) + 1);
  }

  /** At a site, or nobody knows where: hours of work with a day off, deeds around midnight, and much that is no use of a person or that the log centre has no room for. */
  private async plan(site: Parameters<SendingScene['use']>[0]): Promise<void> {
    const moments = new Set<number>();
    for (const day of this.usedDays) {
      const { from } = dayPeriod(day);
      for (let count = this.random.between(3, 120); count > 0; count--)
        moments.add(from + this.random.between(7.5 * HOUR_MS, 19 * HOUR_MS));
      if (this.random.chance(0.6))
        for (let count = 6; count > 0; count--) moments.add(from + DAY_MS - this.random.upTo(12 * MINUTE_MS) - 1);
      if (this.random.chance(0.6)) for (let count = 4; count > 0; count--) moments.add(from + this.random.upTo(8 * MINUTE_MS));
    }
    const people = [newId(), newId(), newId()];
    const uses = [...moments]
      .sort((a, b) => a - b)
      .map((at) => ({
        at,
        kind: this.random.of<UsageKind>(usageKinds),
        cause: this.random.chance(0.85) ? ('input' as const) : ('automatic' as const),
        personId: this.random.chance(0.95) ? this.random.of(people) : null,
        address: this.random.chance(0.9) ? '203.0.113.7' : '2001:0db8:85a3:0000:0000:8a2e:0370:7334',
        bytes: this.random.upTo(5_000),
      }));
    for (const record of await this.scene.use(site, uses)) this.events.set(record.event.id, record);
  }

  private visitAt(sender: SenderUnderTest, at: number): void {
    this.timetable.at(at, () => this.visit(sender));
  }

  /** A machine's own clock may be anywhere: nothing may depend on it. */
  private async onItsClock<T>(work: () => Promise<T>): Promise<T> {
    const wrong = this.random.between(-2 * DAY_MS, 2 * DAY_MS);
    Date.now = () => realNow() + wrong;
    try {
      return await work();
    } finally {
      Date.now = realNow;
    }
  }

  private async visit(sender: SenderUnderTest): Promise<void> {
    const now = this.scene.clock.at;
    const together = this.random.chance(0.1) ? this.scene.senders : [sender];
    const dies = this.random.chance(0.04);
    const taken = await this.onItsClock(() => Promise.all(together.map((one) => one.take(this.sites[0] as Company, dies))));
    if (dies) this.note('died before the send was kept');
    const sends = taken.flatMap((one, place) => (one?.send ? [{ send: one.send, by: together[place] as SenderUnderTest }] : []));
    expect(new Set(sends.map(({ send }) => send.siteId)).size).toBe(sends.length);
    for (const { send, by } of sends) this.leave(send, by);
    // Some look again just when they were told to, some too early, some late.
    const againMs = taken[0]?.againMs ?? MINUTE_MS;
    const hour = new Date(now + 9 * HOUR_MS).getUTCHours();
    const isQuiet = hour > 0 && (hour < 7 || hour > 19) && hour < 23;
    const idle = isQuiet ? this.random.between(40 * MINUTE_MS, 120 * MINUTE_MS) : this.random.between(3 * MINUTE_MS, 15 * MINUTE_MS);
    const wait = this.random.chance(0.6) ? Math.min(againMs, idle) : this.random.between(1_000, idle);
    this.visitAt(sender, now + Math.max(wait, 1));
  }

  private leave(send: PreparedSend, by: SenderUnderTest): void {
    const decided = this.scene.clock.at;
    const dies = this.random.chance(0.04);
    if (dies) {
      this.note('died before the call');
      return;
    }
    const stillMs = this.random.chance(0.1) ? this.random.upTo(3 * leaveMs) : this.random.upTo(900);
    if (stillMs > leaveMs) {
      this.note('stood still');
      this.settleAt(decided + stillMs, send, by, { ...NO_CONNECTION, failure: 'left too late' });
      return;
    }
    const { mood } = this;
    this.note(mood);
    const left = decided + stillMs;
    if (mood === 'away') {
      this.settleAt(left + 3_000, send, by, NO_CONNECTION);
      return;
    }
    const processed =
      left + 5 + this.random.upTo(400) + (mood === 'slow' ? this.random.upTo(9_000) : mood === 'very-slow' ? this.random.upTo(38_000) : 0);
    this.timetable.at(processed, async () => {
      const answer = this.answerOf(send, mood);
      const answeredAt = processed + this.random.upTo(300);
      if (this.random.chance(0.04)) return this.note('died before the answer was kept');
      const inTime = answeredAt - left <= callMs && answer !== null;
      this.settleAt(inTime ? answeredAt : left + callMs, send, by, inTime ? answer : NO_ANSWER);
    });
  }

  /** @returns null where it stores the log and says nothing */
  private answerOf(send: PreparedSend, mood: Mood): CentreAnswer | null {
    if (mood === 'lying') return answered('AP1029');
    const { code } = this.centre.receive({ crtfcKey: send.key, ...send.fields }, this.scene.clock.at);
    if (code === 'AP1029') this.tooSoon++;
    if (mood === 'mute') return null;
    if (mood === 'garbled')
      return this.random.chance(0.5) ? answered('AP9999') : { ...answered(code), body: Buffer.from('<html>AP1002</html>') };
    return answered(code);
  }

  private settleAt(at: number, send: PreparedSend, by: SenderUnderTest, answer: CentreAnswer): void {
    const stalls = this.random.chance(0.03);
    if (stalls) this.note('kept the answer an hour late');
    this.timetable.at(Math.max(at, this.scene.clock.at) + (stalls ? HOUR_MS : this.random.upTo(500)), async () => {
      const dies = this.random.chance(0.04);
      if (dies) this.note('died while the answer was kept');
      await this.onItsClock(() => by.settle({ ...(this.sites[0] as Company), siteId: send.siteId }, send.sendId, answer, dies));
    });
  }
}

describe(`three senders of a company with two keys, for a week in which everything goes wrong (seed ${seed})`, () => {
  let scene: SendingScene;
  let week: Week;
  let sent: Map<Company, SentRow[]>;

  beforeAll(async () => {
    const { LogCentreRules: Rules } = await import('../../tools/log-centre/rules.mjs');
    // Over the end of a month, wherever the test runs.
    const firstOfNext = new Date(Date.now() + 9 * HOUR_MS);
    const from = Date.UTC(firstOfNext.getUTCFullYear(), firstOfNext.getUTCMonth() + 1, 1) - 9 * HOUR_MS - 4 * DAY_MS;
    scene = await SendingScene.start(SENDERS, from);
    const first = await scene.company();
    week = new Week(scene, new Rules(), [first, await scene.otherSite(first)], from);
    await week.run();
    sent = new Map();
    for (const site of week.sites) sent.set(site, await scene.sent(site));
    // A minute on an idle machine, two and a half beside the other files of a whole run.
  }, 400_000);
  afterAll(() => scene.close());

  /** Every expectation names the seed by which the same week comes again: MARU_TEST_SEED. */
  const holds = (value: unknown) => expect({ seed, value });
  const like = (value: unknown) => ({ seed, value });
  const dayOf = (row: { occurred_at: Date }) => programmeDay(row.occurred_at.getTime());
  const ofEach = (check: (rows: readonly SentRow[], listed: LogCentreRules['stored'], site: Company) => void) => {
    for (const [site, rows] of sent)
      check(
        rows,
        week.centre.stored.filter(({ key }) => key === site.key),
        site,
      );
  };

  it('was a week in which much was stored of each site and everything that can happen did', () => {
    const missing = [
      'died before the send was kept',
      'died before the call',
      'died before the answer was kept',
      'key set',
      'clock put back',
      'well',
    ].filter((what) => !week.happened.has(what));
    holds(missing).toEqual(like([]));
    ofEach((_rows, listed) => holds(listed.length > 40).toEqual(like(true)));
  });

  it('never comes too soon with either key', () => {
    holds(week.tooSoon).toEqual(like(0));
  });

  it('stores no event twice, neither by the receipts nor by the list of the log centre', () => {
    ofEach((rows, listed) => {
      const byReceipt = rows.filter(({ outcome }) => outcome === 'stored').map(({ event_id }) => event_id);
      holds(byReceipt.length - new Set(byReceipt).size).toEqual(like(0));
      const times = listed.map(({ logDt }) => logDt);
      holds(times.length - new Set(times).size).toEqual(like(0));
    });
  });

  it('sends nothing that is not in the usage log, by a person at the site of the key, on the same day and as it happened', () => {
    ofEach((rows, listed, { siteId }) => {
      const records = [...week.events.values()].filter(({ event }) => event.v === 2 && event.site === siteId);
      const known = new Map(records.map((record) => [record.event.at, record]));
      const strange = listed.filter(({ logDt, conectIp, dataUsgqty }) => {
        const found = known.get(Date.parse(`${logDt.replace(' ', 'T')}+09:00`));
        return found?.address !== conectIp || found.event.bytes !== dataUsgqty;
      });
      holds(strange).toEqual(like([]));
      const own = new Map(records.map(({ event }) => [event.id, event]));
      const wrong = rows.filter((row) => {
        const event = own.get(row.event_id);
        const { to } = dayPeriod(dayOf(row));
        return event?.cause !== 'input' || event.person === null || row.sent_at < row.occurred_at || row.sent_at.getTime() >= to - 60_000;
      });
      holds(wrong).toEqual(like([]));
    });
    const keys = week.sites.map(({ key }) => key);
    holds(week.centre.stored.filter(({ key }) => !keys.includes(key))).toEqual(like([]));
  });

  it('keeps ten minutes between what may have been stored of a site and its next', () => {
    ofEach((rows) => {
      const near = rows.filter((row, place) => {
        const before = rows.slice(0, place).findLast((one) => one.outcome === 'stored' || uncertain(one));
        return before && row.sent_at.getTime() - before.sent_at.getTime() < slotMs;
      });
      holds(near).toEqual(like([]));
    });
  });

  it('sends for one site while the other waits', () => {
    const all = [...sent].flatMap(([site, rows]) => rows.map((row) => ({ site, at: row.sent_at.getTime() }))).sort((a, b) => a.at - b.at);
    const between = all.filter(
      (one, place) => place > 0 && one.site !== all[place - 1]?.site && one.at - (all[place - 1]?.at ?? 0) < slotMs,
    );
    holds(between.length > 20).toEqual(like(true));
  });

  it('counts days of a site as the list of the log centre does, and where something is not known never more', () => {
    ofEach((rows, listed) => {
      for (const day of week.usedDays) {
        const ofDay = rows.filter((row) => dayOf(row) === day);
        const byReceipt = ofDay.filter(({ outcome }) => outcome === 'stored').length;
        const inList = listed.filter(({ logDt }) => logDt.startsWith(day)).length;
        if (!ofDay.some(uncertain)) holds([day, byReceipt]).toEqual(like([day, inList]));
        holds([day, byReceipt <= inList]).toEqual(like([day, true]));
        holds([day, inList <= byReceipt + ofDay.filter(uncertain).length]).toEqual(like([day, true]));
      }
    });
    const others = week.centre.stored.filter(({ logDt }) => !week.usedDays.includes(logDt.slice(0, 10)));
    holds(others).toEqual(like([]));
  });

  describe('and the figures of its days', () => {
    it('are the plain recomputation, day by day, and what is known of them is what the log centre has', async () => {
      const end = week.from + (DAYS + 1) * DAY_MS;
      const months = [...new Set([week.from, end].map((at) => programmeDay(at).slice(0, 7)))];
      const days = months.flatMap(daysOfMonth).filter((day) => day <= programmeDay(end));
      for (const [site, rows] of sent) {
        const figures = await (scene.senders[0] as SenderUnderTest).figures(site, months, end);
        const counted = figures.map(({ day, used, eligible, stored, uncertain: open, refused, queued, passedOver }) => {
          return { day, used, eligible, stored, uncertain: open, refused, notSent: queued + passedOver };
        });
        const plain = days.map((day) => plainDay(day, site.siteId, [...week.events.values()], rows));
        holds(counted).toEqual(like(plain));
        const inList = (day: string) => week.centre.stored.filter(({ key, logDt }) => key === site.key && logDt.startsWith(day)).length;
        const known = counted.filter(({ uncertain: open }) => open === 0).map(({ day, stored }) => [day, stored]);
        holds(known).toEqual(like(known.map(([day]) => [day, inList(day as string)])));
        // A day of which anything is stored is one by that definition; by the other, one of which anything is used.
        const facts = new Map(figures.map((each) => [each.day, each]));
        for (const [name, isOperating] of [
          ['stored-log', ({ stored }) => stored > 0],
          ['real-use', ({ used }) => used > 0],
          ['use-and-stored-log', ({ used, stored }) => used > 0 && stored > 0],
        ] satisfies [string, (day: PlainDay) => boolean][]) {
          const verdicts = months.map((month) => monthVerdict(operatingDefinition(name), month, facts, programmeDay(end)));
          const operating = verdicts.flatMap((one) => one.days.filter(({ state }) => state === 'operating').map(({ day }) => day));
          holds([name, operating]).toEqual(like([name, plain.filter(isOperating).map(({ day }) => day)]));
        }
      }
    });
  });
});
