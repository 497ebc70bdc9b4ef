import { send } from './client';
import { problemOf } from './problem';

/** A part that no answer came for is sent again so many times, each after a longer pause. */
const triesAtMost = 5;

/** Ends early when the person stops the sending. */
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** What another attempt may cure: no answer, a server that is starting or busy. */
const isPassing = (error: unknown) => [0, 429, 502, 503, 504].includes(problemOf(error).status);

async function sendPart(fileId: string, number: number, part: Blob, signal: AbortSignal): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await send('put', '/api/workspace/files/{id}/parts/{number}', {
        params: { path: { id: fileId, number } },
        body: part,
        headers: { 'content-type': 'application/octet-stream' },
        signal,
      });
      return;
    } catch (error) {
      if (signal.aborted || tries === triesAtMost || !isPassing(error)) throw error;
      await pause(500 * 2 ** tries, signal);
    }
  }
}

export interface Upload {
  /** Called with the bytes sent so far. */
  told: (bytes: number) => void;
  /** Ends it when the person wants it to. */
  signal: AbortSignal;
  /** Headers of the input that it follows (cause.ts), as they were when it was asked for. */
  cause: Record<string, string>;
}

/**
 * Sends a file in parts, so that a line that breaks costs one part and not the file.
 *
 * @param purpose the kind of task that will read it
 * @returns the file's id
 * @throws ProblemError; AbortError when the person stopped it
 */
export async function upload(file: File, purpose: string, { told, signal, cause }: Upload): Promise<string> {
  const { id, partBytes } = await send('post', '/api/workspace/files', { body: { name: file.name, bytes: file.size, purpose }, signal });
  for (let number = 0; number * partBytes < file.size; number++) {
    const from = number * partBytes;
    const part = file.slice(from, from + partBytes);
    await sendPart(id, number, part, signal);
    told(from + part.size);
  }
  await send('post', '/api/workspace/files/{id}/completion', { params: { path: { id } }, headers: cause, signal });
  return id;
}
