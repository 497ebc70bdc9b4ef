import { Problem } from '@maru/kernel';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { Config } from '../config/config';
import { platformProblems } from '../http/platform.problems';
import type { RequestWork } from '../http/work-context';
import { networkOf } from './network';

const WINDOW_MS = 60_000;
const REDIS_WAIT_MS = 1_000;
/** After Redis failed to answer, nobody waits for it for so long. */
const AWAY_MS = 1_000;
/** Windows and leases kept at a time; more come only from floods of addresses, for which what is oldest is forgotten. */
const KEYS_MAX = 50_000;

/** Takes `n` more of a window that begins with its first request, by the clock of Redis: replicas with other clocks agree. */
const TAKE = `
local count = redis.call('INCRBY', KEYS[1], ARGV[1])
if count == tonumber(ARGV[1]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return { count, redis.call('PTTL', KEYS[1]) }`;

interface LimiterRedis extends Redis {
  takeTokens(key: string, n: number, windowMs: number): Promise<[count: number, endsInMs: number]>;
}

/** What a replica has taken from the window and not yet given out. */
interface Lease {
  left: number;
  endsAt: number;
}

/** What this replica knows of a window. */
interface Window {
  count: number;
  readonly endsAt: number;
  /** It counted by itself for a while, which Redis knows nothing of. */
  alone: boolean;
}

interface Waiting {
  readonly resolve: () => void;
  readonly refuse: (endsInMs: number) => void;
}

/**
 * At most N requests a minute for each tenant, and for the strangers of each network, over all replicas, counted atomically in
 * Redis. Requests of the same turn of the event loop are counted in one message, and where the limit is in the thousands a
 * replica takes a thousandth of it at a time, which errs on the strict side. With Redis away each replica counts on by itself
 * from what it knew: never open.
 */
@Injectable()
export class RateLimiter implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(RateLimiter.name);
  private readonly redis: LimiterRedis | null;
  private readonly limit: number;
  private readonly portion: number;
  private readonly leases = new Map<string, Lease>();
  private readonly waiting = new Map<string, Waiting[]>();
  private readonly local = new Map<string, Window>();
  private awayUntil = 0;
  private lastWarningAt = Number.NEGATIVE_INFINITY;

  constructor(config: Config) {
    this.limit = config.rateLimitPerMinute;
    this.portion = Math.min(1000, Math.max(1, Math.floor(this.limit / 1000)));
    this.redis = config.redisUrl
      ? (new Redis(config.redisUrl, {
          lazyConnect: true,
          enableOfflineQueue: false,
          maxRetriesPerRequest: 0,
          commandTimeout: REDIS_WAIT_MS,
          retryStrategy: (times) => Math.min(times * 100, 2000),
          scripts: { takeTokens: { numberOfKeys: 1, lua: TAKE } },
        }) as LimiterRedis)
      : null;
    this.redis?.on('error', (error) => this.warn(error));
  }

  /** Connects ahead of the first request; a Redis that is away is tried again by itself. */
  onApplicationBootstrap(): void {
    this.redis?.connect().catch((error: Error) => this.warn(error));
  }

  /** @throws Problem 429 with Retry-After when the key has used up its minute */
  async take(key: string): Promise<void> {
    const lease = this.leases.get(key);
    if (lease && lease.left > 0 && lease.endsAt > performance.now()) {
      lease.left--;
      return;
    }
    const endsInMs = await this.wait(key);
    if (endsInMs !== null)
      throw new Problem(platformProblems.tooManyRequests, {
        headers: { 'retry-after': String(Math.max(1, Math.ceil(Math.round(endsInMs) / 1000))) },
      });
  }

  /**
   * Counts the request among those of strangers from its network, once however many reasons there are to.
   * @throws Problem 429 as `take`
   */
  async takeAsStranger(work: RequestWork): Promise<void> {
    if (work.countedAsStranger) return;
    work.countedAsStranger = true;
    await this.take(`address:${networkOf(work.address)}`);
  }

  /** @returns null when one was granted, else when the window ends */
  private wait(key: string): Promise<number | null> {
    const { redis } = this;
    return new Promise((done) => {
      const waiting: Waiting = { resolve: () => done(null), refuse: done };
      if (!redis || performance.now() < this.awayUntil) return this.countLocally(key, [waiting]);
      const queued = this.waiting.get(key);
      if (queued) return queued.push(waiting);
      const batch = [waiting];
      this.waiting.set(key, batch);
      setImmediate(() => {
        this.waiting.delete(key);
        void this.settle(redis, key, batch);
      });
    });
  }

  private async settle(redis: LimiterRedis, key: string, batch: readonly Waiting[]): Promise<void> {
    const wanted = Math.max(batch.length, this.portion);
    let taken: [number, number];
    try {
      taken = await redis.takeTokens(`maru:rate:${key}`, wanted, WINDOW_MS);
    } catch (error) {
      this.warn(error as Error);
      this.awayUntil = performance.now() + AWAY_MS;
      this.countLocally(key, batch);
      return;
    }
    const [, endsInMs] = taken;
    const count = this.agree(key, taken, wanted);
    const granted = Math.max(0, Math.min(wanted, this.limit - (count - wanted)));
    for (const [position, one] of batch.entries()) position < granted ? one.resolve() : one.refuse(endsInMs);
    const left = granted - batch.length;
    if (left <= 0) return;
    if (this.leases.size > KEYS_MAX) this.leases.clear();
    this.leases.set(key, { left, endsAt: performance.now() + endsInMs });
  }

  /** Redis' count, or this replica's own where it has let more in while it was alone. */
  private agree(key: string, [count, endsInMs]: [number, number], wanted: number): number {
    const known = this.local.get(key);
    const now = performance.now();
    if (!known?.alone || known.endsAt <= now) {
      this.remember(key, { count, endsAt: now + endsInMs, alone: false });
      return count;
    }
    known.count = Math.max(count, known.count + wanted);
    return known.count;
  }

  /** Windows are as long as each other, so that the first of the map is about the first to end. */
  private remember(key: string, window: Window): void {
    this.local.delete(key);
    for (const other of this.local.keys()) {
      if (this.local.size < KEYS_MAX) break;
      this.local.delete(other);
    }
    this.local.set(key, window);
  }

  private countLocally(key: string, batch: readonly Waiting[]): void {
    const now = performance.now();
    let window = this.local.get(key);
    if (!window || window.endsAt <= now) {
      window = { count: 0, endsAt: now + WINDOW_MS, alone: true };
      this.remember(key, window);
    }
    window.alone = true;
    for (const one of batch) ++window.count <= this.limit ? one.resolve() : one.refuse(window.endsAt - now);
  }

  private warn(error: Error): void {
    const now = performance.now();
    if (now - this.lastWarningAt < 30_000) return;
    this.lastWarningAt = now;
    this.logger.warn(`Redis does not answer, this process limits alone: ${error.message}`);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }
}
