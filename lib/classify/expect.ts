import { RequestError } from '../document/errors.ts';

/** Checks on values from outside, each of which throws RequestError `bad-request` naming what it is, was and should be. */

export function expectRecord(name: string, value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) fail(name, 'an object', value);
  return value as Readonly<Record<string, unknown>>;
}

export function expectArray(name: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) fail(name, 'a list that is not empty', value);
  return value;
}

export function expectText(name: string, value: unknown): string {
  if (typeof value !== 'string') fail(name, 'a text', value);
  return value;
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

/** Exactly `length` bytes in base64 with padding (RFC 4648, section 4); Buffer alone would skip what it cannot read. */
export function expectBytes(name: string, value: unknown, length: number): Uint8Array {
  const text = expectText(name, value);
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) fail(name, 'base64 with padding', value);
  if (bytes.length !== length) {
    throw new RequestError(
      'bad-request',
      `Expected ${length} bytes for ${name} but received ${bytes.length}`,
    );
  }
  return bytes;
}

function fail(name: string, expected: string, value: unknown): never {
  throw new RequestError('bad-request', `Expected ${expected} for ${name} but received ${describe(value)}`);
}

/** Texts and objects by their kind and length only: their content may be personal. */
function describe(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : String(value);
}
