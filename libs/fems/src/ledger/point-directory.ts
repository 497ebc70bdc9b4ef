import { isId } from '@maru/kernel';
import { currentScope, Database } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import type { Stamp } from '../metering/reading-source.entity';
import type { PointFacts } from './reading-rules';

export interface SourceFacts {
  readonly id: string;
  readonly sourceNumber: number;
  readonly stamp: Stamp;
}

export interface NamedPoints {
  /** By the ids as the rows write them; ids of no point of the organisation are absent. */
  readonly points: ReadonlyMap<string, PointFacts>;
  readonly idOf: (pointNumber: number) => string;
}

interface TenantEntries {
  readonly points: Map<string, PointFacts>;
  readonly idsByNumber: Map<number, string>;
  readonly sources: Map<string, SourceFacts>;
}

interface PointRow {
  point_id: string;
  point_number: number;
  interval_seconds: number;
  grid_offset_seconds: number;
}

const tenantsMax = 1_000;

/**
 * Points and sources that have sent readings before, so that a batch need not look them up. What is kept of them never changes and they
 * are never deleted, so nothing here can grow stale; what is not here is asked of the database each time.
 */
@Injectable()
export class PointDirectory {
  private readonly tenants = new Map<number, TenantEntries>();

  constructor(private readonly database: Database) {}

  /** The points that the rows name. Held by the batch, so that nothing it has looked up can be forgotten under it. */
  async pointsOf(rows: readonly unknown[]): Promise<NamedPoints> {
    const { points, idsByNumber } = this.entries();
    const idOf = (pointNumber: number) => {
      const id = idsByNumber.get(pointNumber);
      if (id === undefined) throw new Error(`point number ${pointNumber} was not looked up`);
      return id;
    };
    const asked = new Set<string>();
    let last: unknown = null;
    for (const row of rows) {
      const id = (row as { pointId?: unknown } | null)?.pointId;
      if (id === last) continue;
      last = id;
      if (typeof id === 'string' && !points.has(id) && isId(id)) asked.add(id);
    }
    if (asked.size === 0) return { points, idOf };
    for (const facts of await this.load([...asked])) {
      points.set(facts.id, facts);
      idsByNumber.set(facts.pointNumber, facts.id);
    }
    // An id in capital letters is the same id, but not every way to write one is worth keeping.
    const otherwise = [...asked].filter((id) => id !== id.toLowerCase() && points.has(id.toLowerCase()));
    if (otherwise.length === 0) return { points, idOf };
    return { points: new Map([...points, ...otherwise.map((id) => [id, points.get(id.toLowerCase())] as [string, PointFacts])]), idOf };
  }

  async source(id: string): Promise<SourceFacts | null> {
    const { sources } = this.entries();
    const known = sources.get(id);
    if (known) return known;
    const [row] = await this.database.query<{ source_number: number; stamp: Stamp }>(
      'select source_number, stamp from fems.reading_source where tenant_id = $1 and source_id = $2',
      [id],
    );
    if (!row) return null;
    const facts = { id, sourceNumber: row.source_number, stamp: row.stamp };
    sources.set(id, facts);
    return facts;
  }

  private async load(ids: readonly string[]): Promise<PointFacts[]> {
    const rows = await this.database.query<PointRow>(
      'select point_id, point_number, interval_seconds, grid_offset_seconds from fems.meter_point where tenant_id = $1 and point_id = any($2::uuid[])',
      [ids],
    );
    return rows.map(({ point_id, point_number, interval_seconds, grid_offset_seconds }) => ({
      id: point_id,
      pointNumber: point_number,
      intervalMs: interval_seconds * 1000,
      gridOffsetMs: grid_offset_seconds * 1000,
    }));
  }

  private entries(): TenantEntries {
    const { tenantId } = currentScope().tenant;
    const entries = this.tenants.get(tenantId) ?? { points: new Map(), idsByNumber: new Map(), sources: new Map() };
    // Put at the end again at every use: the organisation that has not sent for longest makes room.
    this.tenants.delete(tenantId);
    if (this.tenants.size >= tenantsMax) this.tenants.delete(this.tenants.keys().next().value as number);
    this.tenants.set(tenantId, entries);
    return entries;
  }
}
