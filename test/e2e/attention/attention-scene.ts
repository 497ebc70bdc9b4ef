import { modules } from '@maru/catalog';
import { eventually, type TestDatabase, testDatabase } from '@maru/platform/testing';
import { ApiUnderTest, type Reply, type TestPerson } from '../../support/api-under-test';
import { pointBody, SITE } from '../../support/estate';
import { WorkerUnderTest } from '../../support/house-under-test';

export interface Item {
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

export const quarterMs = 900_000;
export const dayMs = 86_400_000;
/** The start of the quarter of an hour that has just ended. */
export const newestMs = (Math.floor(Date.now() / quarterMs) - 1) * quarterMs;

/** A service whose people ask what needs them. */
export class AttentionScene {
  private constructor(
    readonly database: TestDatabase,
    readonly api: ApiUnderTest,
    private readonly worker: WorkerUnderTest,
  ) {}

  static async start(): Promise<AttentionScene> {
    const database = await testDatabase({ MARU_RATE_LIMIT_PER_MINUTE: '1000000' });
    const worker = await WorkerUnderTest.on(database, modules);
    const scene = new AttentionScene(database, await ApiUnderTest.on(database), worker);
    worker.start();
    return scene;
  }

  async told({ token }: TestPerson): Promise<Answer> {
    const { status, body, text } = await this.api.request<Answer>('GET', '/api/workspace/attention', { token });
    if (status !== 200) throw new Error(`it was answered ${status}: ${text}`);
    return body;
  }

  async kinds(person: TestPerson): Promise<string[]> {
    return (await this.told(person)).items.map(({ kind }) => kind);
  }

  async find(person: TestPerson, kind: string): Promise<Item | undefined> {
    return (await this.told(person)).items.find((item) => item.kind === kind);
  }

  async make(person: TestPerson, path: string, body: object): Promise<string> {
    const reply = await this.api.request<{ id: string }>('POST', path, { token: person.token, body });
    if (reply.status >= 300) throw new Error(`${path} was answered ${reply.status}: ${reply.text}`);
    return reply.body.id;
  }

  note(person: TestPerson, { kind, fingerprint }: Pick<Item, 'kind' | 'fingerprint'>): Promise<Reply> {
    return this.api.request('POST', '/api/workspace/attention-acknowledgements', { token: person.token, body: { kind, fingerprint } });
  }

  /** A factory with a meter, a source, and points that readings can be sent to. */
  async plant(names: string[] = ['one']): Promise<Plant> {
    const owner = await this.api.organisation({ modules: ['fems'] });
    const siteId = await this.make(owner, '/api/workspace/sites', { name: 'site', ...SITE });
    const meterId = await this.make(owner, '/api/fems/meters', { siteId, name: 'meter', main: true });
    const sourceId = await this.make(owner, '/api/fems/reading-sources', { name: 'gateway', stamp: 'intervalStart' });
    const plant = new Plant(this, owner, meterId, sourceId);
    for (const name of names) await plant.point(name);
    return plant;
  }

  async close(): Promise<void> {
    await this.worker.stop();
    await this.api.close();
  }
}

export class Plant {
  readonly points: string[] = [];
  private readonly accepted = new Map<string, number>();

  constructor(
    private readonly scene: AttentionScene,
    readonly owner: TestPerson,
    private readonly meterId: string,
    private readonly sourceId: string,
  ) {}

  readonly point = async (name: string): Promise<string> => {
    const id = await this.scene.make(this.owner, '/api/fems/points', { ...pointBody(this.meterId), name });
    this.points.push(id);
    return id;
  };

  /** Readings of quarters of an hour, by how many lie between them and the newest one that has ended; waits until they are known. */
  readonly send = async (pointId: string, ago: readonly number[]): Promise<void> => {
    const { api } = this.scene;
    const { token } = this.owner;
    const readings = ago.map((count) => ({ pointId, at: new Date(newestMs - count * quarterMs).toISOString(), value: '1' }));
    const body = { sourceId: this.sourceId, readings };
    const reply = await api.request<{ accepted: number }>('POST', '/api/fems/readings', { token, body });
    if (reply.status !== 200 || reply.body.accepted !== ago.length)
      throw new Error(`the readings were answered ${reply.status}: ${reply.text}`);
    const all = (this.accepted.get(pointId) ?? 0) + ago.length;
    this.accepted.set(pointId, all);
    await eventually(async () => {
      const point = await api.request<{ activity: { accepted: number } | null }>('GET', `/api/fems/points/${pointId}`, { token });
      return point.body.activity?.accepted === all;
    });
  };
}
