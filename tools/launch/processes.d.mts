/** A process that was once ours: its id, when it started in the system's own terms, and a part of its command line. */
export interface ProcessRecord {
  pid: number;
  started: string;
  marker: string;
}

/** When a process started, in the system's own terms; null when there is no such process, or only its remains. */
export function startOf(pid: number): string | null;

/** 0 when it cannot be told. */
export function parentOf(pid: number): number;

export function commandOf(pid: number): string;

export function worksIn(pid: number, folder: string): boolean;

/** A cheap look at a process that was seen lately. */
export function looksAlive(pid: number, started: string | null): boolean;

export function stillRuns(record: ProcessRecord): boolean;

/** Writes the record of a running process to `folder/name.json`. */
export function remember(folder: string, name: string, pid: number, marker: string): void;

export function forget(folder: string, name: string): void;

/** null when the file is absent or was cut off in the middle. */
export function readRecord(file: string): ProcessRecord | null;

/** Asks a process to end, waits, kills when it does not. Answers whether it ended by itself. */
export function end(record: ProcessRecord, options?: { signal?: NodeJS.Signals; waitMs?: number }): Promise<boolean>;

/** Ends what a killed launcher left behind, in the order given; answers the names of those that still ran. */
export function endLeftovers(folder: string, names: readonly string[]): Promise<string[]>;
