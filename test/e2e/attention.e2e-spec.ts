import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from '@maru/catalog';
import { AttentionSources } from '@maru/platform';
import { eventually, type TestDatabase, testDatabase } from '@maru/platform/testing';
import { ApiUnderTest, type Reply, type TestPerson } from '../support/api-under-test';
import { member, pointBody, SITE } from '../support/estate';
import { asAdmin, WorkerUnderTest } from '../support/house-under-test';
import { invite } from '../support/joining';
import { LiveScreen } from '../support/live-screen';

interface Item {
  readonly kind: string;
  readonly severity: string;
  readonly count: number;
  readonly names: string[];
  readonly since: string | null;
  readonly until: string | null;
  readonly about: string | null;
  readonly amount: number | null;
  readonly fingerprint: string;
  readonly note: { acknowledgedAt: string; acknowledgedBy: string | null } | null;
}
interface Answer {
  readonly items: Item[];
  readonly counts: { bad: number; warning: number; info: number };
  readonly changesInSeconds: number | null;
}

const ATTENTION = '/api/workspace/attention';
const NOTES = '/api/workspace/attention-acknowledgements';
const quarterMs = 900_000;
const dayMs = 86_400_000;
/** The start of the quarter of an hour that has just ended. */
const newestMs = (Math.floor(Date.now() / quarterMs) - 1) * quarterMs;

