import type { Field } from '../../support/route-inputs';

/** What is wrong with a value, and the value as it stands in the JSON text: some of it no serializer would write. */
export type BadValue = readonly [what: string, json: string];

const long = (length: number) => JSON.stringify('x'.repeat(length));
const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** Wrong for a field of any type. */
const ANYWHERE: readonly BadValue[] = [
  ['NUL in text', '"a\\u0000b"'],
  ['a lone surrogate', '"a\\ud800b"'],
  ['a lone low surrogate', '"\\udc00"'],
  ['more than a double holds', '1e400'],
  ['less than a double holds', '-1e400'],
  ['nearer to 0 than a double holds', '1e-400'],
  ['a list of lists', '[[["x"]]]'],
  ['deep nesting', nest(20)],
  ['a list of thousands', `[${Array(3_000).fill('"x"').join(',')}]`],
  ['a function of the prototype', '{"toString":"x"}'],
];

const BY_RULE: Readonly<Record<string, readonly BadValue[]>> = {
  isString: [
    ['a number', '42'],
    ['a truth value', 'true'],
    ['an object', '{}'],
  ],
  isNotEmpty: [['nothing in it', '""']],
  maxLength: [['too long', long(10_000)]],
  minLength: [['too short', '"x"']],
  matches: [
    ['another form', '"!!"'],
    ['another script', '"４２"'],
    ['a line break', '"C24\\n"'],
    ['a number', '42'],
  ],
  isEmail: [
    ['no address', '"nobody"'],
    ['a number', '42'],
    ['two addresses', '"a@b.example,c@d.example"'],
    ['too long', JSON.stringify(`${'x'.repeat(10_000)}@x.example`)],
  ],
  isId: [
    ['no id', '"x"'],
    ['nothing in it', '""'],
    ['braces', '"{00000000-0000-7000-8000-000000000000}"'],
    ['SQL', `"' or 1=1; --"`],
    ['a number', '42'],
    ['an id and more', '"00000000-0000-7000-8000-000000000000x"'],
  ],
  isInstant: [
    ['no zone', '"2027-01-01T00:00:00"'],
    ['a day', '"2027-01-01"'],
    ['the year 10000', '"10000-01-01T00:00:00Z"'],
    ['a long year', '"+010000-01-01T00:00:00Z"'],
    ['the year 0', '"0000-01-01T00:00:00Z"'],
    ['the year 1', '"0001-01-05T00:00:00Z"'],
    ['the last hours of the year 9999', '"9999-12-31T20:00:00Z"'],
    ['the last millisecond before 2000', '"1999-12-31T23:59:59.999Z"'],
    ['the year 2101', '"2101-01-01T00:00:00Z"'],
    ['no such day', '"2027-02-30T00:00:00Z"'],
    ['no such hour', '"2027-01-01T25:00:00Z"'],
    ['no such offset', '"2027-01-01T00:00:00+99:00"'],
    ['a word', '"infinity"'],
    ['a number', '1763596800000'],
  ],
  isDay: [
    ['no such day', '"2027-02-29"'],
    ['a time', '"2027-01-01T00:00:00Z"'],
    ['the year 10000', '"10000-01-01"'],
    ['the year 0', '"0000-01-01"'],
    ['the year 1', '"0001-03-01"'],
    ['the last day of the year 9999', '"9999-12-31"'],
    ['the last day before 2000', '"1999-12-31"'],
    ['the year 2101', '"2101-01-01"'],
    ['another form', '"01/02/2027"'],
    ['a word', '"infinity"'],
    ['nothing in it', '""'],
    ['a number', '20270101'],
  ],
  isMonth: [
    ['no such month', '"2026-13"'],
    ['the year 0', '"0000-01"'],
    ['the year 1', '"0001-03"'],
    ['the last month of the year 9999', '"9999-12"'],
    ['the last month before 2000', '"1999-12"'],
    ['the year 2101', '"2101-01"'],
    ['a day', '"2026-11-27"'],
    ['another form', '"11/2026"'],
    ['a line break', '"2026-11\\n"'],
    ['nothing in it', '""'],
    ['a number', '202611'],
  ],
  isIn: [
    ['none of them', '"none"'],
    ['a name of the prototype', '"constructor"'],
    ['a number of none', '901'],
    ['nothing in it', '""'],
    ['a truth value', 'true'],
  ],
  isInt: [
    ['a fraction', '1.5'],
    ['text', '"1"'],
    ['a truth value', 'true'],
  ],
  min: [['too small', '-1']],
  isBoolean: [
    ['text', '"true"'],
    ['a number', '1'],
  ],
  isZone: [
    ['no zone', '"Mars/Phobos"'],
    ['a path', '"../../etc/passwd"'],
    ['a number', '9'],
  ],
  isBusinessRegistrationNumber: [
    ['a wrong check digit', '"999-99-00011"'],
    ['a number', '9999900010'],
    ['too short', '"1"'],
  ],
  isArray: [
    ['text', '"x"'],
    ['an object', '{"0":"x","length":1}'],
    ['a number', '42'],
  ],
  arrayMinSize: [['nothing in it', '[]']],
  arrayUnique: [['one twice', '["operator","operator"]']],
  isObject: [
    ['text', '"x"'],
    ['a list', '[]'],
    ['a number', '42'],
  ],
};

/** Wrong for an element of a list. */
const IN_LISTS: readonly BadValue[] = [
  ['a number in a list', '[42]'],
  ['null in a list', '[null]'],
  ['NUL in a list', '["a\\u0000b"]'],
  ['an object in a list', '[{}]'],
];

export function badValues({ rules, list }: Field): BadValue[] {
  // A rule of a list is about its elements unless it is about the list itself.
  const own = list ? rules.filter((rule) => /^(?:isArray|array)/.test(rule)) : rules;
  const inLists = rules.includes('isInt') ? IN_LISTS.filter(([what]) => what !== 'a number in a list') : IN_LISTS;
  return [...ANYWHERE, ...own.flatMap((rule) => BY_RULE[rule] ?? []), ...(list ? inLists : [])];
}

/** Wrong for a parameter of a query, as it stands in the address. */
export function badQueryValues({ rules }: Field): string[] {
  const text = own(rules).flatMap(([, json]) => {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' || typeof value === 'number' ? [encodeURIComponent(String(value).toWellFormed())] : [];
  });
  // A number in a query is text: what is wrong with text is not what is wrong there.
  const numbers = rules.includes('isInt') ? ['x', '1.5', '-1', '0', '1e400', 'NaN', '0x10', '99999999999999999999', ''] : [];
  // So is a truth value: the word for it is right.
  const words = rules.includes('isBoolean') ? ['x', '1', 'TRUE', ''] : text.filter((value) => !rules.includes('isInt') || value === '-1');
  return ['%00', 'a%00b', '%ff%fe', ...numbers, ...words];
}

function own(rules: readonly string[]): BadValue[] {
  return rules.flatMap((rule) => BY_RULE[rule] ?? []).filter(([what]) => what !== 'a number');
}
