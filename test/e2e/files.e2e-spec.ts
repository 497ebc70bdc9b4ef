import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { FileUpkeep, PART_BYTES } from '@maru/platform';
import type { TestDatabase } from '@maru/platform/testing';
import { ApiUnderTest, type TestPerson } from '../support/api-under-test';
import { member } from '../support/estate';
import { databaseWithProbe, entriesWithProbe, WorkerUnderTest } from '../support/house-under-test';

const FILES = '/api/workspace/files';

describe('a file', () => {
  let database: TestDatabase;
  let api: ApiUnderTest;
  let owner: TestPerson;

  beforeAll(async () => {
    database = await databaseWithProbe();
    api = await ApiUnderTest.on(database, entriesWithProbe);
    owner = await api.organisation({ modules: ['probe'] });
  });
  afterAll(() => api.close());

  const announce = (bytes: number, { by = owner, purpose = 'probe.count', name = '검침 11월.csv' } = {}) =>
    api.request<{ id: string; partBytes: number }>('POST', FILES, { token: by.token, body: { name, bytes, purpose } });
  const put = (id: string, number: number | string, bytes: Uint8Array, by = owner) =>
    api.request('PUT', `${FILES}/${id}/parts/${number}`, {
      token: by.token,
      raw: bytes,
      headers: { 'content-type': 'application/octet-stream' },
    });
  const complete = (id: string, by = owner) =>
    api.request<{ complete: boolean; bytes: number }>('POST', `${FILES}/${id}/completion`, { token: by.token });
  const fetchContent = async (id: string, by = owner) => {
    const response = await fetch(`${api.url}${FILES}/${id}/content`, { headers: { authorization: `Bearer ${by.token}` } });
    return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
  };
  const content = randomBytes(PART_BYTES + 1000);
  const parts = [content.subarray(0, PART_BYTES), content.subarray(PART_BYTES)];
  const sent = async (): Promise<string> => {
    const { id } = (await announce(content.length)).body;
    for (const [number, part] of parts.entries()) expect((await put(id, number, part)).status).toBe(204);
    expect((await complete(id)).status).toBe(200);
    return id;
  };

  it('is the same when it is fetched, whatever order its parts came in and however often', async () => {
    const { status, body } = await announce(content.length);
    expect([status, body.partBytes]).toEqual([201, PART_BYTES]);
    for (const number of [1, 0, 1]) expect((await put(body.id, number, parts[number])).status).toBe(204);
    expect((await complete(body.id)).body).toMatchObject({ complete: true, bytes: content.length });
    const fetched = await fetchContent(body.id);
    expect(fetched.bytes.equals(content)).toBe(true);
    expect(fetched.headers.get('content-length')).toBe(String(content.length));
    expect(fetched.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%EA%B2%80%EC%B9%A8%2011%EC%9B%94.csv");
  });

  it('lacks nothing: a part that is missing, of another length, or other than the one kept is refused', async () => {
    const { id } = (await announce(content.length)).body;
    expect((await complete(id)).status).toBe(409);
    expect((await put(id, 0, parts[1])).status).toBe(400);
    expect((await put(id, 1, Buffer.concat([parts[1], Buffer.from('x')]))).status).toBe(400);
    expect((await put(id, 2, Buffer.from('x'))).status).toBe(400);
    expect((await put(id, 'x', parts[0])).status).toBe(400);
    expect((await put(id, 0, Buffer.alloc(0))).status).toBe(400);
    await put(id, 1, parts[1]);
    const other = Buffer.from(parts[1]);
    other[0] ^= 1;
    expect((await put(id, 1, other)).body).toMatchObject({ type: '/problems/platform/file-changed' });
    const missing = await complete(id);
    expect([missing.status, missing.body]).toEqual([409, expect.objectContaining({ type: '/problems/platform/file-incomplete' })]);
    expect((await fetchContent(id)).status).toBe(409);
    await put(id, 0, parts[0]);
    expect((await complete(id)).status).toBe(200);
    expect((await put(id, 0, parts[0])).status).toBe(409);
    expect((await fetchContent(id)).bytes.equals(content)).toBe(true);
  });

  it('sent by many at once is kept once', async () => {
    const { id } = (await announce(content.length)).body;
    const replies = await Promise.all(Array.from({ length: 16 }, (_, number) => put(id, number % 2, parts[number % 2])));
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([204]));
    expect((await complete(id)).status).toBe(200);
    expect((await fetchContent(id)).bytes.equals(content)).toBe(true);
    const [{ organisation_id: organisation }] = await database.query<{ organisation_id: string }>(
      'select organisation_id from platform.tenant join platform.stored_file using (tenant_id) where file_id = $1',
      [id],
    );
    expect(await readdir(`${database.config.filesFolder}/${organisation}/${id}`)).toHaveLength(2);
  });

  it('takes bytes alone, and JSON nowhere where bytes are meant', async () => {
    const { id } = (await announce(10)).body;
    const json = await api.request('PUT', `${FILES}/${id}/parts/0`, { token: owner.token, body: { a: 1 } });
    expect(json.status).toBe(415);
    const bytes = await api.request('POST', FILES, {
      token: owner.token,
      raw: Buffer.from('x'),
      headers: { 'content-type': 'application/octet-stream' },
    });
    expect(bytes.status).toBe(415);
    const large = await put(id, 0, Buffer.alloc(PART_BYTES + 1));
    expect(large.status).toBe(413);
  });

  it('is for a purpose that its sender may pursue', async () => {
    expect((await announce(10, { purpose: 'probe.nothing' })).status).toBe(400);
    const operator = await member(api, owner.organisationId, ['operator']);
    expect((await announce(10, { by: operator })).status).toBe(403);
  });

  it("is nobody else's", async () => {
    const id = await sent();
    const stranger = await api.organisation({ modules: ['probe'] });
    const operator = await member(api, owner.organisationId, ['operator']);
    for (const by of [stranger, operator]) {
      expect((await fetchContent(id, by)).status).toBe(404);
      expect((await api.request('GET', `${FILES}/${id}`, { token: by.token })).status).toBe(404);
      expect((await put(id, 0, parts[0], by)).status).toBe(404);
      expect((await complete(id, by)).status).toBe(404);
    }
  });

  it('is one action in the usage log, with the bytes of all of it', async () => {
    const before = await events();
    const id = await sent();
    await complete(id);
    expect((await events()).slice(before.length)).toEqual([
      { kind: 'create', resource: 'workspace/files/:id/completion', bytes: String(content.length) },
    ]);
  });
  const events = () =>
    database.query("select kind, resource, bytes from platform.usage_event where resource like 'workspace/files%' order by occurred_at");

  it('is gone when it was kept as long as was said, and its name tells so', async () => {
    const id = await sent();
    const staying = await sent();
    await database.query("update platform.stored_file set kept_until = now() - interval '1 second' where file_id = $1", [id]);
    const worker = await WorkerUnderTest.on(database);
    await worker.get(FileUpkeep).removeOld();
    await worker.get(FileUpkeep).removeOld();
    await worker.get(FileUpkeep).close();
    await worker.stop();
    expect((await fetchContent(id)).status).toBe(410);
    expect((await fetchContent(staying)).bytes.equals(content)).toBe(true);
    expect(await database.query('select 1 from platform.stored_file_part where file_id = $1', [id])).toEqual([]);
  });
});
