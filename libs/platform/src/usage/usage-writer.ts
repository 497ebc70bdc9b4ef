import type { Socket } from 'node:net';
import { hostname } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { Config, QUERY_TIMEOUT_MS, roleConnection } from '../config/config';
import { monthOf, Partitions } from '../database/partitions';
import { setTenant } from '../database/set-tenant';
import { sqlState } from '../database/sql-state';
import { gatheredUsageStatements, type UsageRecord } from './usage-record';

const EVERY_MS = 500;
const CONNECT_MS = 10_000;
/** How often it is looked for writers that died meanwhile: by then the server has noticed, and a living one has long confirmed. */
const LOOK_MS = 60_000;
const SILENT_MS = 30_000;
/** First key of the advisory locks that say which writers are alive; the second is the writer's number. */
const ALIVE_LOCK = 727_001;

/**
 * Writes gathered reads. Twice a second it writes what has come and confirms, in the same transaction, until when
 * everything is written. The process holds a lock for as long as it lives: who finds a writer neither stopped nor
 * alive records the gap from its last confirmation, in which reads may be missing. Nothing is ever made up for it.
 */
@Injectable()
export class UsageWriter {
  private readonly logger = new Logger(UsageWriter.name);
  private pending: UsageRecord[] = [];
  private client: Client | null = null;
  private writerNumber = 0;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private lookedAt = 0;

  constructor(
    private readonly config: Config,
    private readonly partitions: Partitions,
  ) {}

  /** Called by a process that will have reads to log, before it has any. */
  async start(): Promise<void> {
    await this.recordGaps(await this.open(), 0);
    this.timer = setInterval(() => void this.flush(), EVERY_MS);
  }

  add(record: UsageRecord): void {
    this.pending.push(record);
  }

  /** Reads that wait to be written; watched by the metrics. */
  get waiting(): number {
    return this.pending.length;
  }

  /** Writes what is waiting; a flush under way is joined. A failure keeps everything for the next time. */
  flush(): Promise<void> {
    this.running ??= this.write()
      .catch((error: Error) => this.logger.error(`usage events wait in memory (${this.pending.length}): ${error.message}`))
      .finally(() => {
        this.running = null;
      });
    return this.running;
  }

