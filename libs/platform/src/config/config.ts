import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { resolve } from 'node:path';

/** The database roles of the running service, each granted only the tables that its work needs. */
export const SERVICE_ROLES = ['maru_app', 'maru_identity', 'maru_usage', 'maru_partitions', 'maru_relay'] as const;
export type ServiceRole = (typeof SERVICE_ROLES)[number];
/** Owns everything and cannot sign in: the migrate program acts as it, with an account that no other process needs to know. */
export const MIGRATOR_ROLE = 'maru_migrator';

/** A statement is ended by the server after 30 s; a server that is not there any more cannot, so the client gives up a little later. */
export const QUERY_TIMEOUT_MS = 40_000;

/** Settings of one process, read from the environment once at boot. A class, so that it can be injected. */
export abstract class Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: URL;
  readonly secret: string;
  readonly redisUrl: string | null;
  readonly databasePoolSize: number;
  readonly publicUrl: URL | null;
  readonly trustProxy: readonly string[];
  readonly logLevel: string;
  readonly metricsToken: string | null;
  /** Where the worker answers for its health; it listens nowhere otherwise. */
  readonly workerPort: number | null;
  readonly shutdownDelayMs: number;
  readonly rateLimitPerMinute: number;
  /** Folder of sent and made files, the same for every api and worker. */
  readonly filesFolder: string;
  /** Where logs of real organisations go: the programme's log centre. Nothing is sent while it is not set. */
  readonly logCentreUrl: URL | null;
  readonly logCentreEncoding: LogEncoding;
  /** Where logs of simulated organisations go, and nothing else; a simulator on this machine. */
  readonly logCentreSimulatorUrl: URL | null;
}

/** How a request to the log centre is written: its endpoints take one each. */
export const LOG_ENCODINGS = ['json', 'form', 'logDataJson', 'logDataXml'] as const;
export type LogEncoding = (typeof LOG_ENCODINGS)[number];

export class ConfigError extends Error {}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, min: number, max: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isInteger(value) || value < min || value > max)
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}; it is "${text}"`);
  return value;
}

function url(env: NodeJS.ProcessEnv, name: string, protocols: readonly string[]): URL | null {
  const text = env[name];
  if (text === undefined || text === '') return null;
  const parsed = URL.canParse(text) ? new URL(text) : null;
  // The value itself is not printed: it may hold a password.
  if (!parsed || !protocols.includes(parsed.protocol))
    throw new ConfigError(`${name} must be a URL that begins with ${protocols.map((p) => p + '//').join(' or ')}`);
  return parsed;
}

const isLoopback = ({ hostname }: URL) => /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname);

/** An address that keys are sent to: never in clear over a network, and without anything that would be written to logs on the way. */
function logCentreUrl(env: NodeJS.ProcessEnv, name: string, loopbackOnly: boolean): URL | null {
  const parsed = url(env, name, ['https:', 'http:']);
  if (parsed === null) return null;
  if (loopbackOnly && !isLoopback(parsed))
    throw new ConfigError(`${name} must be an address of this machine, such as http://127.0.0.1:3999`);
  if (parsed.protocol !== 'https:' && !isLoopback(parsed)) throw new ConfigError(`${name} must begin with https://`);
  if (parsed.username || parsed.password || parsed.search || parsed.hash)
    throw new ConfigError(`${name} must be an address without a name, a password or a query`);
  return parsed;
}

function logEncoding(env: NodeJS.ProcessEnv, name: string): LogEncoding {
  const text = env[name] || 'json';
  const encoding = LOG_ENCODINGS.find((known) => known === text);
  if (!encoding) throw new ConfigError(`${name} must be one of ${LOG_ENCODINGS.join(', ')}; it is "${text}"`);
  return encoding;
}

/** Addresses or ranges (10.0.0.0/8), or the names of ranges that the HTTP server knows. */
function addresses(env: NodeJS.ProcessEnv, name: string): string[] {
  const parts = (env[name] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  for (const part of parts) {
    const [address, bits, ...more] = part.split('/');
    const isRange = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128));
    const known = ['loopback', 'linklocal', 'uniquelocal'].includes(part) || (isIP(address) > 0 && isRange && more.length === 0);
    if (!known) throw new ConfigError(`${name} must be a comma list of addresses or ranges; "${part}" is none`);
  }
  return parts;
}

