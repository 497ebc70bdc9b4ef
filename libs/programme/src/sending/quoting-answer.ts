import type { LogFields } from '@maru/evidence';

/**
 * A log centre that quotes the request in its answer would put the portal key and the person into everything that keeps or shows an answer.
 * What is quoted is found however it is written: plain, escaped as in JSON, percent-encoded, or as XML's references.
 */

/** An answer as it came, but for the key: this is what is kept. */
export const answerWithoutKey = (answer: Buffer, key: string): Buffer => replaced(answer, patternOf(written(key)), '[key]');

/**
 * Answers as they are kept, but for who did it and from where: this is what others than the organisation itself are shown. For many answers,
 * among which the same people come again.
 */
export function answersWithoutPerson(): (answer: Buffer, fields: Pick<LogFields, 'sysUser' | 'conectIp'>) => Buffer {
  const patterns = new Map<string, RegExp>();
  const patternFor = (value: string): RegExp => {
    const known = patterns.get(value) ?? patternOf(alone(value));
    patterns.set(value, known);
    return known;
  };
  return (answer, { sysUser, conectIp }) => replaced(replaced(answer, patternFor(conectIp), '[address]'), patternFor(sysUser), '[user]');
}

const patternOf = (written: string): RegExp => new RegExp(written, 'gi');

function replaced(answer: Buffer, pattern: RegExp, mark: string): Buffer {
  const text = answer.toString('latin1');
  const without = text.replace(pattern, mark);
  return without === text ? answer : Buffer.from(without, 'latin1');
}

/** An employee number may be a single digit: it is meant where it stands alone. */
const alone = (value: string): string => `(?<![a-z0-9]|%)${written(value)}(?![a-z0-9])`;

const written = (value: string): string => Array.from(value, waysToWrite).join('');

function waysToWrite(character: string): string {
  const octets = [...Buffer.from(character)].map((octet) => octet.toString(16).padStart(2, '0'));
  const units = Array.from({ length: character.length }, (_, place) => character.charCodeAt(place).toString(16).padStart(4, '0'));
  const point = character.codePointAt(0) as number;
  const ways = [
    `\\\\?${octets.map((octet) => `\\x${octet}`).join('')}`,
    octets.map((octet) => `%(?:25)?${octet}`).join(''),
    units.map((unit) => `\\\\u${unit}`).join(''),
    `&#0*${point};`,
    `&#x0*${point.toString(16)};`,
    ...(named[character] ?? []),
  ];
  return `(?:${ways.join('|')})`;
}

const named: Readonly<Record<string, readonly string[]>> = {
  '&': ['&amp;'],
  '<': ['&lt;'],
  '>': ['&gt;'],
  '"': ['&quot;'],
  "'": ['&apos;'],
  ' ': ['\\+'],
};
