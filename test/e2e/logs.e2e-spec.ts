import { modules } from '@maru/catalog';
import { createApi, PlatformModule, StructuredLogger } from '@maru/platform';
import { testDatabase } from '@maru/platform/testing';
import { ApiUnderTest, PASSWORD } from '../support/api-under-test';
import { tenantNumber } from '../support/estate';
import { asAdmin } from '../support/house-under-test';

interface Line {
  readonly level: string;
  readonly time: string;
  readonly service: string;
  readonly msg: string;
  readonly requestId?: string;
  readonly tenantId?: number;
  readonly route?: string;
  readonly status?: number;
}

describe('the log', () => {
  it('is one JSON object a line, names request and tenant, and holds no secret whatever happened', async () => {
    const lines: string[] = [];
    const database = await testDatabase();
    const logger = new StructuredLogger('trace', 'api', { write: (line) => void lines.push(line) });
    const app = await createApi(PlatformModule.forApi(database.config, modules), database.config, logger, null);
    await app.listen(0, '127.0.0.1');
    // The class has its own way to start; here the logger is ours.
    const api = Object.assign(Object.create(ApiUnderTest.prototype) as ApiUnderTest, { app, database, url: await app.getUrl() });
    const owner = await api.organisation({ modules: ['fems'] });
    const cookie = `maru_session=${owner.token}`;
    const key = (
      await api.request<{ key: string }>('POST', '/api/workspace/device-keys', {
        token: owner.token,
        body: { name: 'gateway', scopes: ['fems.reading.ingest'] },
      })
    ).body.key;
    const newPassword = 'another rather long password';
    const invitee = { name: 'New', employeeNumber: 'new', roles: ['operator'], password: 'the password of the invitee' };
    const replies = [
      await api.request('POST', '/api/sessions', { body: { email: owner.email, password: 'a wrong password of somebody' } }),
      await api.request('POST', '/api/sessions', { raw: `{"email": "${owner.email}", "password": "a broken body of somebody"` }),
      await api.request('GET', `/api/me?token=${owner.token}&password=${PASSWORD}`, { headers: { cookie } }),
      await api.request('POST', '/api/fems/readings', { token: key, body: {} }),
      await api.request('POST', '/api/workspace/members', { token: owner.token, body: invitee }),
      await api.request('PUT', '/api/me/password', { token: owner.token, body: { currentPassword: 'not the current one', newPassword } }),
      await api.request('PUT', '/api/me/password', { token: owner.token, body: { currentPassword: PASSWORD, newPassword } }),
    ];
    await asAdmin(database, (client) =>
      client.query('revoke insert on platform.usage_event from maru_identity; revoke select on workspace.site from maru_app'),
    );
    const broken = [
      await api.request('POST', '/api/workspace/members', { token: owner.token, body: { ...invitee, employeeNumber: 'second' } }),
      await api.request('GET', '/api/workspace/sites', { token: owner.token }),
    ];
    const number = await tenantNumber(api, owner.organisationId);
    await api.close();
    expect(replies.map(({ status }) => status)).toEqual([401, 400, 400, 400, 201, 422, 204]);
    expect(broken.map(({ status }) => status)).toEqual([500, 500]);

    const parsed = lines.map((line) => JSON.parse(line) as Line);
    for (const line of parsed)
      expect(line).toMatchObject({
        level: expect.any(String),
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        service: 'api',
        msg: expect.any(String),
      });
    for (const reply of [...replies, ...broken]) {
      const own = parsed.filter(({ requestId }) => requestId === reply.headers.get('request-id'));
      const [request] = own.filter(({ msg }) => msg === 'request');
      expect(request).toMatchObject({ level: 'info', status: reply.status, route: expect.stringMatching(/^\/api\//) });
      if (reply.status !== 401 && request.route !== '/api/sessions') expect(request.tenantId).toBe(number);
      expect(own.filter(({ level }) => level === 'error')).toHaveLength(reply.status >= 500 ? 1 : 0);
    }
    const text = lines.join('');
    const secrets = [
      PASSWORD,
      newPassword,
      owner.token,
      key,
      key.slice('maru_dk_'.length),
      invitee.password,
      'a wrong password of somebody',
      'a broken body of somebody',
      'not the current one',
      database.config.secret,
      new URL(database.adminUrl).password,
    ];
    for (const secret of secrets) expect([secret.slice(0, 6), text.includes(secret)]).toEqual([secret.slice(0, 6), false]);
    expect(text).not.toContain('argon2id');
    expect(text).not.toContain(owner.email);
  });
});
