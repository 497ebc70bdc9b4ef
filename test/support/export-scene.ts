import { modules } from '@maru/catalog';
import { IdentityDatabase, type TenantIdentity } from '@maru/platform';
import { eventually, type TestDatabase, testDatabase } from '@maru/platform/testing';
import { Workbook, type Worksheet } from 'exceljs';
import { ApiUnderTest, type Reply, type TestPerson } from './api-under-test';
import { WorkerUnderTest } from './house-under-test';

export interface ExportTask {
  readonly id: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number | null;
  readonly failure: { readonly type: string } | null;
  readonly outcome: {
    readonly fileId: string;
    readonly fileName: string;
    readonly sha256: string;
    readonly bytes: number;
    readonly events: number;
    readonly gaps: readonly { readonly from: string; readonly until: string }[];
    readonly simulated: boolean;
  } | null;
}

export interface ExportCompany extends TestPerson {
  readonly tenant: TenantIdentity;
  /** In the order in which they were registered. */
  readonly siteIds: readonly string[];
}

/** Companies, offices that fetch their usage logs, and the worker that makes the files. */
export class ExportScene {
  private constructor(
    readonly database: TestDatabase,
    readonly api: ApiUnderTest,
    readonly worker: WorkerUnderTest,
  ) {}

  static async open(env: NodeJS.ProcessEnv = {}): Promise<ExportScene> {
    const database = await testDatabase(env);
    const api = await ApiUnderTest.on(database);
    const worker = await WorkerUnderTest.on(database, modules);
    worker.start();
    return new ExportScene(database, api, worker);
  }

  async close(): Promise<void> {
    await this.worker.stop();
    await this.api.close();
  }

  office(): Promise<TestPerson> {
    return this.api.organisation({ kind: 'programmeOffice' });
  }

  async company(options: { simulated?: boolean; sites?: readonly string[] } = {}): Promise<ExportCompany> {
    const { simulated = false, sites = ['999-99-00010'] } = options;
    const owner = await this.api.organisation({ simulated });
    const siteIds: string[] = [];
    for (const [place, businessRegistrationNumber] of sites.entries()) {
      const { body } = await this.post<{ id: string }>(owner, '/api/workspace/sites', {
        name: `site ${place}`,
        businessRegistrationNumber,
      });
      siteIds.push(body.id);
    }
    const [row] = await this.api.app
      .get(IdentityDatabase)
      .query<{ tenant_id: number }>('select tenant_id from platform.tenant where organisation_id = $1', [owner.organisationId]);
    return {
      ...owner,
      siteIds,
      tenant: { tenantId: row.tenant_id, organisationId: owner.organisationId, kind: 'manufacturer', simulated },
    };
  }

  change(company: TestPerson, office: TestPerson, kind: 'grant' | 'revoke', effectiveAt?: string): Promise<Reply> {
    return this.post(company, '/api/workspace/reporting-grant-changes', { officeId: office.organisationId, kind, effectiveAt });
  }

  start(office: TestPerson, company: TestPerson, month: string, format: string, headers = {}): Promise<Reply<{ taskId: string }>> {
    const path = `/api/workspace/granted-companies/${company.organisationId}/usage-exports`;
    return this.api.request('POST', path, { token: office.token, body: { month, format }, headers });
  }

  async task(office: TestPerson, id: string): Promise<ExportTask> {
    return (await this.api.request<ExportTask>('GET', `/api/workspace/tasks/${id}`, { token: office.token })).body;
  }

  ended(office: TestPerson, id: string): Promise<ExportTask> {
    return eventually(async () => {
      const task = await this.task(office, id);
      return ['done', 'failed', 'cancelled'].includes(task.state) && task;
    }, 45_000);
  }

  /** Exports and fetches the file. */
  async file(office: TestPerson, company: TestPerson, month: string, format: string, headers = {}) {
    const { body, status, text } = await this.start(office, company, month, format, headers);
    if (status !== 201) throw new Error(`the export was answered ${status}: ${text}`);
    const task = await this.ended(office, body.taskId);
    if (!task.outcome) throw new Error(`the export is ${task.state}: ${JSON.stringify(task.failure)}`);
    return { task, outcome: task.outcome, bytes: await this.fetch(office, task.outcome.fileId) };
  }

  async fetch(office: TestPerson, fileId: string): Promise<Buffer> {
    const response = await fetch(`${this.api.url}/api/workspace/files/${fileId}/content`, {
      headers: { authorization: `Bearer ${office.token}`, 'maru-cause': 'input' },
    });
    if (response.status !== 200) throw new Error(`the file was answered ${response.status}: ${await response.text()}`);
    return Buffer.from(await response.arrayBuffer());
  }

  private post<T>(person: TestPerson, path: string, body: object): Promise<Reply<T>> {
    return this.api.request('POST', path, { token: person.token, body });
  }
}

export async function readWorkbook(bytes: Buffer): Promise<Workbook> {
  const workbook = new Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  return workbook;
}

/** The cells of every row that has any, from the first column on. */
export function rowsOf(sheet: Worksheet | undefined): unknown[][] {
  const rows: unknown[][] = [];
  sheet?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)));
  return rows;
}
