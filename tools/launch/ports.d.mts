/** A free port on the loopback address; the wished one where it is free. */
export function freePort(wished?: number): Promise<number>;
