import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** What has changed of a topic shows in reads of paths that begin so; said by the shell and by each module (module.ts). */
export type LiveTopics = Readonly<Record<string, readonly string[]>>;

interface Change {
  topic: string;
  key: string;
}

/** A change shows at once, and those of one commit together; those of a burst are gathered between one refresh and the next. */
const togetherMs = 20;
const gatherMs = 500;
/** After the server refused the stream (it was starting, or too busy): the browser tries again by itself only where the line broke. */
const reopenMs = 5_000;
/** Everything may have changed. */
const anything = '*';
/** A server that refuses the stream may have ended the session: this read then leads to the sign-in page. */
const whoPath = '/api/me';

/** Lets what the changes touch be fetched again. No person asked for it: such a read is automatic (cause.ts). */
function refresh(queries: QueryClient, changed: ReadonlySet<string>, topics: LiveTopics): void {
  const starts = [...changed].flatMap((topic) => topics[topic] ?? []);
  const isAll = changed.has(anything);
  const isTouched = (path: unknown) => typeof path === 'string' && (isAll || starts.some((start) => path.startsWith(start)));
  void queries.invalidateQueries({ predicate: ({ queryKey }) => isTouched(queryKey[0]) });
}

/** The stream of one document: open while somebody sees the page, opened again when it was cut. */
class LiveStream {
  private stream: EventSource | null = null;
  /** Changes were told to nobody here since the last stream. */
  private isBehind = false;
  private gathering: number | undefined;
  private refreshedMs = Number.NEGATIVE_INFINITY;
  private reopening: number | undefined;
  private readonly changed = new Set<string>();

  constructor(
    private readonly queries: QueryClient,
    private readonly topics: LiveTopics,
  ) {}

  readonly follow = (): void => {
    if (document.hidden) this.close();
    else if (!this.stream) this.open();
  };

  close(): void {
    window.clearTimeout(this.reopening);
    window.clearTimeout(this.gathering);
    this.gathering = undefined;
    this.isBehind = true;
    this.stream?.close();
    this.stream = null;
  }

  private open(): void {
    const stream = new EventSource('/api/live');
    this.stream = stream;
    stream.onmessage = ({ data }) => this.note((JSON.parse(data) as Change).topic);
    stream.onopen = () => {
      if (this.isBehind) this.note(anything);
      this.isBehind = false;
    };
    stream.onerror = () => {
      this.isBehind = true;
      if (stream.readyState !== EventSource.CLOSED || this.stream !== stream) return;
      this.stream = null;
      this.reopening = window.setTimeout(this.follow, reopenMs);
      void this.queries.invalidateQueries({ queryKey: [whoPath] });
    };
  }

  private note(topic: string): void {
    this.changed.add(topic);
    const waitMs = Math.max(togetherMs, this.refreshedMs + gatherMs - performance.now());
    this.gathering ??= window.setTimeout(() => {
      this.gathering = undefined;
      this.refreshedMs = performance.now();
      refresh(this.queries, this.changed, this.topics);
      this.changed.clear();
    }, waitMs);
  }
}

/**
 * Keeps what is on screen as it is on the server, whoever changed it and on whatever replica. A page that nobody sees closes its
 * stream, since a browser allows few of them to one address, and asks for everything anew when it is seen again.
 */
export function useLive(topics: LiveTopics): void {
  const queries = useQueryClient();
  useEffect(() => {
    const live = new LiveStream(queries, topics);
    live.follow();
    document.addEventListener('visibilitychange', live.follow);
    return () => {
      document.removeEventListener('visibilitychange', live.follow);
      live.close();
    };
  }, [queries, topics]);
}
