import { eventually } from '@maru/platform/testing';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { CuttableProxy } from '../support/cuttable-proxy';
import { usageRows } from '../support/usage-rows';

const READ = '/api/fems/meters';
/** All but the date, which is set: what waits, waits on. */
const timers = ['setTimeout', 'setInterval', 'setImmediate', 'nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const;
const moreTimers = ['clearTimeout', 'clearInterval', 'clearImmediate'] as const;

/** What a module's subscription lets in is used, and is counted; numbered as the list of failure modes of metering has them. */
describe('a subscription', () => {
  let api: ApiUnderTest;
  let far: ApiUnderTest;
  let proxy: CuttableProxy;

  beforeAll(async () => {
    api = await ApiUnderTest.start();
    const databaseUrl = new URL(api.database.config.databaseUrl);
    proxy = await CuttableProxy.to(databaseUrl.hostname, Number(databaseUrl.port));
    databaseUrl.port = String(proxy.port);
    far = await ApiUnderTest.on({ ...api.database, config: { ...api.database.config, databaseUrl } });
  });
  afterAll(async () => {
    await far.stop();
    await proxy.cut();
    await api.close();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const read = async (of: ApiUnderTest, { token }: TestPerson) => (await of.request('GET', READ, { token })).status;
  const change = (person: TestPerson, kind: 'start' | 'end', effectiveAt?: number) =>
    api.request('POST', '/api/workspace/subscription-changes', {
      token: person.token,
      body: { module: 'fems', kind, effectiveAt: effectiveAt === undefined ? undefined : new Date(effectiveAt).toISOString() },
    });
  const readsOf = async ({ organisationId }: TestPerson) =>
    (await usageRows(api.database))
      .filter((row) => row.organisation_id === organisationId && row.module === 'fems')
      .map((row) => row.occurred_at.getTime());

  it('failure mode 8: of a module that ends, the last millisecond is let in and counts, and the end itself neither', async () => {
    const owner = await api.organisation({ modules: ['fems'] });
    const end = Date.now() + 60_000;
    expect((await change(owner, 'end', end)).status).toBe(201);
    const readAt = (at: number) => {
      jest.useFakeTimers({ now: at, doNotFake: [...timers, ...moreTimers] });
      return read(api, owner);
    };
    expect(await readAt(end - 1)).toBe(200);
    expect(await readAt(end)).toBe(403);
    jest.useRealTimers();
    await eventually(async () => (await readsOf(owner)).length > 0);
    expect(await readsOf(owner)).toEqual([end - 1]);
  });

  it('failure mode 10: while its store is away nobody is let in by what is remembered, and who was revoked meanwhile is denied after it', async () => {
    const [revoked, other, ended] = [
      await api.organisation({ modules: ['fems'] }),
      await api.organisation({ modules: ['fems'] }),
      await api.organisation({ modules: ['fems'] }),
    ];
    for (const each of [revoked, other, ended]) expect(await read(far, each)).toBe(200);
    await eventually(async () => (await readsOf(revoked)).length === 1);
    await proxy.cut();
    const soon = Date.now() + 1_000;
    try {
      expect((await change(revoked, 'end')).status).toBe(201);
      expect((await change(ended, 'end', soon)).status).toBe(201);
      for (const each of [revoked, other, ended]) expect(await read(far, each)).toBe(503);
    } finally {
      await proxy.mend();
    }
    // The news of the end was missed: from the first answer on it is known all the same.
    const answers: number[] = [];
    await eventually(async () => answers[answers.push(await read(far, revoked)) - 1] !== 503);
    expect(answers.at(-1)).toBe(403);
    expect(await read(far, other)).toBe(200);
    await eventually(async () => Date.now() >= soon);
    expect(await read(far, ended)).toBe(403);
    await eventually(async () => (await readsOf(other)).length === 2);
    expect(await readsOf(revoked)).toHaveLength(1);
  });
});
