/** Databases of the one test Redis, so that files that run at the same time do not meet. */
const NUMBERS = { outbox: 1, rateLimit: 2, subscriptions: 3, shutdown: 4, load: 5, strangers: 6 } as const;

/**
 * The address of a Redis database that only the tests named by `use` touch.
 * @throws Error where there is no Redis: what needs it is not left out in silence
 */
export function testRedisUrl(use: keyof typeof NUMBERS): string {
  const server = process.env.MARU_TEST_REDIS_URL;
  if (!server)
    throw new Error(
      'this test needs Redis 6 or newer: install redis-server (Debian: apt-get install redis-server; macOS: brew install redis) and run npm test again',
    );
  return `${server}/${NUMBERS[use]}`;
}
