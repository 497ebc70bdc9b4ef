import { decodeCursor, isId, isZone, parseBusinessRegistrationNumber, parseInstant, type Text } from '@maru/kernel';
import { Transform } from 'class-transformer';
import { ValidateBy, ValidateIf, type ValidationOptions } from 'class-validator';

/** The field may be left out. Null does not leave it out: IsOptional would let it through to a column that refuses it. */
export const Omittable = () => ValidateIf((_object, value) => value !== undefined);

/**
 * For `@Matches`, whose pattern tells nobody what to write: the refusal says `how`. No decorator around it, since the description of the API
 * finds the pattern of a field by that name.
 */
export const saying = (how: Text): ValidationOptions => ({ context: how });

/** A UUID, as every id of the API is. */
export const IsId = (options?: ValidationOptions) => ValidateBy({ name: 'isId', validator: { validate: isId } }, options);

/**
 * Days, months and times that are asked for or entered lie in these years: what lies outside is a slip, and the calendar around the years 1
 * and 9999 bears no reckoning in zones and months.
 */
const [firstYear, lastYear] = [2000, 2100];

/** The epoch milliseconds of a time of those years; null for anything else. */
function instantMs(value: unknown): number | null {
  const parsed = typeof value === 'string' ? parseInstant(value) : null;
  if (!parsed?.ok) return null;
  return parsed.epochMs >= Date.UTC(firstYear) && parsed.epochMs < Date.UTC(lastYear + 1) ? parsed.epochMs : null;
}

const isDay = (value: unknown): boolean =>
  typeof value === 'string' && value.length === 'yyyy-mm-dd'.length && instantMs(`${value}T00:00:00Z`) !== null;

/**
 * An RFC 3339 time with its zone, of 2000 to 2100 in UTC, to the millisecond. An unescaped `+` of an address arrives as a
 * blank; before an offset it can mean nothing else, so it is read as what it was.
 */
export function IsInstant(options?: ValidationOptions): PropertyDecorator {
  const validate = ValidateBy({ name: 'isInstant', validator: { validate: (value: unknown) => instantMs(value) !== null } }, options);
  const transform = Transform(({ value }) => (typeof value === 'string' ? value.replace(/ (?=\d\d:\d\d$)/, '+') : value));
  return (target, key) => {
    transform(target, key);
    validate(target, key);
  };
}

/** A day of the calendar of 2000 to 2100, such as 2026-11-27. */
export const IsDay = (options?: ValidationOptions) => ValidateBy({ name: 'isDay', validator: { validate: isDay } }, options);

/** A month of the calendar of 2000 to 2100, such as 2026-11. */
export const IsMonth = (options?: ValidationOptions) =>
  ValidateBy({ name: 'isMonth', validator: { validate: (value: unknown) => typeof value === 'string' && isDay(`${value}-01`) } }, options);

export const IsCursor = (options?: ValidationOptions) =>
  ValidateBy(
    { name: 'isCursor', validator: { validate: (value: unknown) => typeof value === 'string' && decodeCursor(value) !== null } },
    options,
  );

/** Text to look for. What is left of a broken address (`%ff`) is none: the parser of addresses lets it through as it came. */
export const IsSearchText = (options?: ValidationOptions) =>
  ValidateBy({ name: 'isSearchText', validator: { validate: (value: unknown) => !/%[\da-f]{2}/i.test(String(value)) } }, options);

export const IsZone = (options?: ValidationOptions) => ValidateBy({ name: 'isZone', validator: { validate: isZone } }, options);

export const IsBusinessRegistrationNumber = (options?: ValidationOptions) =>
  ValidateBy(
    {
      name: 'isBusinessRegistrationNumber',
      validator: { validate: (value: unknown) => typeof value === 'string' && parseBusinessRegistrationNumber(value).ok },
    },
    options,
  );

/** The time of a field that IsInstant has let through. */
export function instantOf(text: string): Date {
  const parsed = parseInstant(text);
  if (!parsed.ok) throw new Error(`not an instant: ${text}`);
  return new Date(parsed.epochMs);
}
