import type { Schemas } from '../kit/client';
import { ProblemError } from '../kit/problem';

/** What the server may answer, made up so that a page shows how it is told. */
export const problems = {
  forbidden: new ProblemError({ status: 403 }),
  broken: new ProblemError({ status: 500, requestId: '019b76da-a7ff-7e11-8bcd-00112233ffee' }),
  unreachable: new ProblemError({ status: 0 }),
  refused: (title: string) => new ProblemError({ status: 409, title }),
  wrong: (name: string, count: string) =>
    new ProblemError({
      status: 422,
      errors: [
        { pointer: '/name', detail: name },
        { pointer: '/count', detail: count },
      ],
    }),
};

export const sampleStates = ['running', 'idle', 'stopped'] as const;

export interface SampleRow {
  id: string;
  number: number;
  state: (typeof sampleStates)[number];
  /** Null now and then: what is not known is no zero. */
  energyKwh: number | null;
  seenAt: string;
}

const hourMs = 3_600_000;
const begun = Date.parse('2026-11-02T00:00:00Z');

export const sampleRows = (count: number): SampleRow[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `row-${index + 1}`,
    number: index + 1,
    state: sampleStates[(index * 5) % sampleStates.length],
    energyKwh: index % 9 === 4 ? null : ((index * 731) % 1900) + 0.25,
    seenAt: new Date(begun + ((index * 29) % 97) * hourMs).toISOString(),
  }));

type Task = Schemas['TaskItem'];

const task: Task = {
  id: '019b76da-a800-7c3d-9a5b-1f2e3d4c5b6a',
  kind: 'showcase.sample',
  name: 'readings-2026-11.csv',
  state: 'waiting',
  requestedAt: '2026-11-02T00:00:00Z',
  requestedBy: null,
  begunAt: null,
  endedAt: null,
  done: 0,
  total: null,
  totalIsEstimate: false,
  cancelRequested: false,
  failure: null,
  outcome: null,
  simulated: true,
};

/** A task in each of its states, as they follow each other. */
export const sampleTasks = (nowMs: number): Task[] => {
  const running = { ...task, state: 'running' as const, begunAt: new Date(nowMs - 30_000).toISOString() };
  return [
    task,
    { ...running, done: 1_200 },
    { ...running, done: 12_000, total: 35_040 },
    { ...running, done: 12_000, total: 36_000, totalIsEstimate: true },
    { ...running, done: 12_000, total: 35_040, cancelRequested: true },
    { ...task, state: 'done', done: 35_040, total: 35_040 },
    { ...task, state: 'failed', done: 12_000, total: 35_040 },
    { ...task, state: 'cancelled', done: 12_000, total: 35_040 },
  ];
};

export const sampleFile: Schemas['FileItem'] = {
  id: '019b76da-a801-7c3d-9a5b-1f2e3d4c5b6a',
  name: 'readings-2026-11.csv',
  bytes: 1_048_576,
  complete: true,
  partBytes: 4_194_304,
  keptUntil: '2026-11-09T00:00:00Z',
  simulated: true,
};

const matter: Schemas['AttentionEntry'] = {
  kind: 'fems.no-meter',
  severity: 'bad',
  count: 1,
  names: [],
  since: null,
  until: null,
  about: null,
  amount: null,
  fingerprint: 'no-meter',
  note: null,
};

/** What needs somebody: open ones, and one that somebody has taken note of. */
export const sampleAttention: Schemas['AttentionAnswer'] = {
  items: [
    matter,
    { ...matter, kind: 'fems.no-point', severity: 'warning', fingerprint: 'no-point' },
    {
      ...matter,
      kind: 'fems.no-source',
      severity: 'info',
      fingerprint: 'no-source',
      note: { acknowledgedAt: '2026-11-02T00:00:00Z', acknowledgedBy: null },
    },
  ],
  counts: { bad: 1, warning: 1, info: 0 },
  changesInSeconds: null,
};
