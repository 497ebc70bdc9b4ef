import { Injectable } from '@nestjs/common';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of one process. Labels are routes and codes, never tenants or people. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'maru_http_request_duration_seconds',
    help: 'Time from request to reply',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });
  readonly readings = new Counter({
    name: 'maru_rows_ingested_total',
    help: 'Rows taken in, by what became of them',
    labelNames: ['module', 'outcome'],
    registers: [this.registry],
  });
  readonly events = new Counter({
    name: 'maru_events_handled_total',
    help: 'Events handled, by consumer and outcome',
    labelNames: ['consumer', 'outcome'],
    registers: [this.registry],
  });
  readonly sends = new Counter({
    name: 'maru_sends_total',
    help: 'Requests to services outside, by module and what became of them',
    labelNames: ['module', 'outcome'],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  observeRequest(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** A value that is asked for when the metrics are read. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read());
      },
    });
  }
}
