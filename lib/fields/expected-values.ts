import * as z from 'zod/mini';
import { MAX_EXPECTED_BYTES, MAX_EXPECTED_VALUES } from '../document/bounds.ts';
import { RequestError } from '../document/errors.ts';
import { isCalendarDate } from './calendar.ts';

const FIELD_NAME = /^[a-z][A-Za-z0-9_-]{0,63}$/u;

/** An ISO 8601 date, or digits. */
const textSchema = z.string().check(z.regex(/^[0-9]{1,40}$|^\d{4}-\d\d-\d\d$/u), z.refine(isDateOrDigits));

const moneySchema = z.readonly(
  z.strictObject({
    minorUnits: z.int().check(z.minimum(0)),
    currency: z.string().check(z.regex(/^[A-Z]{3}$/u)),
  }),
);

/** What the caller knows of a document's fields beforehand, by their names: money, an ISO 8601 date, or digits. */
export const expectedValuesSchema = z.readonly(
  z.record(z.string().check(z.regex(FIELD_NAME)), z.union([moneySchema, textSchema])),
);

export type ExpectedValues = z.infer<typeof expectedValuesSchema>;
export type ExpectedValue = ExpectedValues[string];

/** Begins the names of S3 object metadata that hold expected values: `expected-amount`. */
export const EXPECTED_METADATA_PREFIX = 'expected-';

/**
 * Reads expected values from a JSON text such as `{"amount": {"minorUnits": 123456, "currency": "USD"}, "serial": "0101"}`.
 * Throws RequestError `bad-request` that names the field at fault, never its value.
 */
export function parseExpectedValues(json: string): ExpectedValues {
  const bytes = Buffer.byteLength(json);
  if (bytes > MAX_EXPECTED_BYTES) {
    throw refusal(`at most ${MAX_EXPECTED_BYTES} bytes`, '', `${bytes} bytes`);
  }
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // Without the parser's message, which quotes the text.
    throw refusal('JSON', '', 'something else');
  }
  return checkExpectedValues(value);
}

/**
 * Reads expected values from the metadata of a stored object: `expected-date: 2026-11-20`, `expected-serial: 0101`,
 * `expected-amount: 123456 USD` (minor units and currency). Other names are left alone; undefined where there are none.
 * Throws as `parseExpectedValues`.
 */
export function expectedFromMetadata(metadata: Readonly<Record<string, string>>): ExpectedValues | undefined {
  const entries = Object.entries(metadata)
    .filter(([name]) => name.startsWith(EXPECTED_METADATA_PREFIX))
    .map(([name, text]) => [name.slice(EXPECTED_METADATA_PREFIX.length), metadataValue(text)] as const);
  return entries.length === 0 ? undefined : checkExpectedValues(Object.fromEntries(entries));
}

function metadataValue(text: string): unknown {
  const [, minorUnits, currency] = /^(\d{1,15}) ([A-Z]{3})$/u.exec(text) ?? [];
  return minorUnits === undefined ? text : { minorUnits: Number(minorUnits), currency };
}

/** As `parseExpectedValues`, of what is parsed already. */
export function checkExpectedValues(value: unknown): ExpectedValues {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw refusal('an object of values by the names of fields', '', kindOf(value));
  }
  const names = Object.keys(value);
  if (names.length > MAX_EXPECTED_VALUES) {
    throw refusal(`at most ${MAX_EXPECTED_VALUES} values`, '', String(names.length));
  }
  // Before the schema, which passes over "__proto__".
  const odd = names.find((name) => !FIELD_NAME.test(name));
  if (odd !== undefined) throw refusal('the name of a field', odd, 'something else');
  const parsed = expectedValuesSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0] ?? '');
  const wanted = 'digits, a date such as "2026-03-09" or {"minorUnits": 123456, "currency": "USD"}';
  throw refusal(wanted, name, kindOf(Reflect.get(value, name)));
}

function refusal(wanted: string, name: string, received: string): RequestError {
  const place = name === '' ? 'the expected values' : `the expected value "${name.slice(0, 64)}"`;
  return new RequestError('bad-request', `Expected ${wanted} for ${place} but received ${received}`);
}

/** Never the value itself: it may be personal, and messages are logged. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'string' ? `another text of ${value.length} characters` : `another ${typeof value}`;
}

function isDateOrDigits(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text) ?? [];
  if (year === undefined) return !text.includes('-');
  return isCalendarDate({ year: Number(year), month: Number(month), day: Number(day) });
}
