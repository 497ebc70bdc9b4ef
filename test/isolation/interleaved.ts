import type { Step } from '../support/probe';

/** What one request does. The mark names the tenant that sent it, so that a row in the wrong place tells on whoever wrote it. */
export interface Task {
  readonly tenantId: number;
  readonly mark: string;
  readonly steps: readonly Step[];
  /** Another tenant, for the step that tries to write there. */
  readonly foreign: number;
  /** The client goes away while the request is under way. */
  readonly leaves: boolean;
}

/** What a request saw; null when it was refused, failed or left. */
export type Seen = { readonly tenants: readonly number[]; readonly marks: readonly string[] } | null;

export interface Outcome {
  readonly answered: number;
  readonly failed: number;
  readonly leaks: readonly string[];
}

/** Good and bad requests by turns: reads between writes, waits, thrown errors, failed and hidden statements, writes to a stranger. */
const SCENES: readonly (readonly Step[])[] = [
  ['write', 'sleep', 'read', 'write', 'read'],
  ['read', 'sleep', 'read'],
  ['write', 'sleep', 'throw'],
  ['write', 'read', 'break', 'read'],
  ['write', 'swallow', 'read'],
  ['sleep', 'foreign', 'read'],
  ['write', 'read', 'sleep', 'sleep', 'read'],
];

export function tasks(tenants: readonly number[], count: number): Task[] {
  return Array.from({ length: count }, (_, number) => {
    const position = number % tenants.length;
    const tenantId = tenants[position];
    return {
      tenantId,
      mark: markOf(tenantId),
      steps: SCENES[number % SCENES.length],
      foreign: tenants[(position + 1) % tenants.length],
      leaves: number % 11 === 5,
    };
  });
}

export const markOf = (tenantId: number) => `tenant ${tenantId}`;

/** Sends all tasks at once and judges what they saw; `rows` are the rows that stand in the database afterwards. */
export async function interleave(
  all: readonly Task[],
  send: (task: Task) => Promise<Seen>,
  rows: () => Promise<readonly { tenant_id: number; mark: string }[]>,
): Promise<Outcome> {
  const seen = await Promise.all(all.map(async (task) => ({ task, seen: await send(task) })));
  const crossed = seen.flatMap(({ task, seen: saw }) => [
    ...(saw?.tenants ?? [])
      .filter((tenantId) => tenantId !== task.tenantId)
      .map((tenantId) => `${task.mark} saw rows of tenant ${tenantId}`),
    ...(saw?.marks ?? []).filter((mark) => mark !== task.mark).map((mark) => `${task.mark} saw a row that ${mark} wrote`),
  ]);
  const misplaced = (await rows())
    .filter(({ tenant_id, mark }) => mark !== markOf(tenant_id))
    .map(({ tenant_id, mark }) => `${mark} wrote into tenant ${tenant_id}`);
  const answered = seen.filter((entry) => entry.seen !== null).length;
  return { answered, failed: all.length - answered, leaks: [...new Set([...crossed, ...misplaced])] };
}
