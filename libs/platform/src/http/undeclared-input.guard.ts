import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refuseInput, TAKES_BODY } from './validation';

/** Where the framework keeps what a handler's parameters take, and how it calls a body and a query there: `3:0`, `4:1`. */
const PARAMETERS = '__routeArguments__';
const BODY = '3';
const QUERY = '4';

interface Taken {
  readonly query: boolean;
  readonly body: boolean;
}

/**
 * The validation pipe sees only what a handler takes. A handler that takes no query, or no body, is sent none: 400 names every field of
 * it. `{}` says nothing, and clients send it. Comes after the access guard, so that a stranger learns nothing of a route.
 */
@Injectable()
export class UndeclaredInputGuard implements CanActivate {
  /** By handler: what it takes never changes, and every request asks. */
  private readonly taken = new WeakMap<object, Taken>();

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    // Probes and scrapers put into the address of health and metrics what they like.
    if (!request.url.startsWith('/api/')) return true;
    const { query, body } = this.takenBy(context);
    if (!query) refuseInput(request.query, 'query');
    if (!body && request.body !== undefined) refuseInput(request.body, 'body');
    return true;
  }

  private takenBy(context: ExecutionContext): Taken {
    const handler = context.getHandler();
    const known = this.taken.get(handler);
    if (known) return known;
    const parameters = Object.keys(Reflect.getMetadata(PARAMETERS, context.getClass(), handler.name) ?? {});
    const takes = (kind: string) => parameters.some((key) => key.split(':', 1)[0] === kind);
    const taken = { query: takes(QUERY), body: takes(BODY) || Reflect.getMetadata(TAKES_BODY, handler) === true };
    this.taken.set(handler, taken);
    return taken;
  }
}
