import { newId } from '@maru/kernel';
import fc from 'fast-check';
import type { Reply } from '../support/api-under-test';
import type { RouteInputs } from '../support/route-inputs';
import { BadInput, isProblem, nameOf } from './bad-input/send';

/** A run draws its own seed; a failure prints it, and MARU_FUZZ_SEED repeats that run. */
const SEED = Number(process.env.MARU_FUZZ_SEED ?? Date.now() % 2 ** 31);
const RUNS = 25;

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('__proto__', 'constructor', '\0', '%00', "'; drop table x; --", '2026-13-45T99:99:99+99:99'),
);
const value = fc.oneof(
  { depthSize: 'small', maxDepth: 4 },
  fc.jsonValue(),
  text,
  fc.double(),
  fc.bigInt().map(Number),
  fc.date({ noInvalidDate: false }).map(String),
  fc.array(text, { maxLength: 50 }),
);

describe(`whatever a client makes up (seed ${SEED})`, () => {
  let input: BadInput;

  beforeAll(async () => {
    input = await BadInput.start();
  });
  afterAll(() => input.api.close());

  const sound = (what: string, reply: Reply) => {
    if (reply.status >= 500) throw new Error(`${what}: ${reply.status} ${reply.text.slice(0, 300)}`);
    if (reply.status >= 400 && !isProblem(reply)) throw new Error(`${what}: no problem: ${reply.text.slice(0, 300)}`);
  };
  const check = (property: fc.IAsyncProperty<unknown[]>) => fc.assert(property as never, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  const each = async (routes: readonly RouteInputs[], run: (route: RouteInputs) => Promise<unknown>) => {
    for (const route of routes) await run(route);
  };

  it('is never our failure as a whole body', () =>
    each(input.withBody, (route) =>
      check(
        fc.asyncProperty(value, async (body) => {
          sound(nameOf(route), await input.send(route, { raw: JSON.stringify(body) ?? 'null' }));
        }) as never,
      ),
    ));

  it('is never our failure in some fields of a good body', () =>
    each(input.withBody, (route) => {
      const names = input.fieldsOf(route).map(({ name }) => name);
      const changes = fc.dictionary(fc.constantFrom(...names, 'unknown'), value, { minKeys: 1, maxKeys: 3 });
      return check(
        fc.asyncProperty(changes, async (changed) => {
          sound(nameOf(route), await input.send(route, { body: { ...input.valid(route).body, ...changed } }));
        }) as never,
      );
    }));

  it('is never our failure as bytes', () =>
    each(input.withBody, (route) =>
      check(
        fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, packed) => {
          const headers: Record<string, string> = packed ? { 'content-encoding': 'gzip' } : {};
          sound(nameOf(route), await input.send(route, { raw: bytes, headers: { 'content-type': 'application/json', ...headers } }));
        }) as never,
      ),
    ));

  it('is never our failure in an address', () =>
    each(
      input.routes.filter(({ query, parameters }) => query || parameters.length > 0),
      (route) => {
        const names = [...(route.query ?? []).map(({ name }) => name), 'unknown'];
        const query = fc.array(fc.tuple(fc.constantFrom(...names), text), { maxLength: 4 });
        return check(
          fc.asyncProperty(text, query, async (id, pairs) => {
            const path = route.path.replace(/:\w+/, () => encodeURIComponent(id.toWellFormed()) || newId());
            const address = `${path}?${pairs.map(([name, given]) => `${name}=${encodeURIComponent(given.toWellFormed())}`).join('&')}`;
            const body = route.body === null ? undefined : input.valid(route).body;
            sound(`${route.method} ${address}`, await input.send(route, { address, body }));
          }) as never,
        );
      },
    ));

  it('is never our failure in headers', async () => {
    const names = [
      'authorization',
      'cookie',
      'if-match',
      'idempotency-key',
      'accept-language',
      'maru-cause',
      'origin',
      'sec-fetch-site',
      'x-forwarded-for',
      'content-encoding',
      'accept',
    ];
    const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)), maxLength: 300 });
    const headers = fc.dictionary(
      fc.constantFrom(...names),
      printable.map((given) => given.trim()),
      { maxKeys: 4 },
    );
    const token = input.people.estate.owner.token;
    await check(
      fc.asyncProperty(headers, async (given) => {
        for (const path of ['/api/me', '/api/workspace/sites', '/livez']) {
          sound(path, await input.api.request('GET', path, { headers: given }));
          sound(path, await input.api.request('GET', path, { token, headers: { ...given, authorization: `Bearer ${token}` } }));
        }
      }) as never,
    );
  });

  it('leaves the service as it was', async () => {
    const { token } = input.people.estate.owner;
    expect((await input.api.request('GET', '/api/me', { token })).status).toBe(200);
    expect((await input.api.request('GET', '/readyz')).status).toBe(200);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
