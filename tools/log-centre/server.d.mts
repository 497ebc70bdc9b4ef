import type { LogCentreRules } from './rules.mjs';

/** What the simulator does instead of what it should, until it is told otherwise. */
export interface Faults {
  /** How many requests it holds for; for all that come where it is left out. */
  readonly times?: number;
  /** Milliseconds before it answers; the log is stored first. */
  readonly slowMs?: number;
  /** Takes the request, stores nothing and never answers. */
  readonly silent?: boolean;
  /** Stores the log and cuts the connection instead of answering. */
  readonly cut?: boolean;
  /** HTTP status of an answer without a code; nothing is stored. */
  readonly status?: number;
  /** A page instead of an answer; the log is stored. */
  readonly html?: boolean;
  /** Another place to ask, with HTTP 302; nothing is stored. */
  readonly redirect?: string;
  /**
   * Answers with this code and stores nothing: a lying log centre says AP1029 or, of what it never stores, AP1002; any other is one that nobody
   * knows.
   */
  readonly code?: string;
  /** Quotes the whole request in its answer. */
  readonly quotes?: boolean;
  /** How far its clock is from this machine's. */
  readonly clockOffsetMs?: number;
}

export interface RunningLogCentre {
  readonly port: number;
  /** Where logs are sent to, in JSON or as a form. */
  readonly url: string;
  readonly rules: LogCentreRules;
  /** Requests that came, whatever became of them. */
  readonly requests: number;
  setFaults(faults: Faults): void;
  close(): Promise<void>;
}

/** Starts a simulator of the log centre on the loopback address. Port 0 takes a free one. */
export function startLogCentre(port?: number): Promise<RunningLogCentre>;
