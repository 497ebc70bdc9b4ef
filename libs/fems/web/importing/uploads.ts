import { causeOfWrite } from '@maru/web/cause';
import { send } from '@maru/web/client';
import { type Problem, problemOf } from '@maru/web/problem';
import { upload } from '@maru/web/upload';
import { useSyncExternalStore } from 'react';
import { checkKind, importsPath } from './words';

/** A file on its way to the server; gone from the list once its import has begun. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly bytes: number;
  readonly sentBytes: number;
  readonly state: 'waiting' | 'sending' | 'failed' | 'empty';
  readonly problem: Problem | null;
}

type Begun = (importId: string, isLast: boolean) => void;

/**
 * Files are sent one after another, and go on being sent while the person looks at another page: hence here and not in a component.
 * What is sent is parts of files in the browser's hands, so a reload ends it.
 */
let uploads: readonly Upload[] = [];
const listeners = new Set<() => void>();
const stops = new Map<number, AbortController>();
let line: Promise<void> = Promise.resolve();
let newest = 0;

/** The browser asks before it closes a page that is sending. */
const ask = (event: BeforeUnloadEvent) => event.preventDefault();

function put(next: readonly Upload[]): void {
  uploads = next;
  if (next.some(({ state }) => state === 'waiting' || state === 'sending')) window.addEventListener('beforeunload', ask);
  else window.removeEventListener('beforeunload', ask);
  for (const listener of listeners) listener();
}

const change = (key: number, changes: Partial<Upload>) => put(uploads.map((each) => (each.key === key ? { ...each, ...changes } : each)));
const isPlanned = (key: number) => uploads.some((each) => each.key === key && each.state !== 'failed');

/** Takes a file out of the list, and stops it where it is being sent. */
export function dropUpload(key: number): void {
  stops.get(key)?.abort();
  put(uploads.filter((each) => each.key !== key));
}

async function sendOne(key: number, file: File, cause: Record<string, string>, begun: Begun): Promise<void> {
  if (!isPlanned(key)) return;
  const stop = new AbortController();
  stops.set(key, stop);
  change(key, { state: 'sending' });
  try {
    const fileId = await upload(file, checkKind, { told: (sentBytes) => change(key, { sentBytes }), signal: stop.signal, cause });
    const { id } = await send('post', importsPath, { body: { fileId }, headers: cause, signal: stop.signal });
    put(uploads.filter((each) => each.key !== key));
    begun(id, !uploads.some(({ state }) => state === 'waiting'));
  } catch (error) {
    if (!stop.signal.aborted) change(key, { state: 'failed', problem: problemOf(error) });
  } finally {
    stops.delete(key);
  }
}

/** @param begun is called when a file's import has begun; isLast: no other file waits */
export function addUploads(files: readonly File[], begun: Begun): void {
  // Asked now: by the time that a long file is sent, the input that started it is long ago.
  const cause = causeOfWrite();
  for (const file of files) {
    const key = ++newest;
    const isEmpty = file.size === 0;
    put([...uploads, { key, name: file.name, bytes: file.size, sentBytes: 0, state: isEmpty ? 'empty' : 'waiting', problem: null }]);
    if (!isEmpty) line = line.then(() => sendOne(key, file, cause, begun));
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useUploads = (): readonly Upload[] => useSyncExternalStore(subscribe, () => uploads);
