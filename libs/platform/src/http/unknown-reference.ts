import { Problem, type Text } from '@maru/kernel';
import { platformProblems } from './platform.problems';

/** The answer to a field that names something the organisation does not have, another organisation's things included. */
export function unknownReference(pointer: string, detail: Text): Problem {
  return new Problem(platformProblems.notFound, { errors: [{ pointer, code: 'unknown', detail }] });
}
