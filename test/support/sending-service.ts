import { modules } from '@maru/catalog';
import { type TestDatabase, testDatabase } from '@maru/platform/testing';
import type { RunningLogCentre } from '../../tools/log-centre/server.mjs';
import { ApiUnderTest, type Reply, type TestPerson } from './api-under-test';
import { dayToSendOn } from './day-to-send-on';
import { WorkerUnderTest } from './house-under-test';
import { logCentre } from './log-centre';

export interface SendView {
  id: string;
  siteId: string;
  siteName: string;
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

export interface KeyView {
  siteId: string;
  state: string | null;
  stoppedCode: string | null;
  ending: string | null;
  nextSendAt: string | null;
}

/** The service with a worker that sends, and two log centres: the portal's and the simulator. */
export class SendingService {
  private constructor(
    readonly portal: RunningLogCentre,
    readonly simulator: RunningLogCentre,
    readonly database: TestDatabase,
    readonly api: ApiUnderTest,
    readonly worker: WorkerUnderTest,
  ) {}

  static async start(): Promise<SendingService> {
    await dayToSendOn();
    const portal = await logCentre();
    const simulator = await logCentre();
    const database = await testDatabase({ MARU_LOG_CENTRE_URL: portal.url, MARU_LOG_CENTRE_SIMULATOR_URL: simulator.url });
    const api = await ApiUnderTest.on(database);
    const worker = await WorkerUnderTest.on(database, modules);
    worker.start();
    return new SendingService(portal, simulator, database, api, worker);
  }

  /** Another site of the person's organisation. @returns its id */
  async siteOf({ token }: TestPerson, name = '제1공장'): Promise<string> {
    const body = { name, businessRegistrationNumber: '999-99-00010' };
    return (await this.api.request<{ id: string }>('POST', '/api/workspace/sites', { token, body })).body.id;
  }

  setKey({ token, organisationId }: TestPerson, siteId: string, key = `$5$API$${organisationId}`): Promise<Reply<{ taskId: string }>> {
    return this.api.request('PUT', `/api/programme/portal-keys/${siteId}`, { token, body: { key } });
  }

  /** @returns the status of the answer */
  async removeKey({ token }: TestPerson, siteId: string): Promise<number> {
    return (await this.api.request('DELETE', `/api/programme/portal-keys/${siteId}`, { token })).status;
  }

  async keys({ token }: TestPerson): Promise<KeyView[]> {
    return (await this.api.request<{ items: KeyView[] }>('GET', '/api/programme/portal-keys', { token })).body.items;
  }

  /** The newest first. */
  async sends({ token }: TestPerson, query = ''): Promise<SendView[]> {
    return (await this.api.request<{ items: SendView[] }>('GET', `/api/programme/log-sends${query}`, { token })).body.items;
  }

  async close(): Promise<void> {
    await this.worker.stop();
    await this.api.close();
    await this.portal.close();
    await this.simulator.close();
  }
}
