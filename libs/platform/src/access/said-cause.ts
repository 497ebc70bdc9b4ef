import type { FastifyRequest } from 'fastify';

/** What the client says that caused a request: a person's own input, or the client itself. Null where it says nothing. */
export function saidCause({ headers }: FastifyRequest): 'input' | 'automatic' | null {
  const said = headers['maru-cause'];
  return said === 'input' || said === 'automatic' ? said : null;
}
