import { hashKey, type InfiniteData, type QueryKey, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useLayoutEffect } from 'react';
import { useLocation } from 'react-router';
import { causeOfRead, claim, claimByHand, lapse, noteRetry } from './cause';
import { type Params, type PathOf, type Reply, send } from './client';

export interface ReadOptions {
  /** False as long as something that the read needs is not known. */
  enabled?: boolean;
  /** True for what only helps the page's main read (fills a selector, says where to begin): no person asked for it by itself. */
  supporting?: boolean;
}

export interface Read<T> {
  data: T | undefined;
  error: unknown;
  isFetching: boolean;
  retry: () => void;
}

type ItemOf<T> = T extends { items: (infer I)[] } ? I : never;
interface CursorPage<T> {
  items: T[];
  next?: string | null;
}

/** A list longer than this many pages is one for a page with a search, not for a select. */
const pagesAtMost = 50;

/**
 * A read belongs to a visit, see cause.ts. The layout effects of a commit run before its other effects, and those in
 * the order of the hooks: claim, then react-query (which starts the request there), then lapse.
 */
function useClaimBefore(read: string, claims: boolean): void {
  const visit = useLocation().key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each visit makes its own claim.
  useLayoutEffect(() => {
    if (claims) claim(read);
  }, [read, claims, visit]);
}

function useLapseAfter(read: string, claims: boolean): void {
  const visit = useLocation().key;
  // A supporting read of the same key leaves the claim to the page that made it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever useClaimBefore has run.
  useEffect(() => {
    if (claims) lapse(read);
  }, [read, claims, visit]);
}

function useKeyedRead<T>(
  key: QueryKey,
  ask: (signal: AbortSignal, cause: Record<string, string>) => Promise<T>,
  options: ReadOptions,
): Read<T> {
  const { enabled = true, supporting = false } = options;
  const read = hashKey(key);
  const claims = enabled && !supporting;
  useClaimBefore(read, claims);
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask(signal, causeOfRead(read)),
    enabled,
  });
  useLapseAfter(read, claims);
  const retry = () => {
    if (supporting) noteRetry();
    else claimByHand(read);
    void query.refetch();
  };
  return { data: query.data as T | undefined, error: query.error, isFetching: query.isFetching, retry };
}

/** Reads a path of the API and keeps the answer; the parameters are part of what tells answers apart. */
export function useRead<P extends PathOf<'get'>>(path: P, params: Params<'get', P>, options: ReadOptions = {}): Read<Reply<'get', P>> {
  return useKeyedRead([path, params], (signal, headers) => send('get', path, { params, signal, headers }), options);
}

/** Reads a list to its end, for selects and short lists: follows the cursors. A person asked once: the first page is theirs, the others follow by themselves. */
export function useReadAll<P extends PathOf<'get'>>(path: P, options: ReadOptions = {}): Read<ItemOf<Reply<'get', P>>[]> {
  type Item = ItemOf<Reply<'get', P>>;
  const ask = async (signal: AbortSignal, headers: Record<string, string>) => {
    const items: Item[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pagesAtMost; page++) {
      const reply = (await send('get', path, {
        params: { query: { cursor } },
        signal,
        headers: cursor ? {} : headers,
      })) as CursorPage<Item>;
      items.push(...reply.items);
      if (!reply.next) return items;
      cursor = reply.next;
    }
    return items;
  };
  return useKeyedRead([path, 'all'], ask, options);
}

export interface ReadPages<T, Page = CursorPage<T>> extends Read<T[]> {
  /** The answers themselves, for what they say beside their items. */
  pages: Page[] | undefined;
  hasMore: boolean;
  isFetchingMore: boolean;
  more: () => void;
}

interface PagesOptions extends Pick<ReadOptions, 'supporting'> {
  /** Goes on to the end by itself: for a list that takes the server some time and is filtered as a whole. It is kept for a minute. */
  toEnd?: boolean;
  /** Each answer is written into somebody's record: read when a person looks, never again by itself. */
  isRecorded?: boolean;
}

const keptMs = 60_000;

/**
 * Reads a long list page by page, forward from its newest entry, a page whenever the person asks for more. One that goes on to its end
 * was asked for once: the first page is the person's, the others follow by themselves.
 */
export function useReadPages<P extends PathOf<'get'>>(
  path: P,
  params: Params<'get', P>,
  { supporting = false, toEnd = false, isRecorded = false }: PagesOptions = {},
): ReadPages<ItemOf<Reply<'get', P>>, Reply<'get', P>> {
  type Item = ItemOf<Reply<'get', P>>;
  const key = [path, params, 'pages'];
  const read = hashKey(key);
  const claims = !supporting;
  useClaimBefore(read, claims);
  const query = useInfiniteQuery<CursorPage<Item>, Error, InfiniteData<CursorPage<Item>>, QueryKey, string | undefined>({
    queryKey: key,
    queryFn: async ({ signal, pageParam }) => {
      const headers = causeOfRead(read);
      const { path: inPath, query: inQuery } = (params ?? {}) as { path?: object; query?: object };
      const sent = { path: inPath, query: { ...inQuery, cursor: pageParam } };
      return (await send('get', path, { params: sent, signal, headers })) as CursorPage<Item>;
    },
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: isRecorded ? Number.POSITIVE_INFINITY : toEnd ? keptMs : 0,
  });
  useLapseAfter(read, claims);
  const goesOn = toEnd && query.hasNextPage && !query.isFetching && !query.isError;
  const { fetchNextPage } = query;
  useEffect(() => {
    if (goesOn) void fetchNextPage();
  }, [goesOn, fetchNextPage]);
  const byHand = (act: () => void) => () => {
    claimByHand(read);
    act();
  };
  return {
    data: query.data?.pages.flatMap((page) => page.items),
    pages: query.data?.pages as Reply<'get', P>[] | undefined,
    error: query.error,
    isFetching: query.isFetching,
    hasMore: query.hasNextPage,
    isFetchingMore: query.isFetchingNextPage,
    retry: () => {
      if (supporting) noteRetry();
      else claimByHand(read);
      void query.refetch();
    },
    more: byHand(() => void query.fetchNextPage()),
  };
}
