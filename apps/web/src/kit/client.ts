import createClient, { type ClientPathsWithMethod, type MethodResponse } from 'openapi-fetch';
import type { components, paths } from '../api/generated/schema';
import { currentLanguage } from './language';
import { type Problem, ProblemError, retryAfterSeconds } from './problem';
import { workedSiteHeader } from './worked-site';

const client = createClient<paths>();

type Client = typeof client;
type ParametersOf<T> = T extends { parameters: infer P } ? Pick<P, Extract<keyof P, 'path' | 'query'>> : never;
type BodyOf<T> = T extends { requestBody?: { content: { 'application/json': infer B } } } ? B : undefined;

export type Schemas = components['schemas'];
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** The paths of the API that have this method. */
export type PathOf<M extends Method> = ClientPathsWithMethod<Client, M>;
/** What a path answers. */
export type Reply<M extends Method, P extends PathOf<M>> = MethodResponse<Client, M, P>;
/** The query and path parameters that a path takes. */
export type Params<M extends Method, P extends PathOf<M>> = P extends keyof paths ? ParametersOf<paths[P][M & keyof paths[P]]> : never;
/** The body that a path takes. */
export type Body<M extends Method, P extends PathOf<M>> = P extends keyof paths ? BodyOf<paths[P][M & keyof paths[P]]> : never;

export interface Sending {
  params?: unknown;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function problemIn(error: unknown, response: Response): Promise<ProblemError> {
  const given = typeof error === 'object' && error !== null ? (error as Partial<Problem>) : {};
  const wait = retryAfterSeconds(response.headers.get('retry-after'), Date.now());
  return new ProblemError({ ...given, status: response.status }, wait);
}

/**
 * The only place that sends a request. Pages do not call it: they use useRead and useWrite, which add what the server
 * needs to know about the cause of a request (cause.ts); for which site it is goes with each (worked-site.ts).
 *
 * @throws ProblemError for every answer that is not a success; TypeError when the server cannot be reached.
 */
export async function send<M extends Method, P extends PathOf<M>>(method: M, path: P, sending: Sending = {}): Promise<Reply<M, P>> {
  const headers = { 'accept-language': currentLanguage(), ...workedSiteHeader(), ...sending.headers };
  // Bytes go as they are; everything else is JSON.
  const asIs = sending.body instanceof Blob ? { bodySerializer: (body: unknown) => body } : {};
  const request = client.request as (
    method: Method,
    path: string,
    init: unknown,
  ) => Promise<{ data?: unknown; error?: unknown; response: Response }>;
  const { data, error, response } = await request(method, path, { ...sending, ...asIs, headers });
  if (!response.ok) throw await problemIn(error, response);
  return data as Reply<M, P>;
}
