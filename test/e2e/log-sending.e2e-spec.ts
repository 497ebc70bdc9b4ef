import { modules } from '@maru/catalog';
import { eventually, type TestDatabase, testDatabase } from '@maru/platform/testing';
import type { RunningLogCentre } from '../../tools/log-centre/server.mjs';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { WorkerUnderTest } from '../support/house-under-test';
import { logCentre } from '../support/log-centre';

interface SendView {
  id: string;
  purpose: string;
  eventId: string | null;
  kind: string | null;
  occurredAt: string;
  sentAt: string;
  centre: string;
  code: string | null;
  outcome: string | null;
  request: Record<string, unknown>;
  simulated: boolean;
}

const KEY = '$5$API$a-key-of-this-test/0123';

describe('sending to the log centre', () => {
  let portal: RunningLogCentre;
  let simulator: RunningLogCentre;
  let database: TestDatabase;
  let api: ApiUnderTest;
  let worker: WorkerUnderTest;

  beforeAll(async () => {
    portal = await logCentre();
    simulator = await logCentre();
    database = await testDatabase({ MARU_LOG_CENTRE_URL: portal.url, MARU_LOG_CENTRE_SIMULATOR_URL: simulator.url });
    api = await ApiUnderTest.on(database);
    worker = await WorkerUnderTest.on(database, modules);
    worker.start();
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
    await portal.close();
    await simulator.close();
  });

  const siteOf = async ({ token }: TestPerson): Promise<string> => {
    const body = { name: '제1공장', businessRegistrationNumber: '220-81-62517' };
    return (await api.request<{ id: string }>('POST', '/api/workspace/sites', { token, body })).body.id;
  };
  const setKey = async (person: TestPerson, siteId: string, key = KEY) =>
    api.request<{ taskId: string }>('PUT', `/api/programme/portal-keys/${siteId}`, { token: person.token, body: { key } });
  const sends = async ({ token }: TestPerson, query = '') =>
    (await api.request<{ items: SendView[] }>('GET', `/api/programme/log-sends${query}`, { token })).body.items;

  it('begins with the test of the key, takes the sign-in of a person and shows what was answered', async () => {
    const owner = await api.organisation();
    const siteId = await siteOf(owner);
    const set = await setKey(owner, siteId);
    expect(set.status).toBe(200);
    const stored = await eventually(async () => (await sends(owner)).find(({ outcome }) => outcome === 'stored'));
    expect(stored).toMatchObject({
      purpose: 'log',
      kind: 'sign-in',
      code: 'AP1002',
      centre: 'portal',
      simulated: false,
      request: { useSe: 'DO6001' },
    });
    expect((await sends(owner)).map(({ purpose, code }) => [purpose, code])).toEqual([
      ['log', 'AP1002'],
      ['test', 'AP1028'],
    ]);
    expect(portal.rules.stored.at(-1)).toMatchObject({ key: KEY, useSe: 'DO6001', ...(stored.request as object) });
    expect(simulator.requests).toBe(0);
  });
});
