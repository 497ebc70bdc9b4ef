export interface StartOptions {
  /** The server's program, as `findRedis` names it. */
  program: string;
  /** Holds the configuration, the append-only file and the log. */
  folder: string;
  /** For tests alone: nothing is written to disk. Default false. */
  throwaway?: boolean;
  /** The port to take if it is free, so that clients find a restarted server again. */
  port?: number;
  /** Default: drawn at random. */
  password?: string;
  /** Told the process id before the server is ready. */
  begun?: (pid: number) => void;
}

export interface EmbeddedRedis {
  pid: number;
  port: number;
  /** Address with the password in it. */
  url: string;
  runs(): boolean;
  stop(): Promise<void>;
}

/** The program of redis-server or valkey-server, 6 or newer; null where there is none. */
export function findRedis(): string | null;

/** Starts a server whose data lies in the folder, and answers when it takes commands. */
export function startRedis(options: StartOptions): Promise<EmbeddedRedis>;
