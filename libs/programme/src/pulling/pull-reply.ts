import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PULL_HEADERS } from './pulls.dto';

export const NDJSON = 'application/x-ndjson';

/** Lines as they leave, with what is said of them. */
export interface Pulled {
  readonly lines: number;
  readonly bytes: Buffer;
  readonly sha256: Buffer;
  /** Null where the lines depend on no time. */
  readonly asOf: string | null;
  /** Of a stream that is read page by page. */
  readonly page?: { readonly cursor: string | null; readonly isFull: boolean };
}

export function pulledOf(lines: readonly string[], asOf: string | null, page?: Pulled['page']): Pulled {
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  return { lines: lines.length, bytes, sha256: createHash('sha256').update(bytes).digest(), asOf, page };
}

const compressed = promisify(gzip);

/** The body; what is said of it goes into the headers, so that the lines of one answer after another are the stream itself. */
export async function answerWith(
  request: FastifyRequest,
  reply: FastifyReply,
  { lines, bytes, sha256, asOf, page }: Pulled,
): Promise<Buffer> {
  reply.header('content-type', NDJSON).header('vary', 'accept-encoding');
  reply.header(PULL_HEADERS.lines, lines).header(PULL_HEADERS.sha256, sha256.toString('hex'));
  if (asOf) reply.header(PULL_HEADERS.asOf, asOf);
  if (page) reply.header(PULL_HEADERS.page, page.isFull ? 'full' : 'open');
  if (page?.cursor) reply.header(PULL_HEADERS.cursor, page.cursor);
  if (!takesGzip(request.headers['accept-encoding'])) return bytes;
  reply.header('content-encoding', 'gzip');
  return compressed(bytes);
}

/** `gzip` or `*`, unless its weight is nothing (RFC 9110, 12.5.3). */
export function takesGzip(header: string | string[] | undefined): boolean {
  const codings = String(header ?? '')
    .split(',')
    .map((coding) =>
      coding
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/),
    );
  const [, weight = '1'] = codings.find(([name]) => name === 'gzip') ?? codings.find(([name]) => name === '*') ?? ['', '0'];
  return Number(weight) > 0;
}
