import { Problem } from '@maru/kernel';
import { platformProblems } from '../http/platform.problems';

/** Who waits longer for a connection is told to come again. */
const WAIT_MS = 5_000;
const LOOK_MS = 500;

interface Waiting {
  readonly go: () => void;
  readonly refuse: (problem: Problem) => void;
  readonly until: number;
}

/**
 * How the scopes of all tenants share the connections of a process. A tenant that holds half of them gets more only while a
 * quarter stays free, which the others find at once; who has to wait stands in its tenant's own line, and the lines are served
 * in turn, those of tenants below half first. So one tenant's slow requests wait for each other and for nobody else.
 */
export class ConnectionShares {
  private free: number;
  private readonly half: number;
  private readonly reserve: number;
  private readonly held = new Map<number, number>();
  /** Lines in the order in which they are served next. */
  private readonly lines = new Map<number, Waiting[]>();
  private look: NodeJS.Timeout | null = null;

  constructor(
    connections: number,
    private readonly waitMs = WAIT_MS,
  ) {
    this.free = connections;
    this.half = Math.ceil(connections / 2);
    this.reserve = Math.floor(connections / 4);
  }

  /** @returns whether the tenant may take a connection now; it must then `leave`. If it may not, it can `wait`. */
  enter(tenantId: number): boolean {
    // Whoever may be served has been, at the last `leave`: nobody in a line is overtaken here.
    if (this.free <= (this.holds(tenantId) < this.half ? 0 : this.reserve)) return false;
    this.take(tenantId);
    return true;
  }

  /**
   * Stands in the tenant's line.
   * @param go runs at the tenant's turn, when it has entered; the connection it gets is the one that was given back last
   * @param refuse runs instead when the turn does not come in time, with the problem 503
   */
  wait(tenantId: number, go: () => void, refuse: (problem: Problem) => void): void {
    const waiting = { go, refuse, until: performance.now() + this.waitMs };
    const line = this.lines.get(tenantId);
    if (line) line.push(waiting);
    else this.lines.set(tenantId, [waiting]);
    this.look ??= setTimeout(() => this.refuseLate(), LOOK_MS).unref();
  }

  /** To be called in the turn in which the connection is given back: whose turn it is takes it over at once. */
  leave(tenantId: number): void {
    const left = this.holds(tenantId) - 1;
    if (left > 0) this.held.set(tenantId, left);
    else this.held.delete(tenantId);
    this.free++;
    if (this.lines.size > 0) this.serve();
  }

  private holds(tenantId: number): number {
    return this.held.get(tenantId) ?? 0;
  }

  private take(tenantId: number): void {
    this.free--;
    this.held.set(tenantId, this.holds(tenantId) + 1);
  }

  private serve(): void {
    for (let tenantId = this.next(); tenantId !== null; tenantId = this.next()) {
      const line = this.lines.get(tenantId) as Waiting[];
      const first = line.shift() as Waiting;
      this.lines.delete(tenantId);
      if (line.length > 0) this.lines.set(tenantId, line);
      this.take(tenantId);
      first.go();
    }
  }

  private next(): number | null {
    if (this.free === 0) return null;
    for (const tenantId of this.lines.keys()) if (this.holds(tenantId) < this.half) return tenantId;
    const [first] = this.lines.keys();
    return first !== undefined && this.free > this.reserve ? first : null;
  }

  private refuseLate(): void {
    const now = performance.now();
    for (const [tenantId, line] of this.lines) {
      while (line.length > 0 && line[0].until <= now)
        line.shift()?.refuse(new Problem(platformProblems.busy, { headers: { 'retry-after': '2' } }));
      if (line.length === 0) this.lines.delete(tenantId);
    }
    this.look = this.lines.size > 0 ? setTimeout(() => this.refuseLate(), LOOK_MS).unref() : null;
  }
}
