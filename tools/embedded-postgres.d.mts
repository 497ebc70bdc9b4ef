export interface StartOptions {
  /** Owns everything of the cluster: files, password, port, log. Made when absent. Must be reachable by uid 65534 when root starts it. */
  folder: string;
  /** For tests alone: nothing is forced to disk, so a power cut loses the cluster. Default false. */
  throwaway?: boolean;
  /** Server settings, e.g. `{ max_connections: '50' }`. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  folder: string;
  /** The postmaster's process id. */
  pid: number;
  port: number;
  /** Whether the server ran already. */
  reused: boolean;
  /** Superuser's address of the database `postgres`. */
  url: string;
  /** Superuser's address of another database; does not create it. */
  urlOf(database: string): string;
  runs(): boolean;
  /** Fast shutdown: sessions end, everything is written. */
  stop(): Promise<void>;
}

/** Makes the cluster if there is none, starts it unless it runs, and answers when it takes connections. */
export function startPostgres(options: StartOptions): Promise<EmbeddedPostgres>;

/** Ends the server of a folder, if one runs there. */
export function stopPostgres(folder: string): Promise<void>;
