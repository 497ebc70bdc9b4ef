import { useSyncExternalStore } from 'react';
import { causeOfGivenFile } from './cause';
import { type Problem, problemOf } from './problem';
import { upload } from './upload';

/** A file on its way to the server; gone from the list once what it was sent for has begun. */
export interface WaitingUpload {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  readonly sentBytes: number;
  readonly state: 'waiting' | 'sending' | 'failed' | 'empty';
  readonly problem: Problem | null;
}

/**
 * Begins what a file was sent for.
 * @param options cause and signal of the sending, for the request
 * @returns the id of what has begun
 */
export type BeginWithFile = (fileId: string, options: { headers: Record<string, string>; signal: AbortSignal }) => Promise<string>;
export type Begun = (id: string, isLast: boolean) => void;

/**
 * Files are sent one after another, and go on being sent while the person looks at another page: hence a line of its own beside all components.
 * What is sent is parts of files in the browser's hands, so a reload ends it.
 */
export class UploadLine {
  private uploads: readonly WaitingUpload[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly stops = new Map<number, AbortController>();
  private line: Promise<void> = Promise.resolve();
  private newest = 0;

  /** @param purpose the kind of task that reads what is sent */
  constructor(private readonly purpose: string) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): readonly WaitingUpload[] => this.uploads;

  /** @param begun is called when what a file was sent for has begun; isLast: no other file waits */
  add(files: readonly File[], begin: BeginWithFile, begun: Begun): void {
    const cause = causeOfGivenFile();
    for (const file of files) {
      const key = ++this.newest;
      const isEmpty = file.size === 0;
      const about = { key, name: file.name, bytes: file.size, sentBytes: 0, problem: null };
      this.put([...this.uploads, { ...about, state: isEmpty ? 'empty' : 'waiting' }]);
      if (!isEmpty) this.line = this.line.then(() => this.send(key, file, cause, begin, begun));
    }
  }

  /** Takes a file out of the list, and stops it where it is being sent. */
  drop(key: number): void {
    this.stops.get(key)?.abort();
    this.put(this.uploads.filter((each) => each.key !== key));
  }

  private async send(key: number, file: File, cause: Record<string, string>, begin: BeginWithFile, begun: Begun): Promise<void> {
    if (!this.uploads.some((each) => each.key === key && each.state !== 'failed')) return;
    const stop = new AbortController();
    this.stops.set(key, stop);
    this.change(key, { state: 'sending' });
    try {
      const told = (sentBytes: number) => this.change(key, { sentBytes });
      const fileId = await upload(file, this.purpose, { told, signal: stop.signal, cause });
      const id = await begin(fileId, { headers: cause, signal: stop.signal });
      this.put(this.uploads.filter((each) => each.key !== key));
      begun(id, !this.uploads.some(({ state }) => state === 'waiting'));
    } catch (error) {
      if (!stop.signal.aborted) this.change(key, { state: 'failed', problem: problemOf(error) });
    } finally {
      this.stops.delete(key);
    }
  }

  private change(key: number, changes: Partial<WaitingUpload>): void {
    this.put(this.uploads.map((each) => (each.key === key ? { ...each, ...changes } : each)));
  }

  private put(next: readonly WaitingUpload[]): void {
    this.uploads = next;
    if (next.some(({ state }) => state === 'waiting' || state === 'sending')) window.addEventListener('beforeunload', this.ask);
    else window.removeEventListener('beforeunload', this.ask);
    for (const listener of this.listeners) listener();
  }

  /** The browser asks before it closes a page that is sending. */
  private readonly ask = (event: BeforeUnloadEvent) => event.preventDefault();
}

export const useUploads = (line: UploadLine): readonly WaitingUpload[] => useSyncExternalStore(line.subscribe, line.current);
