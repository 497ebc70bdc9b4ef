import { isIP } from 'node:net';
import { type Language, newId } from '@maru/kernel';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator, type Credential } from '../access/authenticator';
import { RateLimiter } from '../access/rate-limiter';
import { Lifecycle } from '../health/lifecycle';
import { Metrics } from '../health/metrics';
import { runInContext } from '../tenancy/context';
import { Tenancy } from '../tenancy/tenancy';
import { UsageLog } from '../usage/usage-log';
import { type RequestWork, setWork, workOf } from './work-context';

export const SESSION_COOKIE = 'maru_session';

/** The one place where a request gets its id, its principal and its tenant scope, and where it is logged and let go. */
@Injectable()
export class RequestHooks implements OnApplicationBootstrap {
  private readonly logger = new Logger('Request');

  constructor(
    private readonly authenticator: Authenticator,
    private readonly limiter: RateLimiter,
    private readonly tenancy: Tenancy,
    private readonly usage: UsageLog,
    private readonly metrics: Metrics,
    private readonly lifecycle: Lifecycle,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.usage.start();
  }

  register(server: FastifyInstance): void {
    server.addHook('onRequest', (request, reply) => this.begin(request, reply));
    // The async context does not survive the reading of a body, so it is entered after it. Guards and handlers run inside.
    server.addHook('preHandler', (request, _reply, done) => {
      runInContext(workOf(request), done);
    });
    // A process that stops keeps no connection beyond the reply: a client that keeps its connections would hold it for a minute.
    server.addHook('preClose', async () => this.lifecycle.stop());
    server.addHook('onSend', (_request, reply, payload, done) => {
      if (this.lifecycle.isStopping) reply.header('connection', 'close');
      done(null, payload);
    });
    server.addHook('onResponse', (request, reply) => this.end(request, reply));
  }

  private async begin(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const work: RequestWork = {
      requestId: newId(),
      language: languageOf(request.headers['accept-language']),
      address: addressOf(request.ip),
      principal: null,
      scope: null,
      usage: null,
      // Asked once: the framework makes the route's options anew at every look.
      route: request.routeOptions.url ?? null,
      startedAt: performance.now(),
      bodyBytes: 0,
      countedAsStranger: false,
    };
    setWork(request, work);
    // The framework tells of replies that were sent; who went away before that is let go and logged here.
    reply.raw.once('close', () => {
      if (!reply.raw.writableFinished) this.end(request, reply).catch((error: Error) => this.logger.error(error));
    });
    reply.header('request-id', work.requestId);
    reply.header('x-content-type-options', 'nosniff');
    // Health, metrics and pages are for whoever asks, and must not need the database.
    if (!request.url.startsWith('/api/')) return;
    // What the API answers is somebody's data: no cache keeps it.
    reply.header('cache-control', 'no-store');
    const credential = credentialOf(request);
    if (!credential) return;
    // Whoever is not known costs a look into the database, which a stranger gets so many times a minute.
    work.principal =
      this.authenticator.recall(credential) ?? (await this.authenticator.authenticate(credential, () => this.limiter.takeAsStranger(work)));
    if (work.principal)
      work.scope = this.tenancy.scopeFor(work.principal.tenant, { readOnly: request.method === 'GET' || request.method === 'HEAD' });
    // Who went away meanwhile has been let go already; nobody would end the scope.
    if (reply.raw.destroyed) await work.scope?.end();
  }

  private async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const work = workOf(request);
    if (!work) return;
    await work.scope?.end();
    const replyBytes = Number(reply.getHeader('content-length') ?? 0);
    // An answer that did not arrive was not read.
    const { writableFinished } = reply.raw;
    if (reply.statusCode < 300 && writableFinished) this.usage.gather(work, replyBytes);
    const durationMs = Math.round((performance.now() - work.startedAt) * 10) / 10;
    const route = work.route ?? 'none';
    this.metrics.observeRequest(request.method, route, reply.statusCode, durationMs / 1000);
    // The route's template, not the address: a query may hold what does not belong in a log.
    this.logger.log({
      msg: 'request',
      requestId: work.requestId,
      tenantId: work.principal?.tenant.tenantId,
      method: request.method,
      route,
      status: reply.statusCode,
      ...(writableFinished ? {} : { aborted: true }),
      durationMs,
    });
  }
}

/** IPv4 with dots also where it came mapped into IPv6; null for what is no address at all, whatever a proxy wrote. */
function addressOf(ip: string | undefined): string | null {
  const plain = ip?.replace(/^::ffff:(?=\d+\.)/i, '').toLowerCase() ?? '';
  return isIP(plain) ? plain : null;
}

function credentialOf(request: FastifyRequest): Credential | null {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer ([\w.~+/=-]{1,512})$/i.exec(authorization)?.[1];
    return token ? { token, viaCookie: false } : null;
  }
  const token = cookie
    ?.split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${SESSION_COOKIE}=`))
    ?.slice(SESSION_COOKIE.length + 1);
  return token && token.length <= 512 ? { token, viaCookie: true } : null;
}

/** Korean unless the client prefers English. */
export function languageOf(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag, ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { language: tag.split('-')[0], quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ language, quality }) => (language === 'ko' || language === 'en') && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  return (wanted[0]?.language as Language | undefined) ?? 'ko';
}
