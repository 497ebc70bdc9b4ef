import { Problem } from '@maru/kernel';
import type { FastifyRequest } from 'fastify';
import { platformProblems } from '../http/platform.problems';

/** The site that the client says the person works for, as in `Maru-Site`. */
export function saidSite({ headers }: FastifyRequest): string | undefined {
  const said = headers['maru-site'];
  return typeof said === 'string' ? said.toLowerCase() : undefined;
}

/**
 * The site that a person works for: the one that was said, else the only one that there is; null where it is not known.
 * @throws Problem 400 for one that is not among the organisation's
 */
export function siteOfWork(sites: readonly string[], said: string | undefined): string | null {
  if (said === undefined) return sites.length === 1 ? sites[0] : null;
  if (!sites.includes(said))
    throw new Problem(platformProblems.invalidInput, {
      detail: {
        ko: 'Maru-Site 헤더에 이 회사의 사업장 ID를 적거나 헤더를 빼 주세요.',
        en: 'The header Maru-Site names no site of the organisation: send the id of one, or leave it out.',
      },
    });
  return said;
}
