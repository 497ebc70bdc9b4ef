import { timingSafeEqual } from 'node:crypto';
import { Problem } from '@maru/kernel';
import { Controller, Get, Header, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../access/access.decorators';
import { Config } from '../config/config';
import { platformProblems } from '../http/platform.problems';
import { Metrics } from './metrics';
import { Readiness } from './readiness';

@ApiExcludeController()
@Controller()
@Public()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
    private readonly config: Config,
  ) {}

  /** Answers as long as the process can answer; it asks nothing else, so that a slow database does not get it killed. */
  @Get('livez')
  live() {
    return { status: 'ok' };
  }

  @Get('readyz')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const report = await this.readiness.report();
    reply.code(report.status === 'ok' ? 200 : 503);
    return report;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async scrape(@Req() request: FastifyRequest): Promise<string> {
    if (!this.mayScrape(request)) throw new Problem(platformProblems.notFound);
    return this.metrics.registry.metrics();
  }

  private mayScrape(request: FastifyRequest): boolean {
    const { metricsToken } = this.config;
    if (!metricsToken)
      return (
        ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '') &&
        request.headers['x-forwarded-for'] === undefined
      );
    const given = Buffer.from(request.headers.authorization?.replace(/^Bearer /i, '') ?? '');
    const wanted = Buffer.from(metricsToken);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}