  /** Writes the last reads and says that this writer ended in order. Called once nothing more can be read. */
  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.running;
    // A writer that never was has nothing to close.
    if (this.writerNumber === 0) return;
    await this.flush();
    if (this.pending.length > 0) await this.flush();
    const { client } = this;
    this.client = null;
    if (!client) return;
    try {
      // What could not be written leaves the row open: the next start then records the gap.
      if (this.pending.length === 0)
        await client.query(
          'update platform.usage_writer set confirmed_at = clock_timestamp(), stopped_at = clock_timestamp() where writer_number = $1',
          [this.writerNumber],
        );
      await client.end();
    } catch (error) {
      this.logger.error(`the usage log could not be closed in order: ${(error as Error).message}`);
      this.drop(client);
    }
  }

  private async open(): Promise<Client> {
    if (this.client) return this.client;
    const client = new Client({
      ...roleConnection(this.config, 'maru_usage'),
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
    });
    client.on('error', () => undefined);
    client.on('end', () => {
      if (this.client === client) this.client = null;
    });
    try {
      await client.connect();
      await this.register(client);
    } catch (error) {
      this.drop(client);
      throw error;
    }
    this.client = client;
    return client;
  }

  /**
   * A number with a lock of its own, for each connection: the server may hold a lost one for alive, and its lock with it, for longer than
   * anybody waits. After a lost connection the new number takes over from the old one in one transaction. What waits in memory is
   * not lost, so there is no gap; should the process die before it is written, the gap begins where the old number last confirmed, or
   * where the gap ends that somebody recorded who took it for dead.
   */
  private async register(client: Client): Promise<void> {
    // Seen by others only once its lock is held: a row without one means a writer that died.
    await client.query('begin');
    const { rows } = await client.query<{ writer_number: number }>(
      `with former as (
         update platform.usage_writer set stopped_at = clock_timestamp() where writer_number = $3 and stopped_at is null returning confirmed_at)
       insert into platform.usage_writer (host, process_id, confirmed_at)
       select $1, $2, coalesce((select confirmed_at from former), (select gap_until from platform.usage_gap where writer_number = $3), clock_timestamp())
       returning writer_number`,
      [hostname(), process.pid, this.writerNumber],
    );
    await client.query('select pg_advisory_lock($1, $2)', [ALIVE_LOCK, rows[0].writer_number]);
    await client.query('commit');
    this.writerNumber = rows[0].writer_number;
  }

  private drop(client: Client): void {
    if (this.client === client) this.client = null;
    (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
  }

  /** @param silentMs for how long a writer has not confirmed at least */
  private async recordGaps(client: Client, silentMs: number): Promise<void> {
    this.lookedAt = performance.now();
    const { rows } = await client.query<{ writer_number: number }>(
      `select writer_number from platform.usage_writer
       where stopped_at is null and writer_number <> $1 and confirmed_at <= clock_timestamp() - $2 * interval '1 millisecond'`,
      [this.writerNumber, silentMs],
    );
    for (const { writer_number } of rows) {
      const locked = await client.query<{ dead: boolean }>('select pg_try_advisory_lock($1, $2) as dead', [ALIVE_LOCK, writer_number]);
      if (!locked.rows[0].dead) continue;
      try {
        await client.query('begin');
        const gap = await client.query<{ gap_from: Date; gap_until: Date }>(
          `insert into platform.usage_gap (writer_number, gap_from, gap_until)
           select writer_number, confirmed_at, clock_timestamp() from platform.usage_writer where writer_number = $1 and stopped_at is null
           on conflict do nothing returning gap_from, gap_until`,
          [writer_number],
        );
        await client.query('update platform.usage_writer set stopped_at = clock_timestamp() where writer_number = $1', [writer_number]);
        await client.query('commit');
        const [row] = gap.rows;
        if (row)
          this.logger.warn(
            `a process ended without closing: reads between ${row.gap_from.toISOString()} and ${row.gap_until.toISOString()} may be missing from the usage log`,
          );
      } catch (error) {
        await client.query('rollback');
        throw error;
      } finally {
        await client.query('select pg_advisory_unlock($1, $2)', [ALIVE_LOCK, writer_number]);
      }
    }
  }

  private async write(): Promise<void> {
    for (const month of new Set(this.pending.map((record) => monthOf(record.event.at)))) {
      await this.partitions.ensureMonth('platform.usage_event', month);
    }
    const client = await this.open();
    try {
      // Asked before the batch is taken: whatever was answered until then is in this batch.
      const { rows } = await client.query<{ now: Date }>('select clock_timestamp() as now');
      const batch = this.pending.slice();
      await this.store(client, batch, rows[0].now);
      // `add` went on pushing to the same list meanwhile: only what was written leaves it.
      this.pending = this.pending.slice(batch.length);
      if (performance.now() - this.lookedAt > LOOK_MS) await this.recordGaps(client, SILENT_MS);
    } catch (error) {
      // A server that does not answer may never do so again on this connection: the next time begins with another.
      if (sqlState(error) === null) this.drop(client);
      throw error;
    }
  }

  private async store(client: Client, batch: readonly UsageRecord[], confirmed: Date): Promise<void> {
    try {
      await client.query('begin');
      // An idle confirmation that is lost in a crash only makes a recorded gap longer; it need not wait for the disk.
      if (batch.length === 0) await client.query('set local synchronous_commit = off');
      for (const [tenantId, records] of Map.groupBy(batch, (record) => record.tenantId)) {
        await client.query(setTenant(tenantId));
        for (const statement of gatheredUsageStatements(records)) await client.query(statement as { text: string; values: unknown[] });
      }
      await client.query('update platform.usage_writer set confirmed_at = $2 where writer_number = $1', [this.writerNumber, confirmed]);
      await client.query('commit');
    } catch (error) {
      if (sqlState(error) !== null) await client.query('rollback').catch(() => undefined);
      throw error;
    }
  }
}
