import { modules } from '@maru/catalog';
import { PART_BYTES } from '@maru/platform';
import { eventually, testDatabase } from '@maru/platform/testing';
import type { MappingBody } from '../../../libs/fems/src/importing/mapping.dto';
import type { ReadingImportItem } from '../../../libs/fems/src/importing/reading-imports.dto';
import type { TaskItem } from '../../../libs/workspace/src/long-work/tasks.dto';
import { ApiUnderTest, type Reply } from '../../support/api-under-test';
import { WorkerUnderTest } from '../../support/house-under-test';

export const CHECK = 'fems.reading-import-check';

interface PointOptions {
  readonly intervalSeconds?: number;
  readonly quantity?: string;
  readonly unit?: string;
  readonly name?: string;
}

/** A manufacturer that imports files, by the API of one process and the tasks of another. */
export class ImportScene {
  token = '';
  organisationId = '';
  siteId = '';
  meterId = '';

  private constructor(
    readonly api: ApiUnderTest,
    readonly worker: WorkerUnderTest,
  ) {}

  static async start(env: NodeJS.ProcessEnv = {}): Promise<ImportScene> {
    const database = await testDatabase({ DATABASE_POOL_SIZE: '8', MARU_RATE_LIMIT_PER_MINUTE: '10000000', ...env });
    const worker = await WorkerUnderTest.on(database, modules);
    const scene = new ImportScene(await ApiUnderTest.on(database, modules), worker);
    worker.start();
    await scene.organisation();
    return scene;
  }

  /** A new organisation with a site and its main meter, which everything after is about. */
  async organisation({ simulated = false, zone = 'Asia/Seoul' } = {}): Promise<void> {
    const owner = await this.api.organisation({ modules: ['fems'], simulated });
    this.token = owner.token;
    this.organisationId = owner.organisationId;
    const site = { name: '제1공장', businessRegistrationNumber: '999-99-00010', ksicCode: 'C24112', zone, address: '광양' };
    this.siteId = (await this.post<{ id: string }>('/api/workspace/sites', site)).id;
    this.meterId = (await this.post<{ id: string }>('/api/fems/meters', { siteId: this.siteId, name: '수전 계량기', main: true })).id;
  }

  request<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Reply<Body>> {
    return this.api.request<Body>(method, path, { token: this.token, body, headers });
  }

  async get<Body>(path: string): Promise<Body> {
    const reply = await this.request<Body>('GET', path);
    if (reply.status !== 200) throw new Error(`GET ${path} answered ${reply.status}: ${reply.text}`);
    return reply.body;
  }

  async post<Body>(path: string, body: unknown): Promise<Body> {
    const reply = await this.request<Body>('POST', path, body);
    if (reply.status >= 300) throw new Error(`POST ${path} answered ${reply.status}: ${reply.text}`);
    return reply.body;
  }

  async point({
    intervalSeconds = 900,
    quantity = 'activeEnergyImport',
    unit = 'kWh',
    name = '수전 유효전력량',
  }: PointOptions = {}): Promise<string> {
    const body = { meterId: this.meterId, name, quantity, unit, intervalSeconds, acquisitionMode: 'manual' };
    return (await this.post<{ id: string }>('/api/fems/points', body)).id;
  }

  async source(stamp = 'intervalEnd', name = '한전 계량기 연계'): Promise<string> {
    return (await this.post<{ id: string }>('/api/fems/reading-sources', { name, stamp })).id;
  }

  /** Sends a file in parts, as a browser does. */
  async send(content: Uint8Array | string, name = 'readings.csv'): Promise<string> {
    const bytes = Buffer.from(content as Uint8Array);
    const file = await this.post<{ id: string }>('/api/workspace/files', { name, bytes: bytes.length, purpose: CHECK });
    for (let number = 0; number * PART_BYTES < bytes.length; number++) {
      const raw = bytes.subarray(number * PART_BYTES, (number + 1) * PART_BYTES);
      const headers = { 'content-type': 'application/octet-stream' };
      const reply = await this.api.request('PUT', `/api/workspace/files/${file.id}/parts/${number}`, { token: this.token, raw, headers });
      if (reply.status !== 204) throw new Error(`part ${number} was answered ${reply.status}: ${reply.text}`);
    }
    await this.post(`/api/workspace/files/${file.id}/completion`, undefined);
    return file.id;
  }

  /** Sends a file and waits until it has been checked, or has failed. */
  async check(content: Uint8Array | string, name?: string, sourceId?: string): Promise<ReadingImportItem> {
    const fileId = await this.send(content, name);
    const { id } = await this.post<ReadingImportItem>('/api/fems/reading-imports', { fileId, sourceId });
    return this.settled(id);
  }

  async map(item: ReadingImportItem, change: Partial<MappingBody>): Promise<ReadingImportItem> {
    const reply = await this.request<ReadingImportItem>(
      'PUT',
      `/api/fems/reading-imports/${item.id}/mapping`,
      { mapping: { ...item.mapping, ...change } },
      { 'if-match': `"${item.version}"` },
    );
    if (reply.status !== 200) throw new Error(`the mapping was answered ${reply.status}: ${reply.text}`);
    return this.settled(item.id);
  }

  async apply(
    item: ReadingImportItem,
    { allOrNothing = false, reason }: { allOrNothing?: boolean; reason?: string } = {},
  ): Promise<ReadingImportItem> {
    await this.post(`/api/fems/reading-imports/${item.id}/application`, { allOrNothing, reason });
    return this.settled(item.id);
  }

  async withdraw(item: ReadingImportItem, reason = '잘못 올림'): Promise<ReadingImportItem> {
    await this.post(`/api/fems/reading-imports/${item.id}/withdrawal`, { reason });
    return this.settled(item.id);
  }

  /** Until so many requests wait for what somebody else holds. */
  async requestsWait(count: number): Promise<void> {
    await eventually(async () => {
      const waiting = "datname = current_database() and usename = 'maru_app' and wait_event_type = 'Lock'";
      return (await this.api.database.query(`select from pg_stat_activity where ${waiting}`)).length === count;
    });
  }

  import(id: string): Promise<ReadingImportItem> {
    return this.get(`/api/fems/reading-imports/${id}`);
  }

  /** Waits until what was asked for is done, and the task that did it has ended and says what came of it. */
  settled(id: string): Promise<ReadingImportItem> {
    return eventually(async () => {
      const item = await this.import(id);
      return /ing$/.test(item.state) || (await this.task(item)).endedAt === null ? null : item;
    }, 60_000);
  }

  task(item: Pick<ReadingImportItem, 'taskId'>): Promise<TaskItem> {
    return this.get(`/api/workspace/tasks/${item.taskId}`);
  }

  /** Waits until a task has ended, however. */
  taskEnded(id: string): Promise<TaskItem> {
    return eventually(async () => {
      const task = await this.get<TaskItem>(`/api/workspace/tasks/${id}`);
      return task.endedAt === null ? null : task;
    }, 60_000);
  }

  async content(fileId: string): Promise<Buffer> {
    const reply = await fetch(`${this.api.url}/api/workspace/files/${fileId}/content`, {
      headers: { authorization: `Bearer ${this.token}` },
    });
    return Buffer.from(await reply.arrayBuffer());
  }

  /** As text: the byte order mark belongs to it, which a response's own text leaves out. */
  async file(fileId: string): Promise<string> {
    return (await this.content(fileId)).toString();
  }

  async close(): Promise<void> {
    await this.worker.stop();
    await this.api.close();
  }
}
