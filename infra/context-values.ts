import { COUNTRIES, type Country, isCountry } from '../lib/fields/country.ts';
import { isTimeZone } from '../lib/fields/day-in.ts';
import { isMisreadRate } from '../lib/read/calibration.ts';
import { SetupError } from './setup-error.ts';

/** Gives the context value of a name, as `-c name=value` or cdk.json set it; undefined where nobody did. */
export type Context = (name: string) => unknown;

/**
 * Readers of context values. Each gives undefined for a value that is not set, and throws SetupError for one that is not what
 * is expected. From the command line every value is a string, from cdk.json it may be a number or a list.
 */

export function misreadRate(context: Context, name: string): number | undefined {
  return read(context, name, 'a rate of at least 0 and under 1', (value) => {
    const rate = toNumber(value);
    return rate !== undefined && isMisreadRate(rate) ? rate : undefined;
  });
}

export function wholeNumber(
  context: Context,
  name: string,
  { from, to }: { readonly from: number; readonly to: number },
): number | undefined {
  return read(context, name, `a whole number from ${from} to ${to}`, (value) => {
    const number = toNumber(value);
    const inside = number !== undefined && Number.isInteger(number) && number >= from && number <= to;
    return inside ? number : undefined;
  });
}

export function oneOf<T extends string | number>(
  context: Context,
  name: string,
  choices: readonly T[],
): T | undefined {
  const expected = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  return read(context, name, expected, (value) => choices.find((choice) => String(choice) === String(value)));
}

export function country(context: Context, name: string): Country | undefined {
  const expected = `${COUNTRIES.slice(0, -1).join(', ')} or ${COUNTRIES.at(-1)}`;
  return read(context, name, expected, (value) =>
    typeof value === 'string' && isCountry(value) ? value : undefined,
  );
}

export function timeZone(context: Context, name: string): string | undefined {
  return read(context, name, 'a time zone such as Asia/Kolkata', (value) =>
    typeof value === 'string' && isTimeZone(value) ? value : undefined,
  );
}

/** What tells one of several stacks of a stage from the others; short, for it is a part of names of at most 63 characters. */
export function cellName(context: Context, name: string): string | undefined {
  return read(context, name, '1 to 6 lower-case letters and digits', (value) =>
    /^[a-z0-9]{1,6}$/.test(String(value)) ? String(value) : undefined,
  );
}

/** The beginning of keys: names that end in a slash each, such as `templates/` or `bank/templates/`. */
export function keyPrefix(context: Context, name: string): string | undefined {
  return read(context, name, 'names of letters, digits, - and _, each followed by a slash,', (value) =>
    typeof value === 'string' && /^([A-Za-z0-9_-]{1,100}\/){1,5}$/.test(value) ? value : undefined,
  );
}

/** The ARN of a KMS key; an alias may point elsewhere tomorrow, and policies cannot name what it points at. */
export function keyArn(context: Context, name: string): string | undefined {
  return arn(context, name, 'the ARN of a KMS key', /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]+$/);
}

export function topicArn(context: Context, name: string): string | undefined {
  return arn(context, name, 'the ARN of an SNS topic', /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/);
}

/** Addresses separated by commas, or a list of them. */
export function emails(context: Context, name: string): readonly string[] | undefined {
  return read(context, name, 'e-mail addresses separated by commas', (value) => {
    const list = typeof value === 'string' ? value.split(',').map((part) => part.trim()) : value;
    if (!Array.isArray(list) || list.length === 0) return undefined;
    return list.every((each) => /^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(String(each))) ? list : undefined;
  });
}

function arn(context: Context, name: string, expected: string, form: RegExp): string | undefined {
  return read(context, name, expected, (value) =>
    typeof value === 'string' && form.test(value) ? value : undefined,
  );
}

function read<T>(
  context: Context,
  name: string,
  expected: string,
  parse: (value: unknown) => T | undefined,
): T | undefined {
  const value = context(name);
  if (value === undefined || value === null) return undefined;
  const parsed = parse(value);
  if (parsed === undefined) {
    const shown = JSON.stringify(value) ?? typeof value;
    throw new SetupError(`Expected ${expected} for the context value ${name} but received ${shown}`);
  }
  return parsed;
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : undefined;
}

/** Throws SetupError for a name that is none of `known`: a value set under a misspelt name would be passed over in silence. */
export function checkNames(names: readonly string[], known: readonly string[]): void {
  // The command line and the library have names of their own, all with one of these characters.
  const strange = names.filter((name) => !/[-@:/]/.test(name) && !known.includes(name));
  if (strange.length === 0) return;
  throw new SetupError(
    `Expected context values of the names ${known.join(', ')} but received ${strange.join(', ')}`,
  );
}
