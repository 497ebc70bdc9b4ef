import { type FieldError, isId, Problem, type Text, wellFormedText } from '@maru/kernel';
import { platformProblems } from '@maru/platform';

export const readingsMax = 5_000;
const reasonLengthMax = 200;

export interface BatchEnvelope {
  readonly sourceId: string;
  /** Why readings that differ from those stored are corrected; null where the batch does not say. */
  readonly reason: string | null;
  /** Not looked at yet. */
  readonly readings: readonly unknown[];
}

const fields = new Set(['sourceId', 'reason', 'readings']);

/**
 * Reads what holds for the batch as a whole.
 * @throws Problem 400 naming every field at fault; then no row is taken
 */
export function readEnvelope(body: unknown): BatchEnvelope {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refused([fault('', 'isObject', { ko: 'JSON 객체여야 합니다.', en: 'It must be a JSON object.' })]);
  const { sourceId, reason, readings } = body as { sourceId?: unknown; reason?: unknown; readings?: unknown };
  const errors: FieldError[] = [];
  for (const name of Object.keys(body))
    if (!fields.has(name))
      errors.push(fault(pointerTo(name), 'unknown-field', { ko: '알 수 없는 항목입니다.', en: 'The field is unknown.' }));
  if (!isId(sourceId))
    errors.push(fault('/sourceId', 'isId', { ko: '검침 출처의 UUID여야 합니다.', en: 'It must be the UUID of a reading source.' }));
  if (reason !== undefined && !isReason(reason))
    errors.push(
      fault('/reason', 'isReason', {
        ko: `1~${reasonLengthMax}자의 문자열이어야 합니다.`,
        en: `It must be text of 1 to ${reasonLengthMax} characters.`,
      }),
    );
  if (!Array.isArray(readings)) errors.push(fault('/readings', 'isArray', { ko: '목록이어야 합니다.', en: 'It must be a list.' }));
  else if (readings.length === 0) errors.push(fault('/readings', 'arrayMinSize', { ko: '비어 있습니다.', en: 'It is empty.' }));
  else if (readings.length > readingsMax)
    errors.push(
      fault('/readings', 'arrayMaxSize', {
        ko: `한 묶음은 ${readingsMax.toLocaleString('ko')}건까지입니다.`,
        en: `A batch has at most ${readingsMax.toLocaleString('en')} readings.`,
      }),
    );
  if (errors.length > 0) throw refused(errors);
  return { sourceId: (sourceId as string).toLowerCase(), reason: (reason as string | undefined) ?? null, readings: readings as unknown[] };
}

function isReason(reason: unknown): boolean {
  return typeof reason === 'string' && reason.length > 0 && reason.length <= reasonLengthMax && wellFormedText(reason);
}

function pointerTo(name: string): string {
  return `/${(wellFormedText(name) ? name : '?').replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function fault(pointer: string, code: string, detail: Text): FieldError {
  return { pointer, code, detail };
}

function refused(errors: readonly FieldError[]): Problem {
  return new Problem(platformProblems.invalidInput, { errors });
}
