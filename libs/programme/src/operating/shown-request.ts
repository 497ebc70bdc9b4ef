import type { LogFields } from '@maru/evidence';

/**
 * What of a request to the log centre is shown outside the company: all but who did it and from where, which are the portal's to know. The
 * company itself sees them where it looks after sending.
 */
export function shownRequest(request: string): Omit<LogFields, 'sysUser' | 'conectIp'> {
  const { logDt, useSe, dataUsgqty } = JSON.parse(request) as LogFields;
  return { logDt, useSe, dataUsgqty };
}
