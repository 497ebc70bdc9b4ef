export interface Holder {
  pid: number;
  started: string;
  /** What the holder wants others to know, e.g. its address or that it is stopping. */
  note: string;
}

/** The living holder, or null. */
export function holderOf(file: string): Holder | null;

/** `keepWaiting` is asked every 100 ms while another holds the lock. */
export function takeLock(
  file: string,
  keepWaiting: (holder: Holder, waitedMs: number) => boolean,
): Promise<{ note(text: string): void; release(): void } | { heldBy: Holder }>;
