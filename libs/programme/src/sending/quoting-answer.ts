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

/** An employee number may be a single digit: it is meant where it stands alone, which it does after a whole escape too. */
const alone = (value: string): string => `(?:(?<![a-z0-9%])|(?<=%(?:25)*[0-9a-f]{2})|(?<=\\\\u[0-9a-f]{4}))${written(value)}(?![a-z0-9])`;

const written = (value: string): string =>
  [...value.matchAll(/\\+|./gsu)].map(([part]) => (part[0] === '\\' ? waysToWriteBackslashes(part.length) : waysToWrite(part))).join('');

/** In a row they are one thing: each by itself could be any number of those that are found, and nobody would see the end of it. */
const waysToWriteBackslashes = (count: number): string => `(?:${backslash}{${count},${count * 16}}|(?:${waysToWrite('\\')}){${count}})`;

/** An octet as it is, or percent-encoded however often. */
const octet = (hex: string): string => `(?:\\x${hex}|%(?:25)*${hex})`;
/** The mark before what JSON escapes. A quotation may lie within a quotation. */
const backslash = octet('5c');
const semicolon = octet('3b');
const ampersand = `${octet('26')}(?:amp${semicolon}){0,3}`;

function waysToWrite(character: string): string {
  const octets = [...Buffer.from(character)].map((each) => octet(each.toString(16).padStart(2, '0')));
  const units = Array.from({ length: character.length }, (_, place) => character.charCodeAt(place).toString(16).padStart(4, '0'));
  const point = character.codePointAt(0) as number;
  const ways = [
    ...(character === '\\' ? [] : [`${backslash}{0,8}${octets.join('')}`]),
    units.map((unit) => `${backslash}{1,8}u${unit}`).join(''),
    `${ampersand}${octet('23')}(?:0*${point}|x0*${point.toString(16)})${semicolon}`,
    ...(character in named ? [`${ampersand}${named[character]}${semicolon}`] : []),
    ...(character === ' ' ? [octet('2b')] : []),
  ];
  return `(?:${ways.join('|')})`;
}

const named: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };
