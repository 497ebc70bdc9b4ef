import { createHmac } from 'node:crypto';
import { canonicalJson, Problem } from '@maru/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { QueryResultRow } from 'pg';
import type { Statement } from '../tenancy/scope';
import { platformProblems } from './platform.problems';
import type { RequestWork } from './work-context';

/** Runs a statement in the transaction of the request. */
export type Runner = (statement: Statement) => Promise<QueryResultRow[]>;

export interface IdempotentRequest {
  readonly key: string;
  readonly actorId: string;
  readonly route: string;
  readonly hash: Buffer;
  readonly keepsAnswer: boolean;
}

export const IDEMPOTENCY_KEY_LENGTH_MAX = 200;

/**
 * What a POST with an Idempotency-Key is known by (draft-ietf-httpapi-idempotency-key-header): tenant, actor, route and key.
 * @param secret of the service, with which the content is fingerprinted
 * @throws Problem 400 when the key is not 1 to 200 visible characters
 */
export function idempotentRequest(
  request: FastifyRequest,
  work: RequestWork,
  keepsAnswer: boolean,
  secret: string,
): IdempotentRequest | null {
  const key = request.headers['idempotency-key'];
  const { principal } = work;
  if (request.method !== 'POST' || key === undefined || !principal || principal.kind === 'job') return null;
  if (typeof key !== 'string' || key.length > IDEMPOTENCY_KEY_LENGTH_MAX || !/^[\x21-\x7e]+$/.test(key))
    throw new Problem(platformProblems.invalidInput, {
      errors: [
        {
          pointer: 'Idempotency-Key',
          code: 'malformed',
          detail: { ko: '1~200자의 보이는 ASCII 문자여야 합니다.', en: 'It must be 1 to 200 visible ASCII characters.' },
        },
      ],
    });
  return {
    key,
    actorId: principal.kind === 'person' ? principal.personId : principal.deviceKeyId,
    route: work.route ?? '',
    // Keyed, because a body may hold a password, which a plain hash would let be guessed.
    hash: createHmac('sha256', secret)
      .update(JSON.stringify(request.body ?? null))
      .update(canonicalJson(request.url))
      .digest(),
    keepsAnswer,
  };
}

/**
 * Answers a repeated request with the first one's answer and does the work once. Requests with one key take turns;
 * the answer is kept in the transaction of the work, so that neither is there without the other.
 * @throws Problem 422 when the key comes again with other content
 */
export async function answerOnce(
  once: IdempotentRequest,
  work: RequestWork,
  reply: FastifyReply,
  run: Runner,
  handle: () => Promise<unknown>,
): Promise<unknown> {
  const tenantId = work.principal?.tenant.tenantId;
  const { actorId, route, key } = once;
  await run({ text: 'select pg_advisory_xact_lock($1, hashtext($2))', values: [tenantId, [actorId, route, key].join('\n')] });
  const [kept] = await run({
    text: 'select request_hash, status, body from platform.idempotency_key where tenant_id = $1 and actor_id = $2 and route = $3 and idempotency_key = $4',
    values: [tenantId, actorId, route, key],
  });
  if (kept) {
    if (!once.hash.equals(kept.request_hash as Buffer)) throw new Problem(platformProblems.idempotencyKeyReused);
    if (!once.keepsAnswer)
      throw new Problem(platformProblems.conflict, {
        detail: {
          ko: '이 요청은 이미 처리되었고, 그 답은 한 번만 보여 드립니다.',
          en: 'This request was carried out already, and its answer is shown once only.',
        },
      });
    // Nothing is done again, so nothing is logged again.
    work.usage = null;
    reply.code(kept.status as number).header('idempotency-replayed', 'true');
    if (kept.body === null) return undefined;
    // A text under this type leaves as it is: the same bytes as the first time.
    reply.header('content-type', 'application/json; charset=utf-8');
    return kept.body;
  }
  const result = await handle();
  const body = once.keepsAnswer && result !== undefined && result !== null ? JSON.stringify(result) : null;
  await run({
    text: `insert into platform.idempotency_key (tenant_id, actor_id, route, idempotency_key, request_hash, status, body)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    values: [tenantId, actorId, route, key, once.hash, reply.statusCode, body],
  });
  return result;
}
