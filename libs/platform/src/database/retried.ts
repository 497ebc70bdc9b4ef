import { Problem } from '@maru/kernel';
import { platformProblems } from '../http/platform.problems';
import { isRetryable } from './sql-state';

const ATTEMPTS = 4;

/**
 * Does a transaction again from its start when the database asks for it (serialization failure, deadlock): the one place of retries.
 * @throws Problem 503 when it is asked for too often
 */
export async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!isRetryable(error)) throw error;
      if (count === ATTEMPTS) throw new Problem(platformProblems.busy, { headers: { 'retry-after': '1' } });
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** count));
    }
  }
}
