import { Lifecycle } from '@maru/platform';
import { eventually, testDatabase } from '@maru/platform/testing';
import { ApiUnderTest } from '../support/api-under-test';
import { CuttableProxy } from '../support/cuttable-proxy';
import { asAdmin } from '../support/house-under-test';

describe('the health of a process', () => {
  let api: ApiUnderTest;
  let proxy: CuttableProxy;

  beforeAll(async () => {
    const database = await testDatabase();
    const { hostname, port } = database.config.databaseUrl;
    proxy = await CuttableProxy.to(hostname, Number(port));
    const databaseUrl = new URL(database.config.databaseUrl);
    databaseUrl.port = String(proxy.port);
    api = await ApiUnderTest.on({ ...database, config: { ...database.config, databaseUrl } });
  });
  afterAll(async () => {
    await api.close();
    await proxy.cut();
  });

  const ready = () => api.request<{ status: string; checks: Record<string, string> }>('GET', '/readyz');

  it('is good while the database answers', async () => {
    expect((await ready()).body).toEqual({ status: 'ok', checks: { process: 'ok', database: 'ok' } });
    expect((await api.request('GET', '/livez')).body).toEqual({ status: 'ok' });
  });

  it('is alive and not ready while the database is away, says so to clients, and recovers by itself', async () => {
    const owner = await api.organisation();
    const ask = () => api.request('GET', '/api/workspace/sites', { token: owner.token });
    expect((await ask()).status).toBe(200);
    await proxy.cut();
    expect((await api.request('GET', '/livez')).status).toBe(200);
    const report = await ready();
    expect([report.status, report.body]).toEqual([503, { status: 'unavailable', checks: { process: 'ok', database: 'failed' } }]);
    const refused = await ask();
    expect([refused.status, refused.body.type, refused.headers.get('retry-after')]).toEqual([503, '/problems/platform/busy', '2']);
    await proxy.mend();
    await eventually(async () => (await ready()).status === 200);
    await eventually(async () => (await ask()).status === 200);
  });

  it('is not good with an older schema than the program was made for', async () => {
    const last = (
      await asAdmin(api.database, (client) =>
        client.query('delete from platform.migration where id = (select max(id) from platform.migration) returning timestamp, name'),
      )
    ).rows[0];
    expect((await ready()).status).toBe(503);
    await asAdmin(api.database, (client) =>
      client.query('insert into platform.migration (timestamp, name) values ($1, $2)', [last.timestamp, last.name]),
    );
    expect((await ready()).status).toBe(200);
  });

  it('is off as soon as the process stops, while requests are still served', async () => {
    const stopping = await ApiUnderTest.on(api.database);
    stopping.app.get(Lifecycle).stop();
    const report = await stopping.request('GET', '/readyz');
    expect([report.status, report.body]).toEqual([503, { status: 'unavailable', checks: { process: 'stopping' } }]);
    expect((await stopping.request('GET', '/livez')).status).toBe(200);
    expect((await stopping.organisation()).token).toBeTruthy();
    await stopping.stop();
  });
});

describe('metrics', () => {
  it('tell routes, codes and times, and nothing of tenants or people', async () => {
    const api = await ApiUnderTest.start();
    try {
      const owner = await api.organisation();
      await api.request('GET', '/api/workspace/sites', { token: owner.token });
      await api.request('GET', '/api/workspace/sites/00000000-0000-7000-8000-000000000000', { token: owner.token });
      const metrics = await api.request('GET', '/metrics');
      expect(metrics.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
      expect(metrics.text).toContain('maru_http_request_duration_seconds_count{method="GET",route="/api/workspace/sites",status="200"} 1');
      expect(metrics.text).toContain(
        'maru_http_request_duration_seconds_count{method="GET",route="/api/workspace/sites/:id",status="404"} 1',
      );
      expect(metrics.text).toContain('process_cpu_seconds_total');
      for (const secret of [owner.organisationId, owner.email, '00000000-0000-7000-8000-000000000000'])
        expect(metrics.text).not.toContain(secret);
      expect((await api.request('GET', '/metrics', { headers: { 'x-forwarded-for': '127.0.0.1' } })).status).toBe(404);
    } finally {
      await api.close();
    }
  });

  it('need their token where there is one', async () => {
    const api = await ApiUnderTest.start({ METRICS_TOKEN: 'the token of the scraper' });
    try {
      const ask = async (authorization?: string) =>
        (await api.request('GET', '/metrics', authorization === undefined ? {} : { headers: { authorization } })).status;
      expect([await ask(), await ask('Bearer wrong'), await ask('Bearer '), await ask('Bearer the token of the scraper')]).toEqual([
        404, 404, 404, 200,
      ]);
    } finally {
      await api.close();
    }
  });
});
