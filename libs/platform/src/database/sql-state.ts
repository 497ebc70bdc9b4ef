/** Reading PostgreSQL errors by SQLSTATE: constraint names are not reliable on a sharded database. */
interface DriverError {
  readonly code?: unknown;
  readonly driverError?: { readonly code?: unknown };
}

/** The SQLSTATE, or node's code for a lost connection, of an error from the driver or from TypeORM; null for any other error. */
export function sqlState(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  const { code, driverError } = error as DriverError;
  const found = driverError?.code ?? code;
  return typeof found === 'string' ? found : null;
}

export const UNIQUE_VIOLATION = '23505';
export const FOREIGN_KEY_VIOLATION = '23503';

/** Serialization failure and deadlock: the same work, begun again, may succeed. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40001' || state === '40P01';
}

/** The server is away, full, stopping, or too slow: the request was not at fault. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state === null)
    return error instanceof Error && /connection terminated|timeout exceeded when trying to connect|not queryable/i.test(error.message);
  return /^(08|53|57)/.test(state) || ['55P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(state);
}

/** Data that PostgreSQL's types or a column's rules cannot hold (NUL in text, number or date out of range, null): the client's, not ours. */
export function isDataFault(error: unknown): boolean {
  return /^22|^23502$|^23514$/.test(sqlState(error) ?? '');
}
