import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import serveStatic from '@fastify/static';
import { type DynamicModule, Logger, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config';
import { Catalogue } from '../module/catalogue';
import { registerBodyParser } from './body-parser';
import { openApiDocument } from './openapi';
import { answerProblem } from './problem.filter';
import { problemPage } from './problem-page';
import { RequestHooks } from './request-hooks';
import { refuseInput } from './validation';

/** The HTTP application, not yet listening and not yet connected to anything. */
export async function createApi(
  module: DynamicModule,
  config: Config,
  logger: LoggerService,
  webRoot: string | null,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    bodyLimit: 4 * 1024 * 1024,
    routerOptions: { maxParamLength: 200 },
    // Idle keep-alive connections must not hold a stopping process.
    forceCloseConnections: 'idle',
    // Who begins a request finishes it soon; one that never does would hold a stopping process for ever.
    requestTimeout: 30_000,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(error, request, reply, new Logger('Http')),
    clientErrorHandler,
  } as ConstructorParameters<typeof FastifyAdapter>[0]);
  const app = await NestFactory.create<NestFastifyApplication>({ module: class AppModule {}, imports: [module] } as never, adapter, {
    logger,
    bodyParser: false,
    abortOnError: false,
  });
  app.setGlobalPrefix('api', { exclude: ['livez', 'readyz', 'metrics'] });
  const server = adapter.getInstance() as unknown as FastifyInstance;
  registerBodyParser(server);
  app.get(RequestHooks).register(server);
  closeUnusedConnections(server);
  // Pages carry the full set of headers; an API reply is JSON that no browser renders, and says so (RequestHooks).
  await server.register(async (pages) => {
    pages.setErrorHandler((error, request, reply) => answerProblem(error, request, reply, new Logger('Http')));
    await registerHelmet(pages, config);
    registerDescriptions(app, pages);
    if (webRoot && existsSync(webRoot)) registerWeb(pages, webRoot);
  });
  return app;
}

/** How long a stopping process waits for the first byte of a connection. */
const FIRST_BYTE_MS = 500;

/**
 * Browsers open connections ahead of use. One on which nothing was ever sent is not idle to the HTTP server: it would hold a stopping
 * process until the time for a request is over.
 */
function closeUnusedConnections(server: FastifyInstance): void {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.addHook('preClose', async () => {
    setTimeout(() => {
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    }, FIRST_BYTE_MS).unref();
  });
}

/** A request that is no HTTP gets a bare answer: there is nothing yet to describe it by. */
function clientErrorHandler(_error: Error, socket: Socket): void {
  if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  else socket.destroy();
}

async function registerHelmet(server: FastifyInstance, config: Config): Promise<void> {
  const secure = config.publicUrl?.protocol === 'https:';
  await server.register(helmet as never, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // The component library writes its styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        // A spreadsheet that a page makes is compressed aside, by a worker that its script writes.
        workerSrc: ["'self'", 'blob:'],
        frameAncestors: ["'none'"],
        upgradeInsecureRequests: secure ? [] : null,
      },
    },
    strictTransportSecurity: secure,
  });
}

function registerDescriptions(app: NestFastifyApplication, server: FastifyInstance): void {
  const catalogue = app.get(Catalogue);
  let document: OpenAPIObject | null = null;
  server.get('/api/openapi.json', async (request) => {
    refuseInput(request.query, 'query');
    document ??= openApiDocument(app, catalogue);
    return document;
  });
  server.get('/problems/:owner/:name', async (request, reply) => {
    const { owner, name } = request.params as { owner: string; name: string };
    const page = problemPage(catalogue, `${owner}/${name}`);
    if (!page) return reply.callNotFound();
    return reply.type('text/html; charset=utf-8').send(page);
  });
}

/** The web's files; every other page address gets the shell, which knows the pages. */
function registerWeb(server: FastifyInstance, webRoot: string): void {
  server.register(serveStatic as never, {
    root: webRoot,
    wildcard: false,
    index: false,
    cacheControl: false,
    // The build has written the gzip of each text beside it.
    preCompressed: true,
    // Files under assets/ carry their content's hash in the name.
    setHeaders: (reply: FastifyReply, path: string) =>
      reply.header('cache-control', path.startsWith(join(webRoot, 'assets')) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  server.get('/*', (request, reply) => {
    if (request.url.startsWith('/api/') || /\.[a-z0-9]{2,5}$/i.test(request.url.split('?', 1)[0])) return reply.callNotFound();
    return (reply as unknown as { sendFile(name: string): unknown }).sendFile('index.html');
  });
}
