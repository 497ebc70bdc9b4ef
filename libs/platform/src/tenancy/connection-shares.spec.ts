import { Problem } from '@maru/kernel';
import fc from 'fast-check';
import { ConnectionShares } from './connection-shares';

const [A, B, C] = [1, 2, 3];

/** Scopes that take connections and give them back, with what they hold and who waits. */
class Scene {
  readonly served: number[] = [];
  readonly refused: Problem[] = [];
  readonly holding: number[] = [];
  readonly waiting: number[] = [];
  readonly shares: ConnectionShares;

  constructor(connections: number, waitMs?: number) {
    this.shares = new ConnectionShares(connections, waitMs);
  }

  come(...tenants: number[]): this {
    for (const tenant of tenants)
      if (this.shares.enter(tenant)) this.serve(tenant);
      else {
        this.waiting.push(tenant);
        this.shares.wait(
          tenant,
          () => {
            this.waiting.splice(this.waiting.indexOf(tenant), 1);
            this.serve(tenant);
          },
          (problem) => {
            this.waiting.splice(this.waiting.indexOf(tenant), 1);
            this.refused.push(problem);
          },
        );
      }
    return this;
  }

  private serve(tenant: number): void {
    this.served.push(tenant);
    this.holding.push(tenant);
  }

  go(...tenants: number[]): this {
    for (const tenant of tenants) {
      this.holding.splice(this.holding.indexOf(tenant), 1);
      this.shares.leave(tenant);
    }
    return this;
  }
}

const times = (count: number, tenant: number) => Array<number>(count).fill(tenant);
const count = (tenants: readonly number[], tenant: number) => tenants.filter((one) => one === tenant).length;

describe('the connections of a process', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 3],
    [10, 8],
    [16, 12],
  ])('of which there are %d are given to one organisation up to %d', (connections, most) => {
    expect(new Scene(connections).come(...times(connections + 5, A)).holding).toEqual(times(most, A));
  });

  it('are there at once for another organisation, however many one waits for', () => {
    const scene = new Scene(10).come(...times(100, A), B, B);
    expect(count(scene.holding, B)).toBe(2);
  });

  it('that come back go to whoever has less than half, in turn, before the one who has more', () => {
    const scene = new Scene(4).come(...times(6, A), B, B, C, B, C);
    expect(scene.holding).toEqual([A, A, A, B]);
    expect(scene.go(A).served.at(-1)).toBe(B);
    // With less than half, A stands in the same row as the others.
    expect(scene.go(A).served.at(-1)).toBe(A);
    expect(scene.go(B).served.at(-1)).toBe(C);
    expect(scene.go(A).served.at(-1)).toBe(B);
  });

  it('are given in the order in which they were asked for within an organisation', () => {
    const shares = new ConnectionShares(1);
    shares.enter(A);
    const order: number[] = [];
    for (let number = 0; number < 5; number++)
      shares.wait(
        A,
        () => order.push(number),
        () => undefined,
      );
    for (let number = 0; number < 5; number++) shares.leave(A);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it('are not waited for without end: who waits too long gets a problem that says when to come again', async () => {
    const scene = new Scene(1, 1);
    const refused = new Promise<Problem>((resolve) => {
      scene.come(A);
      scene.shares.wait(B, () => undefined, resolve);
    });
    const problem = await refused;
    expect(problem).toBeInstanceOf(Problem);
    expect([problem.type.status, problem.headers?.['retry-after']]).toEqual([503, '2']);
    // Who has been refused takes nothing when a connection comes back.
    expect(scene.go(A).come(C).holding).toEqual([C]);
  });

  it('are never more than there are, never idle while somebody below half waits, and all back in the end', () => {
    const step = fc.record({ tenant: fc.integer({ min: 1, max: 4 }), comes: fc.boolean() });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 120 }), (connections, steps) => {
        const scene = new Scene(connections);
        for (const { tenant, comes } of steps) {
          if (comes) scene.come(tenant);
          else if (scene.holding.includes(tenant)) scene.go(tenant);
          const free = connections - scene.holding.length;
          expect(free).toBeGreaterThanOrEqual(0);
          const below = scene.waiting.filter((one) => count(scene.holding, one) < Math.ceil(connections / 2));
          if (free > 0) expect(below).toEqual([]);
          if (free > Math.floor(connections / 4)) expect(scene.waiting).toEqual([]);
        }
        while (scene.holding.length > 0) scene.go(scene.holding[0]);
        expect(scene.waiting).toEqual([]);
        expect(scene.come(...times(connections, A)).holding.length).toBe(connections - Math.floor(connections / 4));
      }),
    );
  });
});
