import { gzipSync } from 'node:zlib';
import { newId } from '@maru/kernel';
import type { Field } from '../support/route-inputs';
import { badQueryValues, badValues } from './bad-input/bad-values';
import { BadInput, nameOf } from './bad-input/send';

/** Generated from every route and every field: whatever a client sends, it is refused by a problem that names the field, and never by a 500. */
describe('bad input', () => {
  let input: BadInput;

  beforeAll(async () => {
    input = await BadInput.start();
  });
  beforeEach(() => {
    input.faults.length = 0;
  });
  afterEach(() => expect(input.faults).toEqual([]));
  afterAll(() => input.api.close());

  it('is told from good input, which is known for every route that takes any', async () => {
    const known = input.routes.filter(
      ({ body, query, handChecked, parameters }) => (body || query || handChecked) && parameters.length === 0,
    );
    expect(known.length).toBeGreaterThan(15);
    for (const route of known) {
      const { body, query } = input.valid(route);
      const address = route.path + (query ? `?${new URLSearchParams(query)}` : '');
      input.judge(nameOf(route), await input.send(route, { body, address }), { statuses: [200, 201, 204] });
    }
  });

  it('in any field of any body is refused by name', async () => {
    const walked: string[] = [];
    const walk = async (route: (typeof input.routes)[number], fields: readonly Field[], above: readonly string[]): Promise<void> => {
      for (const field of fields) {
        const path = [...above, field.name];
        walked.push(path.join('.'));
        for (const [what, json] of badValues(field)) {
          const reply = await input.send(route, { raw: input.bodyWith(route, path, json) });
          // Rows that are checked by hand are refused one by one, in an answer that is good as a whole.
          const statuses = route.handChecked && field.name === 'readings' ? [200, 400] : [400];
          input.judge(`${nameOf(route)} ${path.join('.')} ${what}`, reply, { statuses, pointer: `/${path.join('/')}` });
        }
        // Null may mean that it is left out, or that it is to be empty; it is never our own failure.
        const nothing = await input.send(route, { raw: input.bodyWith(route, path, 'null') });
        const statuses = field.optional ? [200, 201, 204, 400, 401, 404, 409, 412, 429] : [400];
        input.judge(`${nameOf(route)} ${path.join('.')} null`, nothing, { statuses, pointer: `/${path.join('/')}` });
        if (field.nested.length === 0) continue;
        const inside = field.list ? [...path, '0'] : path;
        const unknown = [...inside, 'unknown'];
        input.judge(`${nameOf(route)} ${unknown.join('.')}`, await input.send(route, { raw: input.bodyWith(route, unknown, '1') }), {
          pointer: `/${unknown.join('/')}`,
        });
        await walk(route, field.nested, inside);
      }
    };
    for (const route of input.withBody) await walk(route, input.fieldsOf(route), []);
    expect(walked).toEqual(
      expect.arrayContaining(['mapping.values.0.pointId', 'mapping.meters.points.0.name', 'mapping.columns.0.field', 'days.0.day']),
    );
  });

  it('in a row of a batch is refused by row and field, and the other rows are taken', async () => {
    const [route] = input.routes.filter((candidate) => nameOf(candidate) === 'POST /api/fems/readings');
    const { sourceId, readings } = input.valid(route).body as { sourceId: string; readings: Record<string, unknown>[] };
    const [good] = readings;
    const fields: readonly Field[] = [
      { name: 'pointId', rules: ['isId'], optional: false, list: false, nested: [] },
      { name: 'at', rules: ['isInstant'], optional: false, list: false, nested: [] },
      { name: 'value', rules: ['isNotEmpty', 'isObject', 'min'], optional: false, list: false, nested: [] },
      { name: 'quality', rules: ['isString', 'isNotEmpty', 'maxLength'], optional: true, list: false, nested: [] },
    ];
    for (const field of fields)
      for (const [what, json] of [...badValues(field), ['null', 'null']].filter(([, bad]) => !(field.name === 'value' && bad === '42'))) {
        const raw = JSON.stringify({ sourceId, readings: [{ ...good, [field.name]: '@bad@' }, good] }).replace('"@bad@"', () => json);
        const reply = await input.send(route, { raw });
        const { refused } = reply.body as { refused: { index: number; pointer: string }[] };
        input.judge(`${field.name} ${what}`, reply, { statuses: [200] });
        expect([field.name, what, refused]).toEqual([
          field.name,
          what,
          [expect.objectContaining({ index: 0, pointer: `/readings/0/${field.name}` })],
        ]);
      }
  });

  it('that leaves a field out is refused by its name', async () => {
    for (const route of input.withBody)
      for (const { name, optional } of input.fieldsOf(route)) {
        if (optional) continue;
        const { [name]: _left, ...rest } = input.valid(route).body ?? {};
        input.judge(`${nameOf(route)} without ${name}`, await input.send(route, { body: rest }), { pointer: `/${name}` });
      }
  });

  it('of unknown fields is refused by their names', async () => {
    for (const route of input.withBody) {
      const valid = input.valid(route).body;
      for (const name of ['unknown', 'tenantId', 'id', 'toString', 'version']) {
        const reply = await input.send(route, { body: { ...valid, [name]: 1 } });
        input.judge(`${nameOf(route)} with ${name}`, reply, { pointer: `/${name}` });
      }
      for (const name of ['__proto__', 'constructor']) {
        const raw = JSON.stringify({ ...valid, '@name@': { prototype: { admin: true } } }).replace('@name@', name);
        input.judge(`${nameOf(route)} with ${name}`, await input.send(route, { raw }));
      }
      expect(({} as Record<string, unknown>).admin).toBeUndefined();
    }
  });

  it('of a route that takes no body is refused, unless it says nothing', async () => {
    const without = input.routes.filter(({ method, body, handChecked, binary }) => method !== 'GET' && !body && !handChecked && !binary);
    expect(without.length).toBeGreaterThan(5);
    for (const route of without) {
      input.judge(`${nameOf(route)} unknown`, await input.send(route, { body: { unknown: 1, 'a/b': 2 } }), { pointer: '/' });
      for (const raw of ['[]', '42', '"x"', 'null'])
        input.judge(`${nameOf(route)} ${raw}`, await input.send(route, { raw }), { pointer: '' });
      // Of nothing, so that it is not carried out; what has no id in its address, such as signing out, would be.
      if (route.parameters.length > 0)
        for (const body of [{}, undefined]) input.judge(`${nameOf(route)} {}`, await input.send(route, { body }), { statuses: [404] });
    }
  });

  it('that is no JSON object is refused', async () => {
    const bodies = ['', ' ', '{', '{"a":}', 'null', '[]', '42', '"x"', 'NaN', "{'a':1}", '{"a":1}{"b":2}', '{"a":01}', '{"a":"\u0001"}'];
    const bytes = [
      Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
      Buffer.from([0x22, 0xc0, 0x80, 0x22]),
      Buffer.from('{"a":"\xed\xa0\x80"}', 'latin1'),
    ];
    for (const route of input.withBody)
      for (const raw of [...bodies, ...bytes])
        input.judge(`${nameOf(route)} ${JSON.stringify(raw.toString('latin1'))}`, await input.send(route, { raw }));
  });

  it('of another type or coding is refused', async () => {
    const json = { 'content-type': 'application/json' };
    for (const route of input.withBody) {
      const raw = JSON.stringify(input.valid(route).body);
      const send = (headers: Record<string, string>, sent: string | Uint8Array = raw) => input.send(route, { raw: sent, headers });
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'application/xml',
        'application/jsonx',
        'x',
        '',
      ])
        input.judge(`${nameOf(route)} as ${type}`, await send({ 'content-type': type }), { statuses: [415] });
      for (const coding of ['br', 'deflate', 'zstd', 'gzip, gzip', 'x'])
        input.judge(`${nameOf(route)} in ${coding}`, await send({ ...json, 'content-encoding': coding }), { statuses: [415] });
      input.judge(`${nameOf(route)} no gzip`, await send({ ...json, 'content-encoding': 'gzip' }));
      input.judge(`${nameOf(route)} half a gzip`, await send({ ...json, 'content-encoding': 'gzip' }, gzipSync(raw).subarray(0, -6)));
    }
  });

  it('that is too large is refused, packed or not', async () => {
    const json = { 'content-type': 'application/json' };
    const large = Buffer.alloc(5 * 1024 * 1024, ' ');
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    expect(bomb.length).toBeLessThan(100_000);
    for (const route of input.withBody) {
      input.judge(`${nameOf(route)} 5 MB`, await input.send(route, { raw: large, headers: json }), { statuses: [413] });
      input.judge(`${nameOf(route)} bomb`, await input.send(route, { raw: bomb, headers: { ...json, 'content-encoding': 'gzip' } }), {
        statuses: [413],
      });
      for (const depth of [100, 1_000, 100_000]) {
        const deep = `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`;
        input.judge(`${nameOf(route)} ${depth} deep`, await input.send(route, { raw: deep, headers: json }), { statuses: [400, 413] });
      }
    }
  });

  it('in the path is refused by name or not found', async () => {
    const ids = [
      'x',
      '0',
      'null',
      '%00',
      '%ff',
      '..%2f..',
      '%',
      '%zz',
      '00000000-0000-0000-0000-00000000000',
      `${newId()}x`,
      `{${newId()}}`,
      'x'.repeat(5_000),
      "'%20or%201=1",
      '%F0%9F%98%80',
      '%ED%A0%80',
    ];
    for (const route of input.routes.filter(({ parameters }) => parameters.length > 0))
      for (const id of ids) {
        const address = route.path.replace(/:\w+/, id);
        const body = route.body === null ? undefined : input.valid(route).body;
        input.judge(`${route.method} ${address.slice(0, 80)}`, await input.send(route, { address, body }), {
          statuses: [400, 404, 414],
          pointer: ':',
        });
      }
  });

  it('in a query is refused by name', async () => {
    for (const route of input.routes) {
      const path = route.path.replace(/:\w+/g, input.people.estate.owner.organisationId);
      const valid = (route.query && input.valid(route).query) ?? {};
      const body = route.body || route.handChecked ? input.valid(route).body : undefined;
      const ask = (name: string, value: string) => {
        const rest = Object.entries(valid).filter(([other]) => other !== name);
        return input.send(route, { address: `${path}?${new URLSearchParams(rest)}&${name}=${value}`, body });
      };
      for (const field of route.query ?? []) {
        for (const value of badQueryValues(field))
          input.judge(`${route.path}?${field.name}=${value.slice(0, 60)}`, await ask(field.name, value), { pointer: `?${field.name}` });
        input.judge(`${route.path}?${field.name} twice`, await ask(field.name, `x&${field.name}=y`), { pointer: `?${field.name}` });
        input.judge(`${route.path}?${field.name}[]`, await ask(`${field.name}[]`, 'x'), { pointer: '?' });
      }
      for (const name of ['unknown', '__proto__', 'constructor', 'toString', '%00', '%ff'])
        input.judge(`${route.path}?${name}`, await ask(name, 'x'), {
          pointer: '?',
        });
      input.judge(`${route.path} long`, await ask('unknown', 'x'.repeat(10_000)), { statuses: [400, 414, 431], pointer: '?' });
    }
    const { status, body } = await input.api.request('GET', '/api/openapi.json?unknown=1');
    expect([status, body]).toMatchObject([400, { errors: [{ pointer: '?unknown', code: 'whitelistValidation' }] }]);
    // A probe may ask as it likes.
    expect((await input.api.request('GET', '/livez?from=balancer')).status).toBe(200);
  });
});
