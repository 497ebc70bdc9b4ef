import { modules } from '@maru/catalog';
import { newId } from '@maru/kernel';
import {
  type CatalogueEntry,
  createApi,
  IdentityDatabase,
  type OrganisationKind,
  PlatformModule,
  Routes,
  StructuredLogger,
} from '@maru/platform';
import { type TestDatabase, testDatabase } from '@maru/platform/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OrganisationsService } from '../../libs/workspace/src/organisations/organisations.service';

export const PASSWORD = 'a long enough password';

export interface Reply<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
  readonly text: string;
}

export interface RequestOptions {
  readonly body?: unknown;
  /** Sent as it is instead of `body`. */
  readonly raw?: string | Uint8Array;
  readonly headers?: Record<string, string>;
  /** Bearer token. */
  readonly token?: string;
}

export interface TestPerson {
  readonly email: string;
  readonly token: string;
  readonly organisationId: string;
}

/** The service over HTTP, on a database of its own, listening on a free port. */
export class ApiUnderTest {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly database: TestDatabase,
    readonly url: string,
  ) {}

  static async start(env: NodeJS.ProcessEnv = {}, entries: readonly CatalogueEntry[] = modules): Promise<ApiUnderTest> {
    return ApiUnderTest.on(await testDatabase(env), entries);
  }

  /** Another replica on the same database. */
  static async on(database: TestDatabase, entries: readonly CatalogueEntry[] = modules): Promise<ApiUnderTest> {
    const app = await createApi(
      PlatformModule.forApi(database.config, entries),
      database.config,
      new StructuredLogger('silent', 'test'),
      null,
    );
    await app.listen(0, '127.0.0.1');
    return new ApiUnderTest(app, database, await app.getUrl());
  }

  async request<Body = Record<string, unknown>>(method: string, path: string, options: RequestOptions = {}): Promise<Reply<Body>> {
    const { body, raw, headers = {}, token } = options;
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(this.url + path, {
      method,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: payload as string | undefined,
    });
    const text = await response.text();
    const json = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (json && text ? JSON.parse(text) : null) as Body, text };
  }

  /** An organisation with its owner signed in, subscribed to the modules named. */
  async organisation(options: { kind?: OrganisationKind; modules?: readonly string[]; simulated?: boolean } = {}): Promise<TestPerson> {
    const { kind = 'manufacturer', modules: wanted = [], simulated = false } = options;
    const role = kind === 'provider' ? 'administrator' : kind === 'programmeOffice' ? 'officer' : 'owner';
    const code = `c${newId().slice(-12)}`;
    const email = `owner@${code}.example`;
    await this.app.get(IdentityDatabase).transaction(() =>
      this.app.get(OrganisationsService, { strict: false }).create(
        {
          name: `Organisation ${code}`,
          kind,
          companyCode: code,
          owner: { name: 'Owner', email, employeeNumber: '1', roles: [role], password: PASSWORD },
        },
        simulated,
      ),
    );
    const person = await this.signIn(email);
    for (const module of wanted)
      await this.request('POST', '/api/workspace/subscription-changes', { token: person.token, body: { module, kind: 'start' } });
    return person;
  }

  async signIn(email: string, password = PASSWORD): Promise<TestPerson> {
    const { status, body } = await this.request<{ token: string; organisationId: string }>('POST', '/api/sessions', {
      body: { email, password },
    });
    if (status !== 201) throw new Error(`sign-in of ${email} answered ${status}`);
    return { email, token: body.token, organisationId: body.organisationId };
  }

  get routes(): Routes['all'] {
    return this.app.get(Routes).all;
  }

  /** Ends this replica and leaves the database. */
  async stop(): Promise<void> {
    await this.app.close();
  }

  async close(): Promise<void> {
    await this.stop();
    await this.database.drop();
  }
}
