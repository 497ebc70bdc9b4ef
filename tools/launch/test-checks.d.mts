/** Name of the phase, title of the check, command. */
export const CHECKS: Record<string, Record<string, string[]>>;
