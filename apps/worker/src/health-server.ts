import { createServer, type Server } from 'node:http';
import { Metrics, Readiness } from '@maru/platform';
import type { INestApplicationContext } from '@nestjs/common';

/** `/livez`, `/readyz` and `/metrics` of a process that serves nobody else. Bound to where the monitoring reaches it, not to the world. */
export function serveHealth(app: INestApplicationContext, host: string, port: number): Promise<Server> {
  const readiness = app.get(Readiness);
  const metrics = app.get(Metrics);
  const answers: Readonly<Record<string, () => Promise<{ status: number; type: string; body: string }>>> = {
    '/livez': async () => ({ status: 200, type: 'application/json', body: '{"status":"ok"}' }),
    '/readyz': async () => {
      const report = await readiness.report();
      return { status: report.status === 'ok' ? 200 : 503, type: 'application/json', body: JSON.stringify(report) };
    },
    '/metrics': async () => ({ status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() }),
  };
  const server = createServer((request, response) => {
    const answer = request.method === 'GET' ? answers[request.url ?? ''] : undefined;
    if (!answer) return response.writeHead(404).end();
    answer().then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(503).end(),
    );
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