/** With any of them the server's certificate is checked. */
const SSL_MODES = ['require', 'verify-ca', 'verify-full'];

/**
 * Reads and checks the environment.
 * @throws ConfigError naming the variable and what it may be
 */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const databaseUrl = url(env, 'DATABASE_URL', ['postgres:', 'postgresql:']);
  if (!databaseUrl) throw new ConfigError('DATABASE_URL is missing: postgres://host:port/database');
  if (!isDecodable(databaseUrl.pathname) || !isDecodable(databaseUrl.hostname))
    throw new ConfigError('DATABASE_URL must name its host and its database in percent-encoded UTF-8');
  const sslMode = databaseUrl.searchParams.get('sslmode');
  // Migration and services read it alike: they would not agree about any other one.
  if (sslMode !== null && sslMode !== 'disable' && !SSL_MODES.includes(sslMode))
    throw new ConfigError(`DATABASE_URL: sslmode must be disable or one of ${SSL_MODES.join(', ')}; it is "${sslMode}"`);
  const secret = env.MARU_SECRET ?? '';
  if (secret.length < 32)
    throw new ConfigError('MARU_SECRET is missing or shorter than 32 characters: the passwords of the database roles come from it');
  const logLevel = env.LOG_LEVEL || 'info';
  if (!LOG_LEVELS.includes(logLevel)) throw new ConfigError(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}; it is "${logLevel}"`);
  return {
    port: integer(env, 'PORT', 3000, 0, 65_535),
    host: env.HOST || '127.0.0.1',
    databaseUrl,
    secret,
    redisUrl: url(env, 'REDIS_URL', ['redis:', 'rediss:'])?.href ?? null,
    databasePoolSize: integer(env, 'DATABASE_POOL_SIZE', 10, 1, 500),
    publicUrl: url(env, 'PUBLIC_URL', ['http:', 'https:']),
    trustProxy: addresses(env, 'TRUST_PROXY'),
    logLevel,
    metricsToken: env.METRICS_TOKEN || null,
    workerPort: env.WORKER_PORT ? integer(env, 'WORKER_PORT', 0, 1, 65_535) : null,
    shutdownDelayMs: integer(env, 'SHUTDOWN_DELAY_MS', 0, 0, 120_000),
    rateLimitPerMinute: integer(env, 'MARU_RATE_LIMIT_PER_MINUTE', 12_000, 1, 100_000_000),
    filesFolder: resolve(env.MARU_FILES || '.maru/files'),
    logCentreUrl: logCentreUrl(env, 'MARU_LOG_CENTRE_URL', false),
    logCentreEncoding: logEncoding(env, 'MARU_LOG_CENTRE_ENCODING'),
    logCentreSimulatorUrl: logCentreUrl(env, 'MARU_LOG_CENTRE_SIMULATOR_URL', true),
  };
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Password of a database role: derived, so that one secret is kept and none is stored. */
export function rolePassword(secret: string, role: ServiceRole): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}

export function databaseName({ databaseUrl }: Pick<Config, 'databaseUrl'>): string {
  return decodeURIComponent(databaseUrl.pathname.slice(1)) || 'maru';
}

/** Connection settings of one role on the configured server; user and password of DATABASE_URL are not used. */
export function roleConnection(config: Pick<Config, 'databaseUrl' | 'secret'>, role: ServiceRole) {
  const { databaseUrl } = config;
  return {
    host: decodeURIComponent(databaseUrl.hostname) || '127.0.0.1',
    port: Number(databaseUrl.port || 5432),
    database: databaseName(config),
    user: role,
    password: rolePassword(config.secret, role),
    ssl: SSL_MODES.includes(databaseUrl.searchParams.get('sslmode') ?? '') ? true : undefined,
    application_name: role,
  };
}
