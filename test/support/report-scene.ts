import { usageKinds } from '@maru/evidence';
import type { Workbook } from 'exceljs';
import type { Reply, TestPerson } from './api-under-test';
import { type ExportCompany, ExportScene, readWorkbook, rowsOf } from './export-scene';
import type { SeededSend } from './send-seed';
import { seedSends } from './send-seed';
import { type SeededEvent, seedUsage } from './usage-seed';

/** Long settled. */
export const AS_OF = '2025-12-31T15:00:00.000Z';
export const koreanTime = (text: string): number => Date.parse(`${text}+09:00`);

const outcomes = [
  { outcome: 'stored', code: 'AP1002' },
  { outcome: 'refused', code: 'AP1004' },
  { outcome: null },
  { outcome: 'too-soon', code: 'AP1029' },
  null,
] as const;

/** Uses of each kind at the borders of months and days, and what no person did. March has none. */
export function past(): SeededEvent[] {
  const times = [
    '2025-01-31T23:59:59.999',
    '2025-02-01T00:00:00.000',
    '2025-02-28T23:59:59.999',
    '2025-04-01T00:00:00.000',
    ...Array.from({ length: 20 }, (_, day) => `2025-04-${String(day + 2).padStart(2, '0')}T10:00:00.000`),
    ...Array.from({ length: 15 }, (_, minute) => `2025-05-07T11:${String(minute + 10)}:00.000`),
    '2025-06-30T23:59:59.999',
    '2025-07-01T00:00:00.000',
    '2025-12-31T23:59:59.999',
  ];
  const uses = times.map((time, number): SeededEvent => ({ at: koreanTime(time), kind: usageKinds[number % usageKinds.length] }));
  return [
    ...uses,
    { at: koreanTime('2025-03-05T09:00:00'), cause: 'automatic' },
    { at: koreanTime('2025-03-06T09:00:00'), kind: 'create', cause: 'device' },
  ];
}
/** By its minute and day, so that every outcome is there. */
export const sentOf = (ms: number) => outcomes[(new Date(ms).getUTCMinutes() + new Date(ms).getUTCDate()) % outcomes.length];

export interface ReportingFactory extends ExportCompany {
  readonly agreementId: string;
}

interface Row {
  readonly [heading: string]: unknown;
}

/** Companies with an agreement and a past, and the reports that they and offices have made of it. */
export class ReportScene {
  private constructor(readonly scene: ExportScene) {}

  static async open(): Promise<ReportScene> {
    return new ReportScene(await ExportScene.open());
  }

  close(): Promise<void> {
    return this.scene.close();
  }

  /** @param terms what of the agreement is not as usual */
  async factory({
    terms = {},
    ...options
  }: {
    simulated?: boolean;
    sites?: readonly string[];
    terms?: object;
  } = {}): Promise<ReportingFactory> {
    const company = await this.scene.company(options);
    return { ...company, agreementId: await this.agreement(company, terms) };
  }

  async agreement(company: TestPerson, terms: object = {}): Promise<string> {
    const { api } = this.scene;
    const { token } = company;
    const sites = (await api.request<{ items: { id: string }[] }>('GET', '/api/workspace/sites', { token })).body.items;
    const body = {
      number: `SF-2025-${sites[0].id.slice(-6)}`,
      noticeId: 'carbon-neutral-2025',
      siteIds: sites.map(({ id }) => id),
      signedOn: '2024-12-02',
      completedOn: '2025-01-10',
      modules: ['fems'],
      ...terms,
    };
    const { status, text, body: made } = await api.request<{ id: string }>('POST', '/api/programme/agreements', { token, body });
    if (status !== 201) throw new Error(`the agreement was answered ${status}: ${text}`);
    return made.id;
  }

  async past(company: ExportCompany, events: readonly SeededEvent[], sent: (at: number) => Pick<SeededSend, 'outcome' | 'code'> | null) {
    const [site] = company.siteIds;
    const written = await seedUsage(
      this.scene.api,
      company.tenant,
      events.map((event) => ({ site, ...event })),
    );
    const sends = written.flatMap((event) => {
      const send = event.cause === 'input' ? sent(event.at) : null;
      return send ? [{ event, ...send }] : [];
    });
    await seedSends(this.scene.database, company.tenant, sends);
    return { events: written, sends };
  }

  start(person: TestPerson, path: string, body: object): Promise<Reply<{ taskId: string; errors?: { pointer: string; code: string }[] }>> {
    return this.scene.api.request('POST', `/api/programme/${path}`, { token: person.token, body });
  }

  /** Has it made, and fetches the file. */
  async file(person: TestPerson, path: string, body: object) {
    const { status, text, body: started } = await this.start(person, path, body);
    if (status !== 201) throw new Error(`the report was answered ${status}: ${text}`);
    const task = await this.scene.ended(person, started.taskId);
    if (!task.outcome) throw new Error(`the report is ${task.state}: ${JSON.stringify(task.failure)}`);
    return { outcome: task.outcome, bytes: await this.scene.fetch(person, task.outcome.fileId) };
  }

  async workbook(
    person: TestPerson,
    path: string,
    body: object,
  ): Promise<{ book: Workbook; outcome: { fileName: string; sha256: string } }> {
    const { outcome, bytes } = await this.file(person, path, body);
    return { outcome, book: await readWorkbook(bytes) };
  }
}

/** Rows of a sheet by their headings; an empty cell is undefined. */
export function table(book: Workbook, sheet: string): Row[] {
  const [headings, ...rows] = rowsOf(book.getWorksheet(sheet));
  return rows.map((row) => Object.fromEntries(headings.map((heading, place) => [String(heading), row[place]])));
}

/** What a sheet of names and values says under a name. */
export function said(book: Workbook, sheet: string, name: string): unknown[] {
  return rowsOf(book.getWorksheet(sheet)).flatMap(([, of, value]) => (of === name ? [value] : []));
}
