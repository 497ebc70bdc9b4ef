import { currentPerson, LiveHub, Notifications, SignedIn, Usage } from '@maru/platform';
import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { SESSION_TOPIC } from '../sign-in/session.service';

/** Proxies close a connection on which nothing comes for a minute. */
const BEAT_MS = 20_000;
/** What a screen that cannot keep up may have waiting; beyond it is closed and reads everything again. */
const WAITING_BYTES_MAX = 256 * 1024;

@Controller('live')
export class LiveController {
  constructor(
    private readonly hub: LiveHub,
    notifications: Notifications,
  ) {
    notifications.on(SESSION_TOPIC, (sessionId) => this.hub.endSession(sessionId));
  }

  /**
   * Server-sent events: what has changed of the organisation's, each as `{topic, key}` (`task`, a task's id; `reading` and `activity`, a point's;
   * `attention`, what may need somebody now; `*` when everything may have). Ids and no data: the screen asks again for what it shows. Ends with the session.
   */
  @Get()
  @SignedIn()
  @Usage(null)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'A stream of server-sent events.', schema: { type: 'string' } })
  open(@Res() reply: FastifyReply): void {
    const { tenant, sessionId } = currentPerson();
    const stream = reply.raw;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) stream.setHeader(name, value);
    reply.hijack();
    stream.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    const write = (text: string) => {
      if (stream.writableLength > WAITING_BYTES_MAX) stream.destroy();
      else stream.write(text);
    };
    write('retry: 2000\n\n');
    const close = this.hub.open({
      tenantId: tenant.tenantId,
      sessionId,
      change: (topic, key) => write(`data: ${JSON.stringify({ topic, key })}\n\n`),
      end: () => stream.end(),
    });
    const beat = setInterval(() => write(': still here\n\n'), BEAT_MS);
    stream.once('close', () => {
      clearInterval(beat);
      close();
    });
  }
}
