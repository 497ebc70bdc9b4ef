import { readConfig, roleConnection, rolePassword } from './config';

const valid = { DATABASE_URL: 'postgres://admin:pw@db.internal:6543/maru_live', MARU_SECRET: 's'.repeat(32) };

describe('readConfig', () => {
  it.each([
    ['DATABASE_URL', { DATABASE_URL: '' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://h/%zz' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://h/maru?sslmode=no-verify' }],
    ['MARU_SECRET', { MARU_SECRET: 'short' }],
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '80.5' }],
    ['PORT', { PORT: '0x10' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/8, proxy' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.0.0.0/33' }],
    ['WORKER_PORT', { WORKER_PORT: 'x' }],
    ['REDIS_URL', { REDIS_URL: 'localhost:6379' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'maru' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['DATABASE_POOL_SIZE', { DATABASE_POOL_SIZE: '0' }],
    ['SHUTDOWN_DELAY_MS', { SHUTDOWN_DELAY_MS: '-1' }],
    ['SHUTDOWN_DELAY_MS', { SHUTDOWN_DELAY_MS: ' ' }],
    ['MARU_RATE_LIMIT_PER_MINUTE', { MARU_RATE_LIMIT_PER_MINUTE: 'many' }],
  ])('names %s when it is wrong', (name, override) => {
    expect(() => readConfig({ ...valid, ...override })).toThrow(name);
  });

  it('never repeats a URL that may hold a password', () => {
    expect(() => readConfig({ ...valid, DATABASE_URL: 'mysql://root:hunter2@x/y' })).toThrow(
      expect.not.stringContaining('hunter2') as never,
    );
  });

  it('connects as the narrow role, not as the account in DATABASE_URL', () => {
    const connection = roleConnection(readConfig(valid), 'maru_app');
    expect(connection).toMatchObject({ host: 'db.internal', port: 6543, database: 'maru_live', user: 'maru_app' });
    expect(connection.password).toBe(rolePassword(valid.MARU_SECRET, 'maru_app'));
    expect(rolePassword(valid.MARU_SECRET, 'maru_app')).not.toBe(rolePassword(valid.MARU_SECRET, 'maru_relay'));
  });
});
