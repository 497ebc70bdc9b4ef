import { Problem } from '@maru/kernel';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { platformProblems } from './platform.problems';

const read = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) throw new Problem(platformProblems.versionRequired);
  const version = /^(?:W\/)?"?(\d+)"?$/.exec(header)?.[1];
  if (version === undefined)
    throw new Problem(platformProblems.invalidInput, {
      errors: [
        {
          pointer: 'If-Match',
          code: 'not-a-version',
          detail: {
            ko: '읽을 때 받은 version을 보내 주세요. 예: If-Match: "3"',
            en: 'Send the version that was read, such as If-Match: "3".',
          },
        },
      ],
    });
  if (version.length > 9) throw new Problem(platformProblems.versionMismatch);
  return Number(version);
});

/** The version that the client means to change, from If-Match: the `version` it was shown. */
export const IfMatch = () => (target: object, key: string | symbol, index: number) => {
  ApiHeader({ name: 'If-Match', required: true, description: 'version of the resource as last read', schema: { type: 'string' } })(
    target,
    key,
    Object.getOwnPropertyDescriptor(target, key) as PropertyDescriptor,
  );
  read()(target, key, index);
};

/**
 * Called with the number of rows that an `update … where version = $` wrote.
 * @throws Problem 404 when the row is not there at all, 412 when somebody changed it meanwhile
 */
export function changedOne(affected: number | undefined, exists: boolean): void {
  if (affected === 1) return;
  throw new Problem(exists ? platformProblems.versionMismatch : platformProblems.notFound);
}
