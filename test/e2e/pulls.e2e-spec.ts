import { createHash } from 'node:crypto';
import { get } from 'node:http';
import { canonicalBytes, commitment, type UsageEvent } from '@maru/evidence';
import { newId } from '@maru/kernel';
import { seedAgreement } from '../support/agreement-seed';
import type { TestPerson } from '../support/api-under-test';
import { dayThatLasts } from '../support/day-to-send-on';
import { asAdmin } from '../support/house-under-test';
import { type PulledCompany, PullScene } from '../support/pull-scene';
import { seedUsage } from '../support/usage-seed';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const ago = (ms: number) => Date.now() - ms;
const instant = (at: number) => new Date(at).toISOString();
const EMPLOYEE = 'E-2291-KIM';
const ADDRESS = '203.0.113.77';
const request = (at: number) =>
  JSON.stringify({
    logDt: instant(at).slice(0, 23).replace('T', ' '),
    useSe: 'DO6003',
    sysUser: EMPLOYEE,
    conectIp: ADDRESS,
    dataUsgqty: 7,
  });
const answer = (code: string, recptnRsltDtl = '') =>
  JSON.stringify({ result: { recptnDt: '2026-11-01 10:00:00.000', recptnRsltCd: code, recptnRslt: '데이터 이관 완료', recptnRsltDtl } });
/** A log centre that quotes what it was sent. */
const quoting = (employee = EMPLOYEE, address = ADDRESS) => answer('AP1023', `sysUser=${employee}&conectIp=${address}`);

