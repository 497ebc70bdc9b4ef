import { Injectable, Logger } from '@nestjs/common';
import { createPostgresBackend, type Job, Queue, type QueueOptions, setDefaultBackendFactory, Worker } from 'bullmq';
import { Config, roleConnection } from '../config/config';
import { withinMs } from '../health/deadline';

const QUEUE = 'events';
const CONCURRENCY = 8;
/** A queue that is away keeps what it is told until it is back: nobody waits longer for it than this. */
const ANSWER_MS = 5_000;
const CLOSE_MS = 4_000;
const RETRY_MS_MAX = 2_000;

/** What travels through the queue: ids and no data of the tenant. */
export interface EventJob {
  readonly tenantId: number;
  readonly eventId: string;
  readonly consumer: string;
  readonly attempt: number;
}

type Connection = QueueOptions['connection'];

/** BullMQ, on Redis where there is one and on its own PostgreSQL backend where there is none. */
@Injectable()
export class EventQueue {
  private readonly logger = new Logger(EventQueue.name);
  private queue: Queue | null = null;
  private worker: Worker | null = null;
  private closing = false;
  private readonly running = new Set<Promise<void>>();

  constructor(private readonly config: Config) {}

  private connection(): Connection {
    const { redisUrl } = this.config;
    // Connected again soon after it was away; not any more once this process stops.
    const retryStrategy = (times: number) => (this.closing ? null : Math.min(times * 100, RETRY_MS_MAX));
    if (redisUrl) return { url: redisUrl, maxRetriesPerRequest: null, retryStrategy };
    setDefaultBackendFactory(createPostgresBackend);
    return { ...roleConnection(this.config, 'maru_relay'), schema: 'bullmq', max: 3 } as unknown as Connection;
  }

  start(handle: (job: EventJob) => Promise<void>): void {
    this.queue = new Queue(QUEUE, { connection: this.connection() });
    this.worker = new Worker(QUEUE, (job: Job<EventJob>) => this.track(handle(job.data)), {
      connection: this.connection(),
      concurrency: CONCURRENCY,
    });
    // Both reconnect by themselves; without a listener an error would end the process.
    const warn = (error: Error) => this.logger.warn(`queue: ${error.message}`);
    this.queue.on('error', warn);
    this.worker.on('error', warn);
    this.worker.on('failed', (job, error) =>
      this.logger.error({ msg: 'event handler failed', consumer: job?.data.consumer, eventId: job?.data.eventId, cause: error.stack }),
    );
  }

  private track(work: Promise<void>): Promise<void> {
    const done = work.finally(() => this.running.delete(done));
    this.running.add(done);
    return done;
  }

  /** @throws Error when the queue does not answer; the relay brings the events again */
  async add(jobs: readonly EventJob[]): Promise<void> {
    if (jobs.length === 0 || !this.queue) return;
    const added = this.queue.addBulk(
      jobs.map((data) => ({
        name: data.consumer,
        data,
        // One try here: the relay enqueues again what has not been handled, with a growing pause.
        opts: { jobId: `${data.tenantId}-${data.eventId}-${data.consumer}-${data.attempt}`, removeOnComplete: true, removeOnFail: true },
      })),
    );
    await withinMs(added, ANSWER_MS, 'the queue does not answer');
  }

  /** Takes no more jobs and waits for those that run, but not for a queue that is away. */
  async drain(): Promise<void> {
    this.closing = true;
    const closed = this.close();
    try {
      do await Promise.race([closed, Promise.allSettled(this.running)]);
      while (this.running.size > 0);
      await withinMs(closed, CLOSE_MS, 'the queue does not answer');
    } catch (error) {
      this.logger.warn(`queue: left without a farewell: ${(error as Error).message}`);
      for (const side of [this.worker, this.queue]) side?.disconnect().catch(() => undefined);
    }
  }

  private async close(): Promise<void> {
    await this.worker?.close();
    await this.queue?.close();
  }
}
