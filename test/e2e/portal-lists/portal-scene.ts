import { modules } from '@maru/catalog';
import { dayPeriod, daysOfMonth, monthsBefore, programmeDay } from '@maru/evidence';
import { TaskRunner, type TenantIdentity } from '@maru/platform';
import { eventually } from '@maru/platform/testing';
import type { PortalDay, PortalMonth } from '../../../libs/programme/src/portal-lists/portal-comparison.dto';
import type { NewPortalList, PortalListItem, PortalListPreviewOutcome } from '../../../libs/programme/src/portal-lists/portal-lists.dto';
import { LogDelivery } from '../../../libs/programme/src/sending/log-delivery';
import type { TaskItem } from '../../../libs/workspace/src/long-work/tasks.dto';
import type { Faults, RunningLogCentre } from '../../../tools/log-centre/server.mjs';
import { ApiUnderTest, type Reply, type TestPerson } from '../../support/api-under-test';
import { WorkerUnderTest } from '../../support/house-under-test';
import { logCentre } from '../../support/log-centre';
import { type Company, SendingScene, type Use } from '../../support/sending-scene';

const KEY = '$5$API$a-key-of-the-portal/0815';
const PURPOSE = 'programme.portal-list-preview';

/** The month before this one: all of its days are over. */
export const MONTH = monthsBefore(programmeDay(Date.now()), 1)[0] as string;
/** @param number of a day of that month @param clock such as 09:00:12.345 */
export const at = (number: number, clock: string) => Date.parse(`${daysOfMonth(MONTH)[number - 1]}T${clock}+09:00`);
export const day = (number: number) => programmeDay(dayPeriod(`${MONTH}-01`).from + (number - 0.5) * 86_400_000);

/** A simulated company whose logs reach the simulator of the log centre at times that have passed, and whose person loads the portal's list. */
export class PortalScene {
  private constructor(
    readonly scene: SendingScene,
    readonly api: ApiUnderTest,
    readonly worker: WorkerUnderTest,
    readonly centre: RunningLogCentre,
    readonly owner: TestPerson,
    readonly company: Company,
  ) {}

  static async start(): Promise<PortalScene> {
    const centre = await logCentre();
    const env = { MARU_LOG_CENTRE_SIMULATOR_URL: centre.url, MARU_RATE_LIMIT_PER_MINUTE: '10000000' };
    const scene = await SendingScene.start(1, at(1, '00:00:00'), env);
    const api = await ApiUnderTest.on(scene.database);
    const worker = await WorkerUnderTest.on(scene.database, modules);
    worker.get(TaskRunner).start();
    const owner = await api.organisation({ simulated: true });
    const site = { name: '제1공장', businessRegistrationNumber: '999-99-00010' };
    const { body } = await api.request<{ id: string }>('POST', '/api/workspace/sites', { token: owner.token, body: site });
    const [row] = await scene.database.query<{ tenant_id: number }>('select tenant_id from platform.tenant where organisation_id = $1', [
      owner.organisationId,
    ]);
    const tenant: TenantIdentity = {
      tenantId: row.tenant_id,
      organisationId: owner.organisationId,
      kind: 'manufacturer',
      simulated: true,
    };
    const company = { tenant, siteId: body.id, key: KEY };
    await scene.setKey(company);
    return new PortalScene(scene, api, worker, centre, owner, company);
  }

  /** Something is used, and a minute later its turn to be sent has come. */
  async live(use: Use, faults: Faults = {}): Promise<void> {
    await this.scene.use(this.company, [use]);
    const now = use.at + 60_000;
    this.scene.clock.at = now;
    this.centre.setFaults({ ...faults, clockOffsetMs: now - Date.now() });
    const { delivered } = await this.scene.senders[0]!.get(LogDelivery).begin(this.company.tenant);
    await delivered;
  }

  /** The portal's own list, as the simulator of the log centre hands it out. */
  async portalList(): Promise<string> {
    return (await fetch(new URL('/control/stored.csv?keyEnding=0815', this.centre.url))).text();
  }

  post<Body = Record<string, unknown>>(path: string, body: unknown, person = this.owner): Promise<Reply<Body>> {
    return this.api.request<Body>('POST', path, { token: person.token, body });
  }

  async get<Body>(path: string): Promise<Body> {
    const { status, body, text } = await this.api.request<Body>('GET', path, { token: this.owner.token });
    if (status !== 200) throw new Error(`GET ${path} answered ${status}: ${text}`);
    return body;
  }

  async send(content: string | Buffer, name = '포털 목록.csv'): Promise<string> {
    const raw = Buffer.from(content as Buffer);
    const { body } = await this.post<{ id: string }>('/api/workspace/files', { name, bytes: raw.length, purpose: PURPOSE });
    await this.api.request('PUT', `/api/workspace/files/${body.id}/parts/0`, {
      token: this.owner.token,
      raw,
      headers: { 'content-type': 'application/octet-stream' },
    });
    await this.post(`/api/workspace/files/${body.id}/completion`, undefined);
    return body.id;
  }

  /** The task that a request has begun, at its end. */
  async ended({ status, body, text }: Reply<{ taskId: string }>): Promise<TaskItem> {
    if (status !== 201) throw new Error(`answered ${status}: ${text}`);
    return eventually(async () => {
      const task = await this.get<TaskItem>(`/api/workspace/tasks/${body.taskId}`);
      return task.state === 'done' || task.state === 'failed' ? task : null;
    });
  }

  async preview(fileId: string): Promise<TaskItem> {
    return this.ended(await this.post('/api/programme/portal-list-previews', { siteId: this.company.siteId, fileId }));
  }

  /** From the file to the list, by the mapping that is proposed unless another is named. */
  async load(content: string | Buffer, more: Partial<NewPortalList> = {}): Promise<TaskItem> {
    const fileId = await this.send(content);
    const { mapping = ((await this.preview(fileId)).outcome as unknown as PortalListPreviewOutcome).mapping, ...rest } = more;
    return this.ended(await this.post('/api/programme/portal-lists', { siteId: this.company.siteId, fileId, mapping, ...rest }));
  }

  month(siteId = this.company.siteId): Promise<PortalMonth> {
    return this.get(`/api/programme/portal-months?siteId=${siteId}&month=${MONTH}`);
  }

  day(number: number): Promise<PortalDay> {
    return this.get(`/api/programme/portal-days?siteId=${this.company.siteId}&day=${day(number)}`);
  }

  async lists(): Promise<PortalListItem[]> {
    return (await this.get<{ items: PortalListItem[] }>(`/api/programme/portal-lists?siteId=${this.company.siteId}`)).items;
  }

  async close(): Promise<void> {
    await this.worker.get(TaskRunner).stop();
    await this.worker.stop();
    await this.api.stop();
    await this.scene.close();
    await this.centre.close();
  }
}
