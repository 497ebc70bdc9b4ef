import { programmeClock } from './programme-day';
import type { UsageKind } from './usage-event';

/** The fields of a request to the log centre, beside the key. Put together from public clients of the API, like the codes of its answers. */
export interface LogFields {
  /** When it happened, on the clock of Asia/Seoul: 23 characters, `YYYY-MM-DD HH:MM:SS.mmm`. */
  readonly logDt: string;
  /** What was done: DO6001 to DO6007, with the letter O. */
  readonly useSe: string;
  readonly sysUser: string;
  readonly conectIp: string;
  readonly dataUsgqty: number;
}

export const sysUserLengthMax = 60;
export const conectIpLengthMax = 30;
/** Bytes of one log are below this. */
export const dataUsgqtyEnd = 1_000_000_000;

/** What the log centre calls each kind of use. */
export const useCodes: Readonly<Record<UsageKind, string>> = {
  'sign-in': 'DO6001',
  'sign-out': 'DO6002',
  read: 'DO6003',
  create: 'DO6004',
  update: 'DO6005',
  delete: 'DO6006',
  'in-out': 'DO6007',
};
/** A connection test: it is answered and stands in no statistics. */
const testCode = 'DO6999';

export interface LogSource {
  readonly at: number;
  readonly kind: UsageKind | 'test';
  readonly bytes: number;
  /** What the portal knows the person by; null where the person is not known any more. */
  readonly userCode: string | null;
  readonly address: string | null;
}

/** Why an event cannot be told to the log centre as it is. */
export const logObstacles = ['no-user-code', 'user-code-too-long', 'no-address', 'address-too-long', 'too-many-bytes'] as const;
export type LogObstacle = (typeof logObstacles)[number];

export type LogRecord =
  | { readonly ok: true; readonly fields: LogFields }
  | { readonly ok: false; readonly obstacles: readonly LogObstacle[] };

/** An event in the fields of the log centre. What does not fit is not shortened: such an event is not sent, and it is said why. */
export function logRecord({ at, kind, bytes, userCode, address }: LogSource): LogRecord {
  const obstacles: LogObstacle[] = [];
  if (!userCode) obstacles.push('no-user-code');
  else if (userCode.length > sysUserLengthMax) obstacles.push('user-code-too-long');
  if (!address) obstacles.push('no-address');
  else if (address.length > conectIpLengthMax) obstacles.push('address-too-long');
  if (bytes >= dataUsgqtyEnd) obstacles.push('too-many-bytes');
  if (obstacles.length > 0 || !userCode || !address) return { ok: false, obstacles };
  const fields = {
    logDt: programmeClock(at),
    useSe: kind === 'test' ? testCode : useCodes[kind],
    sysUser: userCode,
    conectIp: address,
    dataUsgqty: bytes,
  };
  return { ok: true, fields };
}
