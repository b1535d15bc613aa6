import { RequestError } from '../document/errors.ts';

/** Checks on values from outside, each of which throws RequestError `bad-request` naming what it is, was and should be. */

export function expectRecord(name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(name, 'an object', value);
  return value as Readonly<Record<string, unknown>>;
}

export function expectText(name: string, value: unknown): string {
  if (typeof value !== 'string') fail(name, 'a text', value);
  return value;
}

/** A list of texts that is not empty. */
export function expectTexts(name: string, value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) fail(name, 'a list that is not empty', value);
  return value.map((text, i) => expectText(`${name}.${i}`, text));
}

/** A list of numbers, which may be empty. */
export function expectNumbers(name: string, value: unknown): readonly number[] {
  if (!Array.isArray(value)) fail(name, 'a list', value);
  return value.map((item: unknown, i) => {
    if (typeof item !== 'number') fail(`${name}.${i}`, 'a number', item);
    return item;
  });
}

export function expectOneOf<T extends string>(name: string, value: unknown, choices: readonly T[]): T {
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) fail(name, choices.map((choice) => `"${choice}"`).join(' or '), value);
  return chosen;
}

export function expectValue(name: string, value: unknown, expected: number): void {
  if (value !== expected) fail(name, String(expected), value);
}

/** An integer from 0 to `max`. */
export function expectCount(name: string, value: unknown, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > max) {
    fail(name, `an integer from 0 to ${max}`, value);
  }
  return value;
}

export function fail(name: string, expected: string, value: unknown): never {
  throw new RequestError('bad-request', `Expected ${expected} for ${name} but received ${describe(value)}`);
}

/** Texts and objects by their kind and length only: their content may be personal. */
function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : String(value);
}
