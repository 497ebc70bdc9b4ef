import { TaskRunner } from '@maru/platform';
import { eventually, type TestDatabase } from '@maru/platform/testing';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { member } from '../support/estate';
import { databaseWithProbe, entriesWithProbe, WorkerUnderTest } from '../support/house-under-test';
import { CountGate } from '../support/probe';

interface TaskView {
  id: string;
  state: string;
  done: number;
  total: number | null;
  totalIsEstimate: boolean;
  failure: { type: string; title: string; detail: string | null } | null;
  outcome: { counted: number } | null;
  cancelRequested: boolean;
  requestedBy: string | null;
}

describe('long work', () => {
  let database: TestDatabase;
  let api: ApiUnderTest;
  let worker: WorkerUnderTest;
  let owner: TestPerson;

  /** A test that fails must not leave a worker waiting. */
  const opened: (() => void)[] = [];
  afterEach(() => {
    for (const open of opened) open();
  });

  const begin = async (mark: string, to: number, by = owner): Promise<string> => {
    const { status, body } = await api.request<{ taskId: string }>('POST', '/api/probe/counts', { token: by.token, body: { mark, to } });
    expect(status).toBe(201);
    return body.taskId;
  };
  const look = async (id: string, by = owner, headers = {}): Promise<TaskView> =>
    (await api.request<TaskView>('GET', `/api/workspace/tasks/${id}`, { token: by.token, headers })).body;
  const until = (id: string, state: string, by = owner) =>
    eventually(async () => {
      const task = await look(id, by);
      return task.state === state && task;
    });
  /** Marks of the rows that steps have left, in order. */
  const effects = async (mark: string) =>
    (await database.query<{ mark: string }>("select mark from probe.effect where consumer = 'probe.count' and mark like $1", [`${mark} %`]))
      .map((row) => Number(row.mark.slice(mark.length)))
      .sort((a, b) => a - b);
  const endLease = (id: string) =>
    database.query("update platform.task set lease_until = now() - interval '1 second' where task_id = $1", [id]);
  const gateOf = (mark: string, at = worker) => {
    let open: () => void = () => undefined;
    const gate = at.get(CountGate);
    gate.gates.set(mark, new Promise((resolve) => (open = resolve)));
    opened.push(() => open());
    const begun = () => eventually(() => gate.begun.includes(mark));
    return { open, begun };
  };

  beforeAll(async () => {
    database = await databaseWithProbe();
    api = await ApiUnderTest.on(database, entriesWithProbe);
    worker = await WorkerUnderTest.on(database);
    worker.start();
    owner = await api.organisation({ modules: ['probe'] });
  });
  afterAll(async () => {
    await worker.stop();
    await api.close();
  });

  it('says of a total that is judged by what is done so far that it is no count, until it is one', async () => {
    const first = gateOf('judged');
    const id = await begin('judged', 2);
    await first.begun();
    const second = gateOf('judged');
    first.open();
    const under = await eventually(async () => {
      const task = await look(id);
      return task.done === 1 && task;
    });
    expect(under).toMatchObject({ total: 2, totalIsEstimate: true });
    second.open();
    expect(await until(id, 'done')).toMatchObject({ total: 2, totalIsEstimate: false });
  });

  it('is done in steps, and whoever follows it sees how far it is and what came of it', async () => {
    const gate = gateOf('plain');
    const id = await begin('plain', 5);
    await gate.begun();
    expect(await look(id)).toMatchObject({ state: 'running', done: 0, requestedBy: 'Owner', outcome: null });
    gate.open();
    expect(await until(id, 'done')).toMatchObject({ done: 5, total: 5, outcome: { counted: 5 }, failure: null });
    expect(await effects('plain')).toEqual([0, 1, 2, 3, 4]);
    const list = await api.request<{ items: TaskView[] }>('GET', '/api/workspace/tasks?limit=1', { token: owner.token });
    expect(list.body.items[0].id).toBe(id);
    expect((await api.request<{ items: TaskView[] }>('GET', '/api/workspace/tasks?open=true', { token: owner.token })).body.items).toEqual(
      [],
    );
  });

  it('goes on in another process when its own is gone, and what the first still writes is refused', async () => {
    const gate = gateOf('taken over');
    const id = await begin('taken over', 4);
    await gate.begun();
    // To the others a process that does not answer any more looks like one that died.
    await endLease(id);
    const other = await WorkerUnderTest.on(database);
    other.start();
    const done = await until(id, 'done');
    gate.open();
    await other.stop();
    await worker.stop();
    worker = await WorkerUnderTest.on(database);
    worker.start();
    expect(done).toMatchObject({ done: 4, outcome: { counted: 4 } });
    expect(await effects('taken over')).toEqual([0, 1, 2, 3]);
  });

  it('stops at its next step when it is cancelled, keeps what it has done and says so', async () => {
    const gate = gateOf('stopped');
    const id = await begin('stopped', 1000);
    await gate.begun();
    const cancelled = api.request<TaskView>('POST', `/api/workspace/tasks/${id}/cancellation`, { token: owner.token });
    gate.open();
    expect((await cancelled).status).toBe(200);
    const task = await until(id, 'cancelled');
    const kept = await effects('stopped');
    expect(kept.length).toBeLessThan(1000);
    expect(task).toMatchObject({ done: kept.length, cancelRequested: true, outcome: null });
    // One that has ended stays as it is.
    const again = await api.request<TaskView>('POST', `/api/workspace/tasks/${id}/cancellation`, { token: owner.token });
    expect(again.body).toMatchObject({ state: 'cancelled' });
  });

  it('that cannot be done says why, in the language of whoever asks', async () => {
    const id = await begin('refused', 1);
    expect((await until(id, 'failed')).failure).toMatchObject({ type: '/problems/platform/invalid-input', detail: '셀 수 없습니다.' });
    expect((await look(id, owner, { 'accept-language': 'en' })).failure).toMatchObject({ detail: 'It cannot be counted.' });
  });

  it('that fails for no reason that can be told is tried again from its last step, and given up in the end', async () => {
    const id = await begin('broken', 5);
    const row = async () =>
      (await database.query<{ failures: number; state: string }>('select failures, state from platform.task where task_id = $1', [id]))[0];
    for (let failures = 1; failures < 5; failures++) {
      await eventually(async () => (await row()).failures === failures && (await row()).state === 'waiting');
      await endLease(id);
      void worker.get(TaskRunner).sweep();
    }
    expect((await until(id, 'failed')).failure).toMatchObject({ type: '/problems/platform/internal' });
    expect(await effects('broken')).toEqual([0, 1]);
  });

  it('is left at a step by a process that is told to end, and taken up by the next one at once', async () => {
    await worker.stop();
    const leaving = await WorkerUnderTest.on(database);
    leaving.start();
    const gate = gateOf('left', leaving);
    const id = await begin('left', 50);
    await gate.begun();
    const stopped = leaving.stop();
    gate.open();
    await stopped;
    expect(await look(id)).toMatchObject({ state: 'waiting' });
    const done = (await effects('left')).length;
    expect(done).toBeLessThan(50);
    worker = await WorkerUnderTest.on(database);
    worker.start();
    await until(id, 'done');
    expect(await effects('left')).toEqual(Array.from({ length: 50 }, (_, number) => number));
  });

  it('of one organisation does not keep another one waiting', async () => {
    const neighbour = await api.organisation({ modules: ['probe'] });
    const gate = gateOf('many');
    const many: string[] = [];
    for (let number = 0; number < 6; number++) many.push(await begin('many', 1));
    await gate.begun();
    const id = await begin('one', 1, neighbour);
    await until(id, 'done', neighbour);
    gate.open();
    for (const one of many) await until(one, 'done');
  });

  it("is nobody else's: another organisation, or a person without its permission", async () => {
    const id = await begin('secret', 1);
    await until(id, 'done');
    const stranger = await api.organisation({ modules: ['probe'] });
    const operator = await member(api, owner.organisationId, ['operator']);
    for (const { token } of [stranger, operator]) {
      expect((await api.request('GET', `/api/workspace/tasks/${id}`, { token })).status).toBe(404);
      expect((await api.request('POST', `/api/workspace/tasks/${id}/cancellation`, { token })).status).toBe(404);
      expect((await api.request<{ items: unknown[] }>('GET', '/api/workspace/tasks', { token })).body.items).toEqual([]);
    }
  });

  it('of a module that is not subscribed any more does nothing and says so', async () => {
    await worker.stop();
    const leaver = await api.organisation({ modules: ['probe'] });
    const id = await begin('unsubscribed', 3, leaver);
    await api.request('POST', '/api/workspace/subscription-changes', { token: leaver.token, body: { module: 'probe', kind: 'end' } });
    worker = await WorkerUnderTest.on(database);
    worker.start();
    expect((await until(id, 'failed', leaver)).failure).toMatchObject({ type: '/problems/platform/module-not-subscribed' });
    expect(await effects('unsubscribed')).toEqual([]);
  });
});
