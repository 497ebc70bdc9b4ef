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
  if (!sites.includes(said)) {
    const detail = {
      ko: '화면에서 고른 사업장이 지금 로그인한 회사의 사업장이 아닙니다. 화면을 새로 고친 뒤 다시 해 주세요.',
      en: 'The site that was chosen is none of the organisation that is signed in. Load the page again.',
    };
    throw new Problem(platformProblems.invalidInput, { detail, errors: [{ pointer: 'Maru-Site', code: 'unknown', detail }] });
  }
  return said;
}
