import { newId, Problem, type ProblemType, toBody } from '@maru/kernel';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FOREIGN_KEY_VIOLATION, isDataFault, isUnavailable, sqlState, UNIQUE_VIOLATION } from '../database/sql-state';
import { platformProblems } from './platform.problems';
import { languageOf } from './request-hooks';
import { workOf } from './work-context';

const BY_FASTIFY_CODE: Readonly<Record<string, ProblemType>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: platformProblems.bodyTooLarge,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: platformProblems.unsupportedMediaType,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: platformProblems.malformedBody,
  FST_ERR_CTP_EMPTY_JSON_BODY: platformProblems.malformedBody,
  FST_ERR_BAD_URL: platformProblems.notFound,
  FST_ERR_MAX_PARAM_LENGTH: platformProblems.notFound,
};

const BY_STATUS: Readonly<Record<number, ProblemType>> = {
  400: platformProblems.malformedBody,
  404: platformProblems.notFound,
  405: platformProblems.methodNotAllowed,
  413: platformProblems.bodyTooLarge,
  414: platformProblems.uriTooLong,
  415: platformProblems.unsupportedMediaType,
  431: platformProblems.headersTooLarge,
};

/** Turns whatever was thrown into an answer (RFC 9457). What is not the client's doing is logged with its cause and told without it. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code, statusCode } = (error ?? {}) as { code?: string; statusCode?: number };
  if (typeof code === 'string' && BY_FASTIFY_CODE[code]) return new Problem(BY_FASTIFY_CODE[code]);
  const status = error instanceof HttpException ? error.getStatus() : statusCode;
  if (typeof status === 'number' && status < 500) return new Problem(BY_STATUS[status] ?? platformProblems.invalidInput);
  const state = sqlState(error);
  if (state === UNIQUE_VIOLATION) return new Problem(platformProblems.conflict);
  if (state === FOREIGN_KEY_VIOLATION)
    return new Problem(platformProblems.notFound, { detail: { ko: '가리키는 대상이 없습니다.', en: 'What it refers to does not exist.' } });
  if (isDataFault(error)) return new Problem(platformProblems.invalidInput);
  if (isUnavailable(error)) return new Problem(platformProblems.busy, { headers: { 'retry-after': '2' } });
  return new Problem(platformProblems.internal);
}

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>(), this.logger);
  }
}

export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, logger: Logger): void {
  // Who went away gets no answer; what fails since then fails because the work was ended, and is logged as aborted.
  if (reply.sent || reply.raw.destroyed) return;
  const problem = problemOf(error);
  const work = workOf(request);
  const requestId = work?.requestId ?? newId();
  // A fault of the data that no check of ours has named is answered as the client's and still looked at by us.
  if (problem.type.status >= 500 || (!(error instanceof Problem) && isDataFault(error)))
    logger.error({
      msg: problem.type.type,
      requestId,
      route: request.routeOptions?.url,
      cause: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  for (const [name, value] of Object.entries(problem.headers ?? {})) reply.header(name, value);
  const language = work?.language ?? languageOf(request.headers['accept-language']);
  reply
    .code(problem.type.status)
    .header('request-id', requestId)
    .header('content-language', language)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(toBody(problem, language, requestId)));
}
