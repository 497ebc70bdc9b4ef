import { Problem } from '@maru/kernel';
import type { FastifyRequest } from 'fastify';
import { platformProblems } from '../http/platform.problems';

/**
 * What the client says that caused a request: a person's own input, or the client itself. Null where it says nothing.
 * @throws Problem 400 for another word: what it means would be guessed
 */
export function saidCause({ headers }: FastifyRequest): 'input' | 'automatic' | null {
  const said = headers['maru-cause'];
  if (said === undefined || said === 'input' || said === 'automatic') return said ?? null;
  throw new Problem(platformProblems.invalidInput, {
    errors: [
      {
        pointer: 'Maru-Cause',
        code: 'unknown',
        detail: { ko: 'input(사람이 한 것)이나 automatic이어야 합니다.', en: 'It must be input (of a person) or automatic.' },
      },
    ],
  });
}