describe('what needs a person', () => {
  let database: TestDatabase;
  let api: ApiUnderTest;
  let worker: WorkerUnderTest;

  beforeAll(async () => {
    database = await testDatabase({ MARU_RATE_LIMIT_PER_MINUTE: '1000000' });
    api = await ApiUnderTest.on(database);
    worker = await WorkerUnderTest.on(database, modules);
    worker.start();
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });

  const told = async ({ token }: TestPerson): Promise<Answer> => {
    const { status, body, text } = await api.request<Answer>('GET', ATTENTION, { token });
    if (status !== 200) throw new Error(`it was answered ${status}: ${text}`);
    return body;
  };
  const kinds = async (person: TestPerson) => (await told(person)).items.map(({ kind }) => kind);
  const find = async (person: TestPerson, kind: string) => (await told(person)).items.find((item) => item.kind === kind);
  const make = async (person: TestPerson, path: string, body: object): Promise<string> => {
    const reply = await api.request<{ id: string }>('POST', path, { token: person.token, body });
    if (reply.status >= 300) throw new Error(`${path} was answered ${reply.status}: ${reply.text}`);
    return reply.body.id;
  };
  const note = (person: TestPerson, { kind, fingerprint }: Pick<Item, 'kind' | 'fingerprint'>): Promise<Reply> =>
    api.request('POST', NOTES, { token: person.token, body: { kind, fingerprint } });

  /** A factory with a meter, a source, and points that readings can be sent to. */
  const plant = async (names: string[] = ['one']) => {
    const owner = await api.organisation({ modules: ['fems'] });
    const siteId = await make(owner, '/api/workspace/sites', { name: 'site', ...SITE });
    const meterId = await make(owner, '/api/fems/meters', { siteId, name: 'meter', main: true });
    const sourceId = await make(owner, '/api/fems/reading-sources', { name: 'gateway', stamp: 'intervalStart' });
    const points: string[] = [];
    for (const name of names) points.push(await make(owner, '/api/fems/points', { ...pointBody(meterId), name }));
    /** Readings of quarters of an hour, by how many lie between them and the newest one that has ended; waits until they are known. */
    const send = async (pointId: string, ago: number[]) => {
      const readings = ago.map((count) => ({ pointId, at: new Date(newestMs - count * quarterMs).toISOString(), value: '1' }));
      const { status, body, text } = await api.request<{ accepted: number }>('POST', '/api/fems/readings', {
        token: owner.token,
        body: { sourceId, readings },
      });
      if (status !== 200 || body.accepted !== ago.length) throw new Error(`the readings were answered ${status}: ${text}`);
      const before = accepted.get(pointId) ?? 0;
      accepted.set(pointId, before + ago.length);
      await eventually(async () => {
        const point = await api.request<{ activity: { accepted: number } | null }>('GET', `/api/fems/points/${pointId}`, {
          token: owner.token,
        });
        return point.body.activity?.accepted === before + ago.length;
      });
    };
    const accepted = new Map<string, number>();
    return { owner, siteId, meterId, sourceId, points, send };
  };

  it.each(['ko', 'en'])('has words in %s for everything that can be told', (language) => {
    const kinds = api.app.get(AttentionSources).all.flatMap((source) => source.kinds);
    expect(kinds.length).toBeGreaterThan(10);
    for (const kind of kinds) {
      const [module, name] = kind.split('.');
      const { attention } = JSON.parse(readFileSync(join(__dirname, `../../libs/${module}/web/${language}.json`), 'utf8'));
      const word = expect.stringMatching(/./);
      expect([kind, attention[name]]).toEqual([kind, { tag: word, text: word, key: word }]);
    }
  });

  it('begins with what has to be there first, one thing after the other', async () => {
    const owner = await api.organisation();
    expect(await told(owner)).toMatchObject({ counts: { bad: 0, warning: 0, info: 2 }, changesInSeconds: null });
    expect(await kinds(owner)).toEqual(['workspace.no-module', 'workspace.no-site']);
    const siteId = await make(owner, '/api/workspace/sites', { name: 'site', ...SITE });
    expect(await kinds(owner)).toEqual(['workspace.no-module']);
    await api.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body: { module: 'fems', kind: 'start' } });
    await eventually(async () => (await kinds(owner)).join() === 'fems.no-meter');
    const meterId = await make(owner, '/api/fems/meters', { siteId, name: 'meter', main: true });
    expect(await kinds(owner)).toEqual(['fems.no-point']);
    await make(owner, '/api/fems/points', pointBody(meterId));
    expect(await kinds(owner)).toEqual(['fems.no-source', 'fems.points-never']);
    await make(owner, '/api/fems/reading-sources', { name: 'gateway', stamp: 'intervalStart' });
    expect(await kinds(owner)).toEqual(['fems.points-never']);
  });

  it('is nothing while everything comes as it should, and says when that would change', async () => {
    const { owner, points, send } = await plant();
    await send(points[0], [3, 2, 1, 0]);
    const { items, counts, changesInSeconds } = await told(owner);
    expect([items, counts]).toEqual([[], { bad: 0, warning: 0, info: 0 }]);
    // An hour after the end of the newest interval, which ended not long ago.
    expect(changesInSeconds).toBeGreaterThan(30 * 60);
    expect(changesInSeconds).toBeLessThanOrEqual(60 * 60 + 2);
  });

  it('tells of points that have stopped, those that are silent for good and those that never sent, each as one item', async () => {
    const { owner, points, send } = await plant(['a', 'b', 'c', 'd', 'e', 'f']);
    for (const point of points.slice(0, 4)) await send(point, [21, 20]);
    await send(points[4], [10 * 96]);
    const { items, counts } = await told(owner);
    expect(items.map(({ kind, severity, count, names }) => [kind, severity, count, names])).toEqual([
      ['fems.points-stopped', 'bad', 4, ['meter · a', 'meter · b', 'meter · c']],
      ['fems.points-dormant', 'warning', 1, ['meter · e']],
      ['fems.points-never', 'info', 1, ['meter · f']],
    ]);
    expect(counts).toEqual({ bad: 1, warning: 1, info: 1 });
    expect(items[0]).toMatchObject({ about: points[0], note: null });
    expect(items[0].since).toMatch(/\+09:00$/);
    expect(Date.parse(items[0].since as string)).toBe(newestMs - 19 * quarterMs);
    for (const point of points.slice(0, 4)) await send(point, [...Array(20).keys()].reverse());
    expect(await kinds(owner)).toEqual(['fems.points-dormant', 'fems.points-never']);
  });

  it('tells what is missing in the newest week of a point that is alive, until it has come', async () => {
    const { owner, points, send } = await plant(['first', 'second']);
    await send(points[0], [96 * 8, 10, 9, 8, 5, 4, 0]);
    await send(points[1], [2, 0]);
    const week = 7 * 96;
    expect(await find(owner, 'fems.readings-missing')).toMatchObject({
      severity: 'warning',
      count: 2,
      names: ['meter · first', 'meter · second'],
      about: points[0],
      // The first has older readings, so that its week is whole; those of the second begin in it.
      amount: week - 6 + 1,
    });
    await send(points[1], [1]);
    expect(await find(owner, 'fems.readings-missing')).toMatchObject({ count: 1, names: ['meter · first'], amount: week - 6 });
    const sent = new Set([10, 9, 8, 5, 4, 0]);
    await send(
      points[0],
      [...Array(week).keys()].reverse().filter((ago) => !sent.has(ago)),
    );
    expect(await kinds(owner)).toEqual([]);
  });

  it('is told to who may see it, and only of modules that are subscribed', async () => {
    const { owner, points, send } = await plant();
    await send(points[0], [30, 29]);
    const operator = await member(api, owner.organisationId, ['operator']);
    expect(await kinds(owner)).toEqual(['fems.points-stopped']);
    expect(await kinds(operator)).toEqual(['fems.points-stopped']);
    const bare = await api.organisation({ modules: ['fems'] });
    const newcomer = await member(api, bare.organisationId, ['operator']);
    expect([await kinds(bare), await kinds(newcomer)]).toEqual([['workspace.no-site'], []]);
    await api.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body: { module: 'fems', kind: 'end' } });
    await eventually(async () => (await kinds(owner)).join() === 'workspace.no-module');
    expect(await kinds(operator)).toEqual([]);
  });

  it('is of nobody else', async () => {
    const { owner, points, send } = await plant();
    await send(points[0], [30, 29]);
    const stranger = await plant();
    await stranger.send(stranger.points[0], [1, 0]);
    expect(await kinds(stranger.owner)).toEqual([]);
    // Taking note of it elsewhere changes nothing here.
    const [item] = (await told(owner)).items;
    expect((await note(stranger.owner, item)).status).toBe(201);
    expect((await find(owner, 'fems.points-stopped'))?.note).toBeNull();
  });

  it('rests once somebody has taken note of it, until it is another matter', async () => {
    const { owner, points, send } = await plant(['a', 'b']);
    await send(points[0], [30, 29]);
    await send(points[1], [1, 0]);
    const operator = await member(api, owner.organisationId, ['operator']);
    const [item] = (await told(owner)).items;
    expect((await note(operator, item)).status).toBe(403);
    expect((await note(owner, item)).status).toBe(201);
    expect((await note(owner, item)).status).toBe(201);
    const noted = await told(operator);
    expect(noted.counts).toEqual({ bad: 0, warning: 0, info: 0 });
    expect(noted.items).toEqual([{ ...item, note: { acknowledgedAt: expect.any(String), acknowledgedBy: 'Owner' } }]);
    // It sent once more and stopped again.
    await send(points[0], [28]);
    expect(await told(owner)).toMatchObject({ counts: { bad: 1 }, items: [{ kind: 'fems.points-stopped', note: null }] });
  });

  it.each([
    ['a kind that there is not', 'fems.nothing'],
    ['a kind of a module that is not subscribed', 'fems.points-stopped'],
    ['a kind that is told to others', 'workspace.organisations-ownerless'],
  ])('is not noted of %s', async (_, kind) => {
    const owner = await api.organisation();
    expect(await note(owner, { kind, fingerprint: 'a'.repeat(64) })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/kind', code: 'unknown-kind' }] },
    });
  });

  it('makes open screens ask again when it may have changed, and not when a point only goes on', async () => {
    const { owner, points, send } = await plant();
    const screen = await LiveScreen.open(api, owner);
    // What a batch changes is told together, when what its points have sent is known.
    const sent = async (...args: Parameters<typeof send>) => {
      screen.heard.length = 0;
      await send(...args);
      await screen.hears(`activity ${points[0]}`);
    };
    await sent(points[0], [30, 29]);
    await sent(points[0], [2, 1]);
    expect(screen.heard).toContain(`attention ${points[0]}`);
    await sent(points[0], [0]);
    expect(screen.heard).not.toContain(`attention ${points[0]}`);
    const [item] = (await told(owner)).items;
    await note(owner, item);
    await screen.hears(`attention ${item.kind}`);
    expect(screen.heard.filter((change) => change.startsWith('attention'))).toEqual([`attention ${item.kind}`]);
    screen.close();
  });

  it('tells of a subscription that ends within thirty days, and from when on it will', async () => {
    const owner = await api.organisation({ modules: ['fems'] });
    await make(owner, '/api/workspace/sites', { name: 'site', ...SITE });
    const end = async (days: number) => {
      const effectiveAt = new Date(Date.now() + days * dayMs).toISOString();
      const body = { module: 'fems', kind: 'end', effectiveAt };
      expect((await api.request('POST', '/api/workspace/subscription-changes', { token: owner.token, body })).status).toBe(201);
      return effectiveAt;
    };
    const effectiveAt = await end(20);
    const item = await find(owner, 'workspace.subscription-ends');
    expect(item).toMatchObject({ severity: 'warning', about: 'fems' });
    expect(Date.parse(item?.until as string)).toBe(Date.parse(effectiveAt));
    const later = await api.organisation({ modules: ['fems'] });
    await api.request('POST', '/api/workspace/subscription-changes', {
      token: later.token,
      body: { module: 'fems', kind: 'end', effectiveAt: new Date(Date.now() + 31 * dayMs).toISOString() },
    });
    const { items, changesInSeconds } = await told(later);
    expect(items.map(({ kind }) => kind)).not.toContain('workspace.subscription-ends');
    expect(changesInSeconds).toBeGreaterThan(86_000);
    expect(changesInSeconds).toBeLessThanOrEqual(86_402);
  });

  it('tells who invites of codes that end', async () => {
    const owner = await api.organisation();
    const { body } = await invite(api, owner, { name: '김신입' });
    expect(await find(owner, 'workspace.codes-end')).toBeUndefined();
    await asAdmin(database, (client) =>
      client.query("update workspace.one_time_code set expires_at = now() + interval '1 day' where membership_id = $1", [body.id]),
    );
    expect(await find(owner, 'workspace.codes-end')).toMatchObject({ severity: 'info', count: 1, names: ['김신입'], about: body.id });
    expect(await find(await api.organisation(), 'workspace.codes-end')).toBeUndefined();
  });

  it('tells the office of companies that granted it reporting within seven days', async () => {
    const office = await api.organisation({ kind: 'programmeOffice' });
    const other = await api.organisation({ kind: 'programmeOffice' });
    const company = await api.organisation();
    const change = (kind: string) => make(company, '/api/workspace/reporting-grant-changes', { officeId: office.organisationId, kind });
    await change('grant');
    expect(await told(office)).toMatchObject({ items: [{ kind: 'workspace.companies-granted', about: company.organisationId, count: 1 }] });
    expect(await kinds(other)).toEqual([]);
    await change('revoke');
    expect(await kinds(office)).toEqual([]);
  });

  it('tells the provider of organisations that nobody who leads them can sign in to', async () => {
    const provider = await api.organisation({ kind: 'provider' });
    expect(await kinds(provider)).toEqual([]);
    const supplier = await api.organisation({ kind: 'supplier' });
    expect(await kinds(provider)).toEqual([]);
    await asAdmin(database, (client) =>
      client.query(
        'delete from workspace.password_credential using workspace.person where person.person_id = password_credential.person_id and email = $1',
        [supplier.email],
      ),
    );
    expect(await told(provider)).toMatchObject({
      items: [{ kind: 'workspace.organisations-ownerless', count: 1, about: supplier.organisationId }],
    });
  });

  it('tells of long work that failed within a day, to who may see it', async () => {
    const { owner, points } = await plant();
    const officer = await member(api, owner.organisationId, ['operator']);
    const day = new Date(newestMs).toISOString();
    const body = { pointIds: points, from: new Date(newestMs - dayMs).toISOString(), to: day, format: 'csv' };
    const { taskId } = (await api.request<{ taskId: string }>('POST', '/api/fems/reading-exports', { token: owner.token, body })).body;
    await eventually(async () => {
      const { state } = (await api.request<{ state: string }>('GET', `/api/workspace/tasks/${taskId}`, { token: owner.token })).body;
      return state === 'done';
    });
    expect(await find(owner, 'workspace.tasks-failed')).toBeUndefined();
    const fail = (ended: string) =>
      asAdmin(database, (client) =>
        client.query(`update platform.task set state = 'failed', ended_at = now() - interval '${ended}' where task_id = $1`, [taskId]),
      );
    await fail('23 hours');
    expect(await find(owner, 'workspace.tasks-failed')).toMatchObject({ severity: 'warning', count: 1, about: taskId });
    expect(await find(officer, 'workspace.tasks-failed')).toMatchObject({ count: 1 });
    await fail('25 hours');
    expect(await find(owner, 'workspace.tasks-failed')).toBeUndefined();
  });
});
