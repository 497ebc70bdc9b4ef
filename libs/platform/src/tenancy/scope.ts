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
  private readonly lastStatements: Statement[] = [];

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
    sendOwedCommit(client);
    // The policies raise when no tenant is set.
    // What only reads answers from one moment, so that no figure of it disagrees with another.
    const begin = this.readOnly ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN';
    for (const text of [begin, setTenant(this.tenant.tenantId)]) sendAhead(client, { text });
    return client;
  }

  async query<Row extends QueryResultRow>(statement: Statement): Promise<QueryResult<Row>> {
    const client = (await this.queryRunner().connect()) as PoolClient;
    return client.query<Row>(statement);
  }

  /** Sends a statement in one write with the next one, which fails when this one does: a transaction takes nothing after a failure. */
  async ahead(statement: Statement): Promise<void> {
    const client = (await this.queryRunner().connect()) as PoolClient;
    gatherWrites(client);
    sendAhead(client, statement);
  }

  /** Sends a statement in one write with COMMIT, for what nobody reads before. It stays where a savepoint is undone. */
  atCommit(statement: Statement): void {
    if (this.ended || this.committing) throw new Error(ENDED);
    this.lastStatements.push(statement);
  }

  /** Runs what is left to the end, the closing statements and COMMIT in one round trip; ends the scope. A scope that touched no table commits nothing. */
  async commit(lastOfAll: readonly Statement[] = []): Promise<void> {
    if (this.ended) throw new Error(ENDED);
    const closing = [...this.lastStatements, ...lastOfAll];
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

  /** What was read is read, whatever becomes of the COMMIT: nobody waits for it. */
  private async endRead(client: PoolClient): Promise<void> {
    oweCommit(client);
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
    this.lastStatements.length = 0;
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
    runner.isTransactionActive = false;
    runner.transactionDepth = 0;
    const released = runner.releasePostgresConnection(error);
    if (this.entered) {
      this.entered = false;
      this.shares.leave(this.tenant.tenantId);
    }
    await released;
  }
}

/** Not awaited: it is on the wire ahead of the statement that follows, and a failure surfaces there. */
function sendAhead(client: PoolClient, statement: Statement): void {
  client.query(statement).catch(() => undefined);
}

/**
 * COMMITs of reads that have not been sent: one leaves in one write with the BEGIN of whoever gets the connection next, which under load
 * is at once, else by itself at the end of this turn of the event loop.
 */
const owedCommits = new WeakMap<PoolClient, NodeJS.Immediate>();

function oweCommit(client: PoolClient): void {
  owedCommits.set(
    client,
    setImmediate(() => sendOwedCommit(client)),
  );
}

function sendOwedCommit(client: PoolClient): void {
  const owed = owedCommits.get(client);
  if (!owed) return;
  clearImmediate(owed);
  owedCommits.delete(client);
  sendAhead(client, { text: 'COMMIT' });
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
