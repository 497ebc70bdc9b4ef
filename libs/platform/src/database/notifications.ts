import type { Socket } from 'node:net';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Client } from 'pg';
import { Config, QUERY_TIMEOUT_MS, roleConnection } from '../config/config';
import { withinMs } from '../health/deadline';

const CHANNEL = 'maru';
const RETRY_MS_MAX = 5_000;
const CONNECT_MS = 10_000;
/** How often the connection is asked whether it is still there, and how long it may take to say so. */
const BEAT_MS = 2_000;

export interface Notification {
  readonly topic: string;
  readonly key: string;
}

/** The statement that tells every replica, when the transaction commits, that something is no longer as it was. */
export function notifyStatement({ topic, key }: Notification): { text: string; values: unknown[] } {
  return { text: 'select pg_notify($1, $2)', values: [CHANNEL, JSON.stringify({ topic, key })] };
}

/**
 * Hears what other replicas changed. While the connection is away `connected` is false, and whoever keeps something in
 * memory must ask the database instead: what was missed is not sent again.
 */
@Injectable()
export class Notifications implements OnApplicationBootstrap {
  private readonly logger = new Logger(Notifications.name);
  private readonly listeners: ((notification: Notification) => void)[] = [];
  private readonly resets: (() => void)[] = [];
  private client: Client | null = null;
  private retry: NodeJS.Timeout | null = null;
  private beat: NodeJS.Timeout | null = null;
  private stopped = false;
  connected = false;

  constructor(private readonly config: Config) {}

  on(topic: string, listener: (key: string) => void): void {
    this.listeners.push((notification) => {
      if (notification.topic === topic) listener(notification.key);
    });
  }

  /** Called when notifications may have been missed. */
  onReset(reset: () => void): void {
    this.resets.push(reset);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.connect(100);
    this.beat = setInterval(() => void this.check(), BEAT_MS);
  }

  /** A connection that nothing comes through any more looks like one on which nothing happens, until it is asked. */
  private async check(): Promise<void> {
    const { client } = this;
    if (!client) return;
    try {
      await withinMs(client.query('select 1'), BEAT_MS, 'no answer');
    } catch {
      this.lost(client, 100);
      (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
    }
  }

  /** Tells this process itself, at once: who changed something must not find it as it was, however fast it asks. */
  here(notification: Notification): void {
    for (const listener of this.listeners) listener(notification);
  }

  /** Sends a hint outside any transaction. Lost when the connection is away: whoever hears hints also looks by itself. */
  send(notification: Notification): void {
    this.client?.query(notifyStatement(notification)).catch(() => undefined);
  }

  private async connect(retryMs: number): Promise<void> {
    if (this.stopped) return;
    const client = new Client({
      ...roleConnection(this.config, 'maru_app'),
      keepAlive: true,
      application_name: 'maru_notifications',
      // News is sent without waiting for what is under way.
      pipeline: true,
      connectionTimeoutMillis: CONNECT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
    });
    client.on('error', () => undefined);
    client.on('end', () => this.lost(client, retryMs));
    client.on('notification', ({ payload }) => this.dispatch(payload));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      this.client = client;
      this.connected = true;
      for (const reset of this.resets) reset();
    } catch (error) {
      this.logger.warn(`cannot listen for changes of other replicas: ${(error as Error).message}`);
      this.lost(client, retryMs);
      await client.end().catch(() => undefined);
    }
  }

  private lost(client: Client, retryMs: number): void {
    if (this.client === client) {
      this.connected = false;
      this.client = null;
      for (const reset of this.resets) reset();
    } else if (this.client || this.retry) return;
    if (this.stopped || this.retry) return;
    this.retry = setTimeout(() => {
      this.retry = null;
      void this.connect(Math.min(retryMs * 2, RETRY_MS_MAX));
    }, retryMs);
  }

  private dispatch(payload: string | undefined): void {
    this.here(JSON.parse(payload ?? '{}') as Notification);
  }

  async close(): Promise<void> {
    this.stopped = true;
    if (this.retry) clearTimeout(this.retry);
    if (this.beat) clearInterval(this.beat);
    await this.client?.end();
  }
}
