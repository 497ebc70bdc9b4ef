import type { Socket } from 'node:net';
import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { QueryRunner } from 'typeorm';
import { setTenant } from '../database/set-tenant';
import type { ConnectionShares } from './connection-shares';
import type { TenantIdentity } from './tenant-identity';

/** One SQL statement with its parameters; `name` makes it a prepared statement of the connection. */
export interface Statement {
  readonly text: string;
  readonly values?: unknown[];
  readonly name?: string;
}

/** TypeORM's runner, with the members of the PostgreSQL driver that a scope stands on. */
type DriverRunner = QueryRunner & {
  isTransactionActive: boolean;
  transactionDepth: number;
  releasePostgresConnection(error?: Error): Promise<void>;
};

const ENDED = 'the tenant scope has ended: the database can no longer be used in it';

/**
 * One tenant's unit of work: a transaction that begins at the first table touched and ends before the reply.
 *
 * BEGIN and SET LOCAL travel as two pipelined messages ahead of the first statement, in the same round trip.
 * SET LOCAL carries a literal because a function call (set_config) would not reach the workers of a sharded database.
 */
export class Scope {
  private runner: DriverRunner | null = null;
  private client: Promise<PoolClient> | null = null;
  private ended = false;
  private committing = false;
  /** Counted among those of its tenant that hold a connection. */
  private entered = false;
  private readonly followUps: (() => void)[] = [];

  constructor(
    readonly tenant: TenantIdentity,
    private readonly openRunner: () => QueryRunner,
    private readonly shares: ConnectionShares,
    /** The server refuses every write; a GET has nothing to write. */
    private readonly readOnly = false,
  ) {}

  /** Whether a table has been touched in it. */
  get isOpen(): boolean {
    return this.client !== null;
  }

  /** The runner that injected repositories and query builders share; its release does nothing, the scope ends it. */
  queryRunner(): QueryRunner {
    if (this.ended) throw new Error(ENDED);
    if (this.runner) return this.runner;
    const runner = this.openRunner() as DriverRunner;
    const connect = runner.connect.bind(runner);
    runner.connect = () => {
      this.client ??= this.shares.enter(this.tenant.tenantId) ? this.take(connect) : this.takeInTurn(connect);
      return this.client;
    };
    runner.release = async () => undefined;
    // TypeORM's own bookkeeping: save() and transaction() nest as savepoints and do not begin again.
    runner.isTransactionActive = true;
    runner.transactionDepth = 1;
    this.runner = runner;
    return runner;
  }

  private take(connect: () => Promise<PoolClient>): Promise<PoolClient> {
    this.entered = true;
    return connect().then((client) => this.begin(client));
  }

  /** @throws Problem 503 when the turn of the tenant does not come in time */
  private takeInTurn(connect: () => Promise<PoolClient>): Promise<PoolClient> {
    return new Promise((resolve, reject) => {
      this.shares.wait(this.tenant.tenantId, () => this.take(connect).then(resolve, reject), reject);
    });
  }

  private begin(client: PoolClient): PoolClient {
    gatherWrites(client);
    // Not awaited: the messages are on the wire ahead of the statement that follows. A failure surfaces there, since
    // the policies raise when no tenant is set.
    for (const text of [this.readOnly ? 'BEGIN READ ONLY' : 'BEGIN', setTenant(this.tenant.tenantId)])
      client.query(text).catch(() => undefined);
    return client;
  }

  async query<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    const client = (await this.queryRunner().connect()) as PoolClient;
    return client.query<Row>(statement);
  }

  /** Runs the closing statements and COMMIT in one round trip; ends the scope. A scope that touched no table commits nothing. */
  async commit(closing: readonly Statement[] = []): Promise<void> {
    if (this.ended) throw new Error(ENDED);
    // Nothing that must be kept may come to a scope that keeps nothing.
    if (this.readOnly && (closing.length > 0 || this.followUps.length > 0)) throw new Error('a read-only scope has nothing to commit');
    if (!this.client && closing.length === 0) {
      this.ended = true;
      return;
    }
    const client = (await this.queryRunner().connect()) as PoolClient;
    // Somebody may have ended it while this waited for a connection.
    if (this.ended) throw new Error(ENDED);
    gatherWrites(client);
    if (this.readOnly) return this.endRead(client);
    this.committing = true;
    const sent: Promise<unknown>[] = closing.map((statement) => client.query(statement));
    const commit = client.query('COMMIT');
    const results = await Promise.allSettled([...sent, commit]);
    const failed = results.find((result) => result.status === 'rejected');
    // PostgreSQL answers COMMIT with ROLLBACK when a statement of the transaction has failed.
    const committed = !failed && (await commit).command === 'COMMIT';
    if (failed?.status === 'rejected') {
      await this.leave(isConnectionLoss(failed.reason) ? failed.reason : undefined);
      throw failed.reason;
    }
    await this.leave();
    if (!committed) throw new Error('the transaction was rolled back: a statement in it had failed and its error was not passed on');
    this.ended = true;
    for (const followUp of this.followUps) followUp();
  }

  /**
   * What was read is read, whatever becomes of the COMMIT: it is sent and not waited for, and leaves in one write with the BEGIN of
   * whoever gets the connection next.
   */
  private async endRead(client: PoolClient): Promise<void> {
    client.query('COMMIT').catch(() => undefined);
    this.ended = true;
    await this.leave();
  }

  /** Runs when the transaction has been committed, and not when it was undone. */
  afterCommit(followUp: () => void): void {
    this.followUps.push(followUp);
  }

  /** Undoes what was done. The scope can be used again, in a new transaction, until `end`. */
  async rollback(): Promise<void> {
    // What has been sent to be committed is the server's to decide.
    if (this.committing) return;
    this.followUps.length = 0;
    const pending = this.client;
    if (!pending) return;
    try {
      const client = await pending;
      // A commit under way may have let the connection go: by now it may be somebody else's.
      if (this.client !== pending) return;
      await client.query('ROLLBACK');
      await this.leave();
    } catch (error) {
      // The connection is in an unknown state: it must not return to the pool.
      await this.leave(error as Error);
    }
  }

  /**
   * Ends the scope whatever its state; every scope is ended, so that no connection stays behind. Work that still goes on in it (its
   * client went away) is refused from this moment: it would begin a transaction that nobody ends.
   */
  async end(): Promise<void> {
    this.ended = true;
    await this.rollback();
  }

  private async leave(error?: Error): Promise<void> {
    const { runner } = this;
    this.runner = null;
    this.client = null;
    this.committing = false;
    if (!runner) return;
    if (this.entered) {
      this.entered = false;
      this.shares.leave(this.tenant.tenantId);
    }
    runner.isTransactionActive = false;
    runner.transactionDepth = 0;
    await runner.releasePostgresConnection(error);
  }
}

/** Messages of the same turn leave in one system call, which is most of what a small statement costs. */
function gatherWrites(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

/** The server may have committed or not: the connection is gone. */
function isConnectionLoss(error: { code?: string }): boolean {
  return typeof error.code !== 'string' || /^(08|57P)/.test(error.code) || /^E[A-Z]+$/.test(error.code);
}
