import { newId } from '@maru/kernel';
import { ApiUnderTest, type Reply, type RequestOptions } from '../../support/api-under-test';
import { estate } from '../../support/estate';
import { databaseWithProbe, entriesWithProbe } from '../../support/house-under-test';
import { type Field, type RouteInputs, routeInputs } from '../../support/route-inputs';
import { type Cast, cast, OCTETS, senderOf, VALID_INPUTS } from '../../support/valid-inputs';

const BAD = '@bad@';

/** Fields of bodies that are checked by hand, which no class tells. */
const HAND_CHECKED: Readonly<Record<string, readonly Field[]>> = {
  'POST /api/fems/readings': [
    field('sourceId', ['isId']),
    field('reason', ['isString', 'isNotEmpty', 'maxLength'], true),
    field('readings', ['isArray', 'arrayMinSize']),
  ],
};

/** An object where the valid body, which is of another kind, has none: by the field that holds it or a list of it. */
const ABSENT: Readonly<Record<string, object>> = {
  meters: { column: 1, points: [{ name: 'meter', pointId: null }] },
  months: [{ column: 1, field: 'energyKwh' }],
};

function field(name: string, rules: readonly string[], optional = false): Field {
  return { name, rules, optional, list: false, nested: [] };
}

/** The service, a route at a time, given what it must refuse; what it answers otherwise than it must is gathered. */
export class BadInput {
  readonly faults: string[] = [];

  private constructor(
    readonly api: ApiUnderTest,
    readonly routes: readonly RouteInputs[],
    readonly people: Cast,
  ) {}

  static async start(): Promise<BadInput> {
    const api = await ApiUnderTest.on(await databaseWithProbe({ MARU_RATE_LIMIT_PER_MINUTE: '10000000' }), entriesWithProbe);
    return new BadInput(
      api,
      routeInputs(api.app).filter(({ path }) => path.startsWith('/api/')),
      await cast(api, await estate(api)),
    );
  }

  fieldsOf(route: RouteInputs): readonly Field[] {
    return route.handChecked ? HAND_CHECKED[nameOf(route)] : (route.body ?? []);
  }

  get withBody(): RouteInputs[] {
    return this.routes.filter((route) => route.body !== null || route.handChecked);
  }

  valid(route: RouteInputs) {
    const make = VALID_INPUTS[nameOf(route)];
    if (!make) throw new Error(`no valid input is known for ${nameOf(route)}: add a line to valid-inputs.ts`);
    return make(this.people);
  }

  /** The body of a valid request with one value of it replaced by text that need not be JSON of any serializer. */
  bodyWith(route: RouteInputs, path: readonly string[], json: string): string {
    const body = structuredClone(this.valid(route).body ?? {});
    let at: Record<string, unknown> = body;
    for (const name of path.slice(0, -1)) {
      const held = at[name];
      if (held === null || (Array.isArray(held) && held.length === 0)) at[name] = structuredClone(ABSENT[name]);
      at = at[name] as Record<string, unknown>;
      if (!at) throw new Error(`the valid body of ${nameOf(route)} has nothing in ${name}: add it to ABSENT`);
    }
    at[path[path.length - 1]] = BAD;
    return JSON.stringify(body).replace(`"${BAD}"`, () => json);
  }

  send(route: RouteInputs, options: RequestOptions & { address?: string } = {}): Promise<Reply> {
    const { address = route.path.replace(/:\w+/g, newId()), headers, ...rest } = options;
    const token = route.access.kind === 'public' ? undefined : senderOf(route.path, this.people).token;
    const octets = route.binary ? { raw: OCTETS } : {};
    const type: Record<string, string> = route.binary ? { 'content-type': 'application/octet-stream' } : {};
    return this.api.request(route.method, address, { token, ...octets, ...rest, headers: { 'if-match': '"1"', ...type, ...headers } });
  }

  /** Gathers an answer that is no refusal, or not of the statuses that are right, or does not name the field. */
  judge(what: string, reply: Reply, { statuses = [400], pointer }: { statuses?: readonly number[]; pointer?: string } = {}): void {
    const fault = faultOf(reply, statuses, pointer);
    if (fault) this.faults.push(`${what}: ${fault}`);
  }
}

export const nameOf = ({ method, path }: Pick<RouteInputs, 'method' | 'path'>) => `${method} ${path}`;

function faultOf({ status, headers, body, text }: Reply, statuses: readonly number[], pointer: string | undefined): string | null {
  if (!statuses.includes(status)) return `answered ${status} ${text.slice(0, 200)}`;
  if (status >= 400 && !isProblem({ status, headers, body })) return `no problem: ${text.slice(0, 200)}`;
  if (/\bat \S+ \(|node_modules|\.ts:\d+|error: |syntax error/.test(text)) return `tells its inside: ${text.slice(0, 300)}`;
  // A refusal that everything could get, or the pattern of a programmer, tells nobody what to write.
  if (/값이 올바르지 않습니다\.|regular expression/.test(text)) return `does not say what to write: ${text.slice(0, 300)}`;
  const pointers = ((body?.errors ?? []) as { pointer: string }[]).map((error) => error.pointer);
  if (pointer !== undefined && status === 400 && (pointers.length === 0 || !pointers.every((named) => named.startsWith(pointer))))
    return `names ${pointers.join(', ') || 'no field'} instead of ${pointer}`;
  return null;
}

/** RFC 9457, with the id of the request. */
export function isProblem({ status, headers, body }: Pick<Reply, 'status' | 'headers' | 'body'>): boolean {
  const { type, title, requestId } = (body ?? {}) as Record<string, unknown>;
  const known = headers.get('content-type')?.startsWith('application/problem+json') && /^\/problems\/[a-z]+\/[a-z-]+$/.test(String(type));
  return Boolean(known && title && body.status === status && requestId === headers.get('request-id'));
}
