import type { FastifyRequest } from 'fastify';
import type { WorkContext } from '../tenancy/context';

/** What the server keeps with one request. The async context cannot be entered before the body is read, so it is kept here first. */
export interface RequestWork extends WorkContext {
  /** The route's template, such as `/api/fems/meters/:id`; null where no route fits. */
  readonly route: string | null;
  readonly startedAt: number;
  /** Octets of the request body after unpacking. */
  bodyBytes: number;
  /** Counted already among the requests of strangers from its network. */
  countedAsStranger: boolean;
}

const KEY = Symbol('maru.work');

export function setWork(request: FastifyRequest, work: RequestWork): void {
  (request as unknown as Record<symbol, RequestWork>)[KEY] = work;
}

export function workOf(request: FastifyRequest): RequestWork {
  return (request as unknown as Record<symbol, RequestWork>)[KEY];
}
