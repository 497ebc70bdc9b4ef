import type { LogFields } from '@maru/evidence';
import type { LogEncoding } from '@maru/platform';

export interface LogRequest {
  readonly contentType: string;
  readonly body: string;
}

const FORM = 'application/x-www-form-urlencoded';

/** The key goes into the body alone, whatever the encoding: an address ends up in logs on the way. */
export function logRequest(encoding: LogEncoding, key: string, fields: LogFields): LogRequest {
  const all = { crtfcKey: key, ...fields };
  if (encoding === 'json') return { contentType: 'application/json; charset=utf-8', body: JSON.stringify(all) };
  const texts = Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]));
  if (encoding === 'form') return { contentType: FORM, body: new URLSearchParams(texts).toString() };
  const logData = encoding === 'logDataJson' ? JSON.stringify(all) : xmlOf(texts);
  return { contentType: FORM, body: new URLSearchParams({ logData }).toString() };
}

function xmlOf(texts: Readonly<Record<string, string>>): string {
  const elements = Object.entries(texts).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`);
  return `<logData>${elements.join('')}</logData>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
