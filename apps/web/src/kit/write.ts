import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { attentionPath } from './attention-path';
import { causeOfChange } from './cause';
import { type Body, type Method, type Params, type PathOf, type Reply, send } from './client';
import { problemOf } from './problem';

export type WriteMethod = Exclude<Method, 'get'>;

export interface Change<M extends WriteMethod, P extends PathOf<M>> {
  params?: Params<M, P>;
  body?: Body<M, P>;
  /** Of the record as the person saw it: the server refuses the change when somebody was faster (If-Match). */
  version?: number;
}

/**
 * A key for one submission (Idempotency-Key). Made from random bytes because crypto.randomUUID is missing where the
 * service is reached by plain http in a factory's own network.
 */
function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Changes something through the API, then lets the reads named by `refreshes` be fetched again.
 *
 * A POST carries an Idempotency-Key. It stays the same as long as the same body is submitted without an answer that
 * says that it was done, so pressing again after a broken connection does not create a second record.
 */
export function useWrite<M extends WriteMethod, P extends PathOf<M>>(method: M, path: P, refreshes: PathOf<'get'>[] = []) {
  const queries = useQueryClient();
  const submission = useRef({ body: '', key: '' });
  // Not awaited: the change is done, and its dialog must not stay while the page behind it shows the new state already.
  // Whatever was changed may be what needed somebody; who signs out is asked nothing any more.
  const touched: readonly string[] = path === '/api/sessions/current' ? refreshes : [...refreshes, attentionPath];
  const refresh = () => void queries.invalidateQueries({ predicate: ({ queryKey }) => touched.includes(queryKey[0] as string) });
  return useMutation<Reply<M, P>, Error, Change<M, P>>({
    mutationFn: ({ params, body, version }) => {
      const headers = causeOfChange();
      if (method === 'post') {
        const written = JSON.stringify(body);
        if (submission.current.body !== written) submission.current = { body: written, key: newIdempotencyKey() };
        headers['idempotency-key'] = submission.current.key;
      }
      if (version !== undefined) headers['if-match'] = `"${version}"`;
      return send(method, path, { params, body, headers });
    },
    onSuccess: () => {
      submission.current = { body: '', key: '' };
      refresh();
    },
    onError: (error) => {
      // Somebody was faster, or it has become something else by itself: whoever looks at it again must see what.
      if ([409, 412].includes(problemOf(error).status)) refresh();
    },
  });
}