describe("what an office's program pulls", () => {
  let scene: PullScene;
  let office: TestPerson;
  let company: PulledCompany;
  let key: string;
  let events: UsageEvent[];
  const asOf = instant(ago(2 * HOUR_MS));
  const personId = newId();

  beforeAll(async () => {
    scene = await PullScene.open();
    office = await scene.office();
    company = await scene.company(office);
    key = await scene.key(office);
    const from = ago(20 * DAY_MS);
    const salt = new Uint8Array(32).fill(7);
    // Equal times among them, and in no order.
    events = await seedUsage(
      scene.api,
      company.tenant,
      Array.from({ length: 3_000 }, (_, n) => ({
        at: from + ((n * 7_919) % 2_000) * 700_000,
        bytes: n,
        resource: n % 11 === 0 ? 'odd "name"\\' : 'fems/energy',
        person: commitment(salt, 'person', personId),
        address: commitment(salt, 'address', ADDRESS),
        site: company.siteId,
      })),
    );
    events.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
    // Of some it is known who it was, and that the log centre's fields cannot hold from where: an erasure takes that away.
    await asAdmin(scene.api.database, (client) =>
      client.query(
        `insert into platform.usage_event_person (tenant_id, event_id, person_id, address, salt)
         select $1, id, $3, repeat('f', 39), decode(repeat('00', 32), 'hex') from unnest($2::uuid[]) as id`,
        [company.tenant.tenantId, events.filter((_, n) => n % 2 === 0).map(({ id }) => id), personId],
      ),
    );
    await scene.send(
      company,
      Array.from({ length: 40 }, (_, n) => {
        const sentAt = ago(5 * DAY_MS) + (n - (n % 2)) * 600_000;
        const answered = n % 5 === 3 ? quoting() : answer('AP1002');
        return {
          sentAt,
          request: request(sentAt),
          answer: n % 5 === 4 ? null : answered,
          code: n % 5 === 3 ? 'AP1023' : 'AP1002',
          eventId: events[n].id,
        };
      }),
    );
  }, 60_000);
  afterAll(() => scene.close());

  const path = (stream: string, of: TestPerson = company) => `${of.organisationId}/${stream}`;
  const whole = (stream: string) => scene.pull(key, path(stream), { asOf });

  it('are the canonical octets of its events in order, as they are kept', async () => {
    const { status, headers, bytes, lines } = await whole('events');
    expect([status, headers.get('content-type'), headers.get('maru-page')]).toEqual([200, 'application/x-ndjson', 'open']);
    const seeded = Buffer.concat(events.flatMap((event) => [canonicalBytes(event), Buffer.from('\n')]));
    expect(bytes.subarray(0, seeded.length).equals(seeded)).toBe(true);
    expect([headers.get('maru-lines'), headers.get('maru-as-of')]).toEqual([String(lines.length), asOf]);
    expect(headers.get('maru-sha256')).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it.each(['events', 'receipts'])('are the same lines of %s whatever the pages are', async (stream) => {
    const { bytes } = await whole(stream);
    for (const limits of [[1_000], [7, 1, 900, 33], [10_000]]) {
      const pages = await scene.pages(key, path(stream), asOf, limits);
      expect(Buffer.concat(pages.map((page) => page.bytes)).equals(bytes)).toBe(true);
    }
  });

  it('failure mode 44: a pull that is interrupted and repeated goes on where it was and has the same bytes, while more is written', async () => {
    let isWriting = true;
    const writing = (async () => {
      while (isWriting) {
        // Now, and as late as is promised that anything is written.
        await seedUsage(scene.api, company.tenant, [{ at: Date.now() }, { at: ago(59 * 60_000) }]);
        for (const sentAt of [Date.now(), ago(59 * 60_000)])
          await scene.send(company, [{ sentAt, request: request(sentAt), answer: answer('AP1002') }]);
      }
    })();
    try {
      for (const stream of ['events', 'receipts']) {
        const since = (await scene.pull(key, path(stream))).headers.get('maru-as-of') as string;
        const first = await scene.pages(key, path(stream), since, [stream === 'events' ? 700 : 9]);
        await brokenOff(`${scene.api.url}/api/programme/pulls/${path(stream)}?asOf=${since}`, key);
        for (const [place, page] of first.entries()) {
          const cursor: Record<string, string> = place === 0 ? {} : { cursor: first[place - 1].headers.get('maru-cursor') as string };
          const limit = stream === 'events' ? '700' : '9';
          const again = await scene.pull(key, path(stream), { asOf: since, limit, ...cursor });
          expect(again.bytes.equals(page.bytes)).toBe(true);
          for (const name of ['maru-cursor', 'maru-page', 'maru-sha256']) expect(again.headers.get(name)).toBe(page.headers.get(name));
          // A page that was full is the same as of any later time.
          const later = await scene.pull(key, path(stream), { limit, ...cursor });
          if (page.headers.get('maru-page') === 'full') expect(later.bytes.equals(page.bytes)).toBe(true);
        }
      }
    } finally {
      isWriting = false;
      await writing;
    }
  }, 60_000);

  it('goes on from the last cursor with what was settled since, and with nothing twice', async () => {
    const early = await scene.pages(key, path('events'), instant(ago(10 * DAY_MS)), [1_000]);
    const cursor = early.at(-1)?.headers.get('maru-cursor') as string;
    const rest = await scene.pull(key, path('events'), { asOf, cursor });
    expect(Buffer.concat([...early.map((page) => page.bytes), rest.bytes]).equals((await whole('events')).bytes)).toBe(true);
    const none = await scene.pull(key, path('events'), { asOf, cursor: rest.headers.get('maru-cursor') as string });
    expect([none.lines, none.headers.get('maru-cursor')]).toEqual([[], rest.headers.get('maru-cursor')]);
  });

  it('reads nothing that is not settled, and says until when it is', async () => {
    const refused = await scene.pull(key, path('events'), { asOf: instant(ago(HOUR_MS / 2)) });
    expect([refused.status, JSON.parse(refused.lines[0]).errors[0]]).toMatchObject([400, { pointer: '?asOf', code: 'not-settled' }]);
    const { headers } = await scene.pull(key, path('events'));
    const settled = Date.parse(headers.get('maru-as-of') as string);
    expect(ago(HOUR_MS) - settled).toBeGreaterThanOrEqual(-1);
    // A process that lives and cannot write its reads holds everybody back.
    await asAdmin(scene.api.database, (client) =>
      client.query("insert into platform.usage_writer (host, process_id, confirmed_at) values ('stuck', 1, now() - interval '3 hours')"),
    );
    const held = await scene.pull(key, path('events'));
    await asAdmin(scene.api.database, (client) => client.query("update platform.usage_writer set stopped_at = now() where host = 'stuck'"));
    expect(Date.parse(held.headers.get('maru-as-of') as string)).toBeLessThan(ago(3 * HOUR_MS));
  });

  it('has receipts with the answer as it came, and no receipt where none came', async () => {
    const lines = (await whole('receipts')).lines.map((line) => JSON.parse(line));
    expect(lines).toHaveLength(40);
    expect(lines.map(({ sentAt }) => sentAt)).toEqual(lines.map(({ sentAt }) => sentAt).sort());
    expect(lines.filter(({ receipt }) => receipt === null)).toHaveLength(8);
    for (const line of lines) expect(line).toMatchObject({ v: 2, site: company.siteId });
    const { receipt, request: sent, eventId } = lines.find((line) => line.receipt?.code === 'AP1002');
    expect(Buffer.from(receipt.answerBase64, 'base64').toString()).toBe(answer('AP1002'));
    expect([Object.keys(sent), receipt.code, receipt.outcome]).toEqual([['logDt', 'useSe', 'dataUsgqty'], 'AP1002', 'stored']);
    expect(events.slice(0, 40).map(({ id }) => id)).toContain(eventId);
    const quoted = lines.find((line) => line.receipt?.code === 'AP1023').receipt;
    expect(Buffer.from(quoted.answerBase64, 'base64').toString()).toBe(quoting('[user]', '[address]'));
    expect(quoted.answerSha256).toBe(createHash('sha256').update(quoting()).digest('hex'));
  });

  it('has days and verdicts by each definition, the same as of the same time, whatever comes later, is put right or is erased', async () => {
    const month = instant(ago(5 * DAY_MS) + 9 * HOUR_MS).slice(0, 7);
    const asked = () =>
      Promise.all([scene.pull(key, path('days'), { month, asOf }), scene.pull(key, path('verdicts'), { noticeDay: '2026-12-01', asOf })]);
    await seedAgreement(scene.api.database, company.tenant, {
      completedOn: '2024-12-20',
      siteIds: [company.siteId],
      enteredAt: '2025-01-01T00:00:00Z',
    });
    const [days, verdicts] = await asked();
    const parsed = days.lines.map((line) => JSON.parse(line));
    expect(new Set(parsed.map(({ definition }) => `${definition.id} ${definition.version}`)).size).toBe(3);
    expect(parsed.some(({ state, stored }) => state === 'operating' && stored > 0)).toBe(true);
    expect(verdicts.lines.map((line) => JSON.parse(line).definition.id)).toEqual(['stored-log', 'real-use', 'use-and-stored-log']);
    for (const line of verdicts.lines) expect(JSON.parse(line)).toMatchObject({ completedOn: '2024-12-20' });
    const [agreements, { token }] = ['/api/programme/agreements', company];
    const [{ id }] = (await scene.api.request<{ items: { id: string }[] }>('GET', agreements, { token })).body.items;
    const corrected = { token, headers: { 'if-match': '"1"' }, body: { completedOn: '2025-02-03' } };
    expect((await scene.api.request('PATCH', `${agreements}/${id}`, corrected)).status).toBe(200);
    await scene.send(company, [{ sentAt: Date.now(), request: request(Date.now()), answer: answer('AP1002') }]);
    // Of a site that there was not yet nothing is said of that time.
    const later = { name: 'later', businessRegistrationNumber: '999-99-00024' };
    expect((await scene.api.request('POST', '/api/workspace/sites', { token, body: later })).status).toBe(201);
    await asAdmin(scene.api.database, (client) => client.query('delete from platform.usage_event_person'));
    const again = await asked();
    expect(again[0].bytes.equals(days.bytes) && again[1].bytes.equals(verdicts.bytes)).toBe(true);
  });

  it('names the site in every line: days and verdicts of each, and of a use for none what the event itself says', async () => {
    const two = await scene.company(office);
    const sites = [two.siteId, await scene.site(two, 'second')];
    const at = ago(3 * DAY_MS);
    const [sent] = await seedUsage(scene.api, two.tenant, [
      { at, site: sites[0] },
      { at: at + 1, site: null },
    ]);
    await scene.send(two, [{ sentAt: at, request: request(at), answer: answer('AP1002'), eventId: sent.id }]);
    const month = instant(at + 9 * HOUR_MS).slice(0, 7);
    const day = instant(at + 9 * HOUR_MS).slice(0, 10);
    const linesOf = async (stream: string, query: Record<string, string> = {}) =>
      (await scene.pull(key, path(stream, two), { asOf, ...query })).lines.map((line) => JSON.parse(line));
    const days = (await linesOf('days', { month, definition: 'real-use' })).filter((line) => line.day === day);
    expect(days).toMatchObject([
      { v: 2, site: sites[0], state: 'operating', used: 1, stored: 1 },
      { v: 2, site: sites[1], state: 'unknown', used: null, stored: null, beforeService: true },
    ]);
    expect(await linesOf('verdicts', { definition: 'stored-log' })).toMatchObject([
      { v: 2, site: sites[0] },
      { v: 2, site: sites[1] },
    ]);
    expect((await linesOf('events')).slice(0, 2)).toMatchObject([
      { v: 2, site: sites[0] },
      { v: 2, site: null },
    ]);
    expect(await linesOf('receipts')).toMatchObject([{ v: 2, site: sites[0], eventId: sent.id }]);
    const named = (await scene.pull(key, path('sites', two))).lines.map((line) => JSON.parse(line));
    expect(named).toMatchObject([
      { v: 2, site: sites[0], name: 'first', businessRegistrationNumber: '999-99-00010' },
      { v: 2, site: sites[1], name: 'second' },
    ]);
  });

  it('has every definition and notice that the lines name', async () => {
    const lines = (await scene.pull(key, 'definitions')).lines.map((line) => JSON.parse(line));
    expect(lines).toContainEqual(expect.objectContaining({ type: 'operatingDefinition', id: 'stored-log', version: 1 }));
    expect(lines).toContainEqual(expect.objectContaining({ type: 'notice', id: 'carbon-neutral-2025' }));
  });

  it('holds no person, no address and no portal key in any byte', async () => {
    const streams = [
      await whole('events'),
      await whole('receipts'),
      await scene.pull(key, path('days'), { month: asOf.slice(0, 7), asOf }),
    ];
    streams.push(await scene.pull(key, path('verdicts'), { asOf }), await scene.pull(key, 'definitions'));
    for (const { bytes: packed, status } of streams) {
      expect(status).toBe(200);
      const unpacked = packed.toString().replace(/(?<="answerBase64":")[^"]*/g, (base64) => Buffer.from(base64, 'base64').toString());
      const bytes = unpacked + packed.toString();
      for (const secret of [EMPLOYEE, ADDRESS, personId, company.email, 'Owner', '$5$API$', 'ZZZZ'])
        expect(bytes.includes(secret)).toBe(false);
    }
  });

  it('is gzip where the client takes it, and else not', async () => {
    const plain = await scene.pull(key, path('events'), { asOf }, { 'accept-encoding': 'identity' });
    const packed = await scene.pull(key, path('events'), { asOf }, { 'accept-encoding': 'gzip' });
    expect([plain, packed].map(({ headers }) => headers.get('content-encoding'))).toEqual([null, 'gzip']);
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(plain.bytes.length / 3);
    expect(packed.bytes.equals(plain.bytes)).toBe(true);
  });

  it('marks every line of a simulated company', async () => {
    const simulated = await scene.company(office, { simulated: true });
    await seedUsage(scene.api, simulated.tenant, [{ at: ago(3 * DAY_MS), site: simulated.siteId }]);
    await scene.send(simulated, [{ sentAt: ago(3 * DAY_MS), request: request(0), answer: answer('AP1002') }]);
    const month = instant(ago(3 * DAY_MS) + 9 * HOUR_MS).slice(0, 7);
    for (const [stream, query] of [
      ['events', {}],
      ['receipts', {}],
      ['days', { month }],
      ['verdicts', {}],
      ['sites', {}],
    ] as const) {
      const { lines } = await scene.pull(key, path(stream, simulated), query);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines)
        expect(JSON.parse(line)).toMatchObject(stream === 'events' ? { simulated: true } : { simulated: true, mark: '모의' });
    }
  });

  it('refuses a cursor of another stream and what is none', async () => {
    const { headers } = await scene.pull(key, path('events'), { asOf, limit: '1' });
    for (const [stream, cursor] of [
      ['receipts', headers.get('maru-cursor') as string],
      ['events', 'x'],
      ['events', 'W251bGxd'],
    ] as const) {
      const { status, lines } = await scene.pull(key, path(stream), { asOf, cursor });
      expect([status, JSON.parse(lines[0]).errors[0].pointer]).toEqual([400, '?cursor']);
    }
    expect((await scene.pull(key, path('events'), { limit: '10001' })).status).toBe(400);
  });

  it('is in the record that the company sees, with stream, key, lines and fingerprint, before it is answered; of answers without lines one a day', async () => {
    await dayThatLasts();
    const other = await scene.company(office);
    await seedUsage(scene.api, other.tenant, [{ at: ago(3 * DAY_MS) }, { at: ago(2 * DAY_MS) }]);
    const pulled = await scene.pull(key, path('events', other), { asOf, limit: '2' });
    const cursor = pulled.headers.get('maru-cursor') as string;
    for (let again = 0; again < 3; again++) await scene.pull(key, path('events', other), { asOf, cursor });
    const { body } = await scene.api.request<{ items: Record<string, unknown>[] }>('GET', '/api/workspace/report-pulls', {
      token: other.token,
    });
    const times = pulled.lines.map((line) => instant(JSON.parse(line).at));
    expect(body.items).toMatchObject([
      {
        stream: 'events',
        keyName: '증빙 수집',
        events: 0,
        bytes: 0,
        firstAt: new Date(asOf).toISOString(),
        lastAt: new Date(asOf).toISOString(),
      },
      {
        stream: 'events',
        keyName: '증빙 수집',
        pulledBy: null,
        month: null,
        format: 'ndjson',
        events: 2,
        sha256: pulled.headers.get('maru-sha256'),
        firstAt: times[0],
        lastAt: times[1],
        officeId: office.organisationId,
      },
    ]);
  }, 60_000);
});

/** Ends the connection as soon as the first octets have come. */
function brokenOff(url: string, key: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const pulling = get(url, { agent: false, headers: { authorization: `Bearer ${key}` } }, (response) => {
      response.on('error', () => undefined);
      response.once('data', () => {
        response.destroy();
        resolve();
      });
    });
    pulling.on('error', reject);
  });
}
