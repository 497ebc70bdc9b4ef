import { createHash } from 'node:crypto';
import { Problem } from '@maru/kernel';
import { IdentityDatabase } from '@maru/platform';
import { Injectable } from '@nestjs/common';
import { workspaceProblems } from '../workspace.problems';

export const ATTEMPTS_MAX = 5;
const WINDOW = '15 minutes';

/**
 * Counts tries for what was typed, existing or not. A try is counted before the password is looked at, so that a
 * hundred tries at once are a hundred tries; a success begins anew.
 */
@Injectable()
export class SignInLock {
  constructor(private readonly identity: IdentityDatabase) {}

  /** @throws Problem 429 with Retry-After once the tries of the window are used up */
  async countTry(identifier: string): Promise<void> {
    const [row] = await this.identity.query<{ attempts: number; wait_s: number }>(
      `insert into workspace.sign_in_attempt as a (identifier_hash, attempts, window_ends_at)
       values ($1, 1, now() + interval '${WINDOW}')
       on conflict (identifier_hash) do update set
         attempts = case when a.window_ends_at <= now() then 1 else a.attempts + 1 end,
         window_ends_at = case when a.window_ends_at <= now() then now() + interval '${WINDOW}' else a.window_ends_at end
       returning attempts, ceil(extract(epoch from window_ends_at - now()))::integer as wait_s`,
      [hashOf(identifier)],
    );
    if (row.attempts <= ATTEMPTS_MAX) return;
    throw new Problem(workspaceProblems.signInLocked, { headers: { 'retry-after': String(Math.max(1, row.wait_s)) } });
  }

  /** After a success: the person begins anew, and windows that ended long ago go with it. */
  async forget(identifier: string): Promise<void> {
    await this.identity.query(
      "delete from workspace.sign_in_attempt where identifier_hash = $1 or window_ends_at < now() - interval '1 day'",
      [hashOf(identifier)],
    );
  }
}

function hashOf(identifier: string): Buffer {
  return createHash('sha256').update(identifier).digest();
}
