/** A free port on the loopback address; the wished one where it is free. */
export function freePort(wished?: number): Promise<number>;

/** The port that could be opened, 0 asking the system for a free one, or why it could not. */
export function tryPort(port: number, host?: string): Promise<{ port: number } | { code: string }>;
