import { dayPeriod, lastSendMs, programmeDay } from '@maru/evidence';

/** What a file of tests takes, also on a busy machine. */
const NEEDED_MS = 90_000;
/** For the hook that waits: the time until midnight and what is begun in it. */
export const dayToSendOnMs = lastSendMs + NEEDED_MS + 60_000;

/**
 * In the last minute of a day in Seoul nothing leaves for the log centre, by the rule, and at midnight what was used is of a day that is over.
 * Tests that send what is used now begin on a day that lasts until they are through.
 */
export async function dayToSendOn(): Promise<void> {
  const now = Date.now();
  const leftMs = dayPeriod(programmeDay(now)).to - now;
  if (leftMs < lastSendMs + NEEDED_MS) await new Promise((resolve) => setTimeout(resolve, leftMs));
}

/** What calls that are counted once a day take between the first and the last of them, with room to spare. */
const ONE_DAY_MS = 20_000;
/** For the hook that waits. */
export const dayThatLastsMs = ONE_DAY_MS + 10_000;

/** Calls of which a day of Asia/Seoul keeps one begin on a day that lasts until they are through. */
export async function dayThatLasts(): Promise<void> {
  const now = Date.now();
  const leftMs = dayPeriod(programmeDay(now)).to - now;
  if (leftMs < ONE_DAY_MS) await new Promise((resolve) => setTimeout(resolve, leftMs));
}
