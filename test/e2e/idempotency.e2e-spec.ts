import { newId } from '@maru/kernel';
import { Relay } from '../../libs/platform/src/outbox/relay';
import { addressOf, MAKERS, openWorld, placeOf } from '../isolation/makers';
import { type ApiUnderTest, PASSWORD, type TestPerson } from '../support/api-under-test';
import { member, nextNumber, SITE } from '../support/estate';
import { apiWithProbe, asAdmin, WorkerUnderTest } from '../support/house-under-test';
import { routeInputs } from '../support/route-inputs';
import { usageRows } from '../support/usage-rows';
import { cast, senderOf, VALID_INPUTS } from '../support/valid-inputs';

const SITES = '/api/workspace/sites';
const ORGANISATIONS = '/api/workspace/organisations';

describe('a POST with an Idempotency-Key', () => {
  let api: ApiUnderTest;
  let owner: TestPerson;
  let provider: TestPerson;

  beforeAll(async () => {
    api = await apiWithProbe();
    owner = await api.organisation({ modules: ['probe'] });
    provider = await api.organisation({ kind: 'provider' });
  });
  afterAll(() => api.close());

  const post = (path: string, key: string, body: unknown, token = (path === ORGANISATIONS ? provider : owner).token) =>
    api.request<{ id: string; type?: string }>('POST', path, { token, body, headers: { 'idempotency-key': key } });
  const site = () => ({ name: `site ${nextNumber()}`, ...SITE });
  const organisation = () => ({
    name: 'New',
    kind: 'supplier',
    companyCode: `once-${nextNumber()}`,
    owner: { name: 'New', email: `new${nextNumber()}@once.example`, roles: ['owner'], password: PASSWORD },
  });
  const count = async (text: string, values: unknown[]) =>
    asAdmin(api.database, async (client) => (await client.query(text, values)).rowCount);
  const sitesNamed = (name: string) => count('select 1 from workspace.site where name = $1', [name]);
  const peopleWith = ({ email }: { email: string }) => count('select 1 from workspace.person where email = $1', [email]);

  it('is carried out once, and answered the same again', async () => {
    const [key, body] = [newId(), site()];
    const first = await post(SITES, key, body);
    const again = await post(SITES, key, body);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect([first.headers.get('idempotency-replayed'), again.headers.get('idempotency-replayed')]).toEqual([null, 'true']);
    expect(await sitesNamed(body.name)).toBe(1);
    expect(await usageRows(api.database, first.headers.get('request-id') as string)).toHaveLength(1);
    expect(await usageRows(api.database, again.headers.get('request-id') as string)).toEqual([]);
  });

  it('is answered again in the same bytes, on every route whose answer is kept', async () => {
    const world = await openWorld(api);
    const people = await cast(api, world.own);
    const made: string[] = [];
    for (const { method, path, access, parameters } of routeInputs(api.app)) {
      if (method !== 'POST' || access.kind === 'public') continue;
      const thing = parameters.length > 0 ? await MAKERS[placeOf(path)](world, path) : null;
      const [key, { body }] = [newId(), VALID_INPUTS[`${method} ${path}`]?.(people) ?? {}];
      const { token } = thing?.holder ?? senderOf(path, people);
      const address = addressOf(path, thing?.id ?? '');
      const [first, again] = [await post(address, key, body, token), await post(address, key, body, token)];
      expect([path, first.status < 300]).toEqual([path, true]);
      // An answer that holds a secret is given once.
      if (again.status === 409) continue;
      const { text, status } = first;
      const type = first.headers.get('content-type');
      expect([again.text, again.status, again.headers.get('content-type')]).toEqual([text, status, type]);
      expect(again.headers.get('idempotency-replayed')).toBe('true');
      made.push(path);
    }
    expect(made).toEqual(expect.arrayContaining([SITES, ORGANISATIONS, '/api/fems/readings', '/api/workspace/subscription-changes']));
  });

  it.each([
    ['in the scope of the organisation', SITES, () => site(), (body: { name: string }) => sitesNamed(body.name)],
    ['where people are changed', ORGANISATIONS, () => organisation(), (body: { owner: { email: string } }) => peopleWith(body.owner)],
  ])('that comes 16 times at once %s is carried out once', async (_where, path, make, stored) => {
    const [key, body] = [newId(), make()];
    const replies = await Promise.all(Array.from({ length: 16 }, () => post(path, key, body)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    for (const { body: answer } of replies) expect(answer).toEqual(replies[0].body);
    expect(replies.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await stored(body as never)).toBe(1);
  });

  it.each([
    ['in the scope of the organisation', SITES, () => site()],
    ['where people are changed', ORGANISATIONS, () => organisation()],
  ])('is refused when it comes with other content %s', async (_where, path, make) => {
    const key = newId();
    expect((await post(path, key, make())).status).toBe(201);
    const other = await post(path, key, make());
    expect([other.status, other.body.type]).toEqual([422, '/problems/platform/idempotency-key-reused']);
  });

  it('means another request on another route, of another person, of another organisation', async () => {
    const key = newId();
    const stranger = await api.organisation();
    const colleague = await member(api, owner.organisationId, ['owner']);
    const replies = [
      await post(SITES, key, site()),
      await post('/api/probe/things', key, { name: `thing ${nextNumber()}` }),
      await post(SITES, key, site(), colleague.token),
      await post(SITES, key, site(), stranger.token),
    ];
    expect(replies.map(({ status, headers }) => [status, headers.get('idempotency-replayed')])).toEqual(Array(4).fill([201, null]));
  });

  it('is not used up by a request that was refused or failed', async () => {
    const [key, body] = [newId(), site()];
    expect((await post(SITES, key, { ...body, name: '' })).status).toBe(400);
    await asAdmin(api.database, (client) => client.query('revoke insert on platform.usage_event from maru_app'));
    expect((await post(SITES, key, body)).status).toBe(500);
    await asAdmin(api.database, (client) => client.query('grant insert on platform.usage_event to maru_app'));
    expect((await post(SITES, key, body)).status).toBe(201);
    expect(await sitesNamed(body.name)).toBe(1);
    const taken = organisation();
    await post(ORGANISATIONS, newId(), taken);
    expect((await post(ORGANISATIONS, key, taken)).status).toBe(409);
    expect((await post(ORGANISATIONS, key, { ...taken, companyCode: `once-${nextNumber()}`, owner: organisation().owner })).status).toBe(
      201,
    );
  });

  it('must be visible text of at most 200 characters', async () => {
    for (const key of ['', 'with blank', 'k'.repeat(201)]) {
      const reply = await post(SITES, key, site());
      expect([reply.status, reply.body]).toEqual([
        400,
        expect.objectContaining({ errors: [expect.objectContaining({ pointer: 'Idempotency-Key' })] }),
      ]);
    }
    expect((await post(SITES, 'k'.repeat(200), site())).status).toBe(201);
  });

  it('whose answer holds a secret is carried out once, and the secret is not kept', async () => {
    const [key, body] = [newId(), { name: 'gateway', scopes: ['probe.thing.write'] }];
    const replies = await Promise.all(Array.from({ length: 4 }, () => post('/api/workspace/device-keys', key, body)));
    const [made] = replies.filter(({ status }) => status === 201);
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const kept = await asAdmin(
      api.database,
      async (client) =>
        (await client.query('select k::text as row, body from platform.idempotency_key k where idempotency_key = $1', [key])).rows,
    );
    expect(kept).toEqual([{ row: expect.any(String), body: null }]);
    expect(kept[0].row).not.toContain((made.body as unknown as { key: string }).key);
  });

  it('keeps of what was sent a fingerprint that tells nothing without the secret of the service', async () => {
    const [key, body] = [newId(), organisation()];
    await post(ORGANISATIONS, key, body);
    const guess = `sha256($1::text::bytea || $2::text::bytea)`;
    const [row] = await asAdmin(
      api.database,
      async (client) =>
        (
          await client.query(
            `select request_hash = ${guess} as guessed, octet_length(request_hash) as octets from platform.idempotency_key where idempotency_key = $3`,
            [JSON.stringify(body), JSON.stringify(ORGANISATIONS), key],
          )
        ).rows,
    );
    expect(row).toEqual({ guessed: false, octets: 32 });
  });

  it('is forgotten after a month', async () => {
    const key = newId();
    const first = await post(SITES, key, site());
    await asAdmin(api.database, (client) =>
      client.query("update platform.idempotency_key set created_at = now() - interval '31 days' where idempotency_key = $1", [key]),
    );
    const worker = await WorkerUnderTest.on(api.database);
    await worker.get(Relay).forgetOld();
    await worker.stop();
    const later = await post(SITES, key, site());
    expect([later.status, later.headers.get('idempotency-replayed')]).toEqual([201, null]);
    expect(later.body.id).not.toBe(first.body.id);
  });
});
