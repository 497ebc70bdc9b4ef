import { newId } from '@maru/kernel';
import type { TenantIdentity } from '@maru/platform';
import { testDatabase } from '@maru/platform/testing';
import { ApiUnderTest, type Reply, type TestPerson } from './api-under-test';
import { tenantNumber } from './estate';
import { asAdmin } from './house-under-test';

export const PULL_SCOPE = 'programme.evidence.pull';

export interface PulledCompany extends TestPerson {
  readonly tenant: TenantIdentity;
  /** Its first. */
  readonly siteId: string;
}

export interface SeededSend {
  readonly sentAt: number;
  readonly request: string;
  /** Null where nothing came back. */
  readonly answer: string | null;
  readonly code?: string;
  readonly eventId?: string;
}

export interface Pull {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly lines: string[];
}

/** Offices with keys, and companies with what they pull. */
export class PullScene {
  private constructor(readonly api: ApiUnderTest) {}

  static async open(): Promise<PullScene> {
    return new PullScene(await ApiUnderTest.on(await testDatabase()));
  }

  office(): Promise<TestPerson> {
    return this.api.organisation({ kind: 'programmeOffice' });
  }

  async company(office: TestPerson, { simulated = false } = {}): Promise<PulledCompany> {
    const owner = await this.api.organisation({ simulated });
    await this.change(owner, office, 'grant');
    const siteId = await this.site(owner, 'first');
    const tenantId = await tenantNumber(this.api, owner.organisationId);
    return { ...owner, siteId, tenant: { tenantId, organisationId: owner.organisationId, kind: 'manufacturer', simulated } };
  }

  /** There for longer than what is pulled lies back. */
  async site({ token }: TestPerson, name: string): Promise<string> {
    const body = { name, businessRegistrationNumber: '999-99-00010' };
    const { id } = (await this.api.request<{ id: string }>('POST', '/api/workspace/sites', { token, body })).body;
    await asAdmin(this.api.database, (client) =>
      client.query("update workspace.site set created_at = created_at - interval '1 year' where site_id = $1", [id]),
    );
    return id;
  }

  async change(company: TestPerson, office: TestPerson, kind: 'grant' | 'revoke'): Promise<void> {
    const body = { officeId: office.organisationId, kind };
    const { status, text } = await this.api.request('POST', '/api/workspace/reporting-grant-changes', { token: company.token, body });
    if (status !== 201) throw new Error(`the ${kind} was answered ${status}: ${text}`);
  }

  createKey(office: TestPerson, more: object = {}): Promise<Reply<{ id: string; key: string }>> {
    const body = { name: '증빙 수집', scopes: [PULL_SCOPE], endsAt: new Date(Date.now() + 86_400_000).toISOString(), ...more };
    return this.api.request('POST', '/api/workspace/device-keys', { token: office.token, body });
  }

  async key(office: TestPerson, more: object = {}): Promise<string> {
    const { status, body, text } = await this.createKey(office, more);
    if (status !== 201) throw new Error(`the key was answered ${status}: ${text}`);
    return body.key;
  }

  /** What fetch unpacks is what came. */
  async pull(key: string, path: string, query: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Pull> {
    const response = await fetch(`${this.api.url}/api/programme/pulls/${path}?${new URLSearchParams(query)}`, {
      headers: { authorization: `Bearer ${key}`, ...headers },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const text = bytes.toString();
    return { status: response.status, headers: response.headers, bytes, lines: text === '' ? [] : text.replace(/\n$/, '').split('\n') };
  }

  /** All pages as of a time, by limits that are used in turn. */
  async pages(key: string, path: string, asOf: string, limits: readonly number[]): Promise<Pull[]> {
    const pages: Pull[] = [];
    for (let cursor: string | null = null; ; cursor = pages[pages.length - 1].headers.get('maru-cursor')) {
      const limit = String(limits[pages.length % limits.length]);
      const page = await this.pull(key, path, { asOf, limit, ...(cursor === null ? {} : { cursor }) });
      if (page.status !== 200) throw new Error(`the pull was answered ${page.status}: ${page.bytes}`);
      pages.push(page);
      if (page.headers.get('maru-page') === 'open') return pages;
    }
  }

  async send({ tenant, siteId }: PulledCompany, sends: readonly SeededSend[]): Promise<void> {
    await asAdmin(this.api.database, async (client) => {
      for (const { sentAt, request, answer, code = 'AP1002', eventId = newId() } of sends) {
        const sendId = newId();
        const centre = tenant.simulated ? 'simulator' : 'portal';
        await client.query(
          `insert into programme.log_send
             (tenant_id, send_id, site_id, purpose, event_id, attempt, occurred_at, sent_at, centre, key_ending, request, choice_version)
           values ($1, $2, $3, 'log', $4, 1, $5, $5, $6, 'ZZZZ', $7, 1)`,
          [tenant.tenantId, sendId, siteId, eventId, new Date(sentAt), centre, request],
        );
        if (answer !== null)
          await client.query(
            `insert into programme.log_receipt (tenant_id, send_id, answered_at, http_status, answer, code, outcome, answers_version)
             values ($1, $2, $3, 200, $4, $5, $6, 1)`,
            [tenant.tenantId, sendId, new Date(sentAt + 700), Buffer.from(answer), code, code === 'AP1002' ? 'stored' : 'refused'],
          );
      }
    });
  }

  close(): Promise<void> {
    return this.api.close();
  }
}
