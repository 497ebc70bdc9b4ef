import { Injectable, Logger } from '@nestjs/common';
import { createPostgresBackend, type Job, Queue, type QueueOptions, setDefaultBackendFactory, Worker } from 'bullmq';
import { Config, roleConnection } from '../config/config';

const QUEUE = 'events';
const CONCURRENCY = 8;

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

  constructor(private readonly config: Config) {}

  private connection(): Connection {
    const { redisUrl } = this.config;
    if (redisUrl) return { url: redisUrl, maxRetriesPerRequest: null };
    setDefaultBackendFactory(createPostgresBackend);
    return { ...roleConnection(this.config, 'maru_relay'), schema: 'bullmq', max: 3 } as unknown as Connection;
  }

  start(handle: (job: EventJob) => Promise<void>): void {
    this.queue = new Queue(QUEUE, { connection: this.connection() });
    this.worker = new Worker(QUEUE, (job: Job<EventJob>) => handle(job.data), { connection: this.connection(), concurrency: CONCURRENCY });
    // Both reconnect by themselves; without a listener an error would end the process.
    const warn = (error: Error) => this.logger.warn(`queue: ${error.message}`);
    this.queue.on('error', warn);
    this.worker.on('error', warn);
    this.worker.on('failed', (job, error) =>
      this.logger.error({ msg: 'event handler failed', consumer: job?.data.consumer, eventId: job?.data.eventId, cause: error.stack }),
    );
  }

  async add(jobs: readonly EventJob[]): Promise<void> {
    if (jobs.length === 0 || !this.queue) return;
    await this.queue.addBulk(
      jobs.map((data) => ({
        name: data.consumer,
        data,
        // One try here: the relay enqueues again what has not been handled, with a growing pause.
        opts: { jobId: `${data.tenantId}-${data.eventId}-${data.consumer}-${data.attempt}`, removeOnComplete: true, removeOnFail: true },
      })),
    );
  }

  /** Takes no more jobs and waits for those that run. */
  async drain(): Promise<void> {
    await this.worker?.close();
    await this.queue?.close();
  }
}
