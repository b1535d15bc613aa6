import * as z from 'zod/mini';
import { MAX_EXPECTED_BYTES, MAX_METADATA_BYTES } from '../document/bounds.ts';
import { RequestError } from '../document/errors.ts';
import { parseIsoDate } from './calendar.ts';
import { COUNTRIES } from './country.ts';
import {
  checkExpectedValues,
  expectedFromMetadata,
  expectedValuesSchema,
  parseExpectedValues,
} from './expected-values.ts';

/** What a caller knows of a document beforehand. The schema is the type; docs/openapi.json is made from it. */
export const knowledgeSchema = z.readonly(
  z.strictObject({
    /** The day on which it is presented, ISO 8601. */
    today: z.exactOptional(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/u), z.refine(isDay))),
    /** Whose cheque it is. */
    country: z.exactOptional(z.enum(COUNTRIES)),
    /** What its fields should hold. */
    expected: z.exactOptional(expectedValuesSchema),
  }),
);

export type Knowledge = z.infer<typeof knowledgeSchema>;

/** Names of S3 object metadata; `expected` holds JSON, for metadata have lower-case names and fields may not. */
const TODAY = 'today';
const COUNTRY = 'country';
const EXPECTED = 'expected';
const NAMES: readonly string[] = [TODAY, COUNTRY, EXPECTED];

/**
 * Reads `{"today": "2026-03-09", "country": "IN", "expected": {"serial": "0101"}}`, each of them if it is known.
 * Throws RequestError `bad-request` that names what is at fault, never its value.
 */
export function parseKnowledge(json: string): Knowledge {
  if (Buffer.byteLength(json) > MAX_EXPECTED_BYTES) throw refusal(`at most ${MAX_EXPECTED_BYTES} bytes`);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    // Without the parser's message, which quotes the text.
    throw refusal('JSON');
  }
  return checkKnowledge(value);
}

/** As `parseKnowledge`, of what is parsed already. */
export function checkKnowledge(value: unknown): Knowledge {
  if (!isObject(value)) throw refusal('an object');
  // Before the schema, which passes over "__proto__", and by its own check, which names the field at fault.
  if (Object.keys(value).some((name) => !NAMES.includes(name))) throw refusal(`${NAMES.join(', ')} alone`);
  const { [TODAY]: today, [COUNTRY]: country, [EXPECTED]: expected } = value;
  const parsed = knowledgeSchema.safeParse({
    ...(today !== undefined && { today }),
    ...(country !== undefined && { country }),
    ...(expected !== undefined && { expected: checkExpectedValues(expected) }),
  });
  if (parsed.success) return parsed.data;
  throw refusalOf(parsed.error.issues[0]?.path[0] === TODAY ? TODAY : COUNTRY);
}

/**
 * Reads the metadata of a stored object: `today: 2026-03-09`, `country: IN`, and what is expected of its fields, each under a
 * name of its own (`expectedFromMetadata`) or all as JSON under `expected`. Other names are left alone.
 * Throws as `parseKnowledge`.
 */
export function knowledgeFromMetadata(metadata: Readonly<Record<string, string>>): Knowledge {
  const { [TODAY]: today, [COUNTRY]: country, [EXPECTED]: json } = metadata;
  const single = expectedFromMetadata(metadata);
  if (json !== undefined && single !== undefined) {
    throw refusal(`either ${EXPECTED} or a name for each value`);
  }
  const expected = json === undefined ? single : parseExpectedValues(json);
  return checkKnowledge({ today, country, expected });
}

/**
 * The metadata that `knowledgeFromMetadata` reads it from, all of it printable ASCII. Throws RequestError `bad-request` where
 * S3 has no room for it.
 */
export function metadataOf({ today, country, expected }: Knowledge): Readonly<Record<string, string>> {
  const metadata = {
    ...(today !== undefined && { [TODAY]: today }),
    ...(country !== undefined && { [COUNTRY]: country }),
    ...(expected !== undefined && { [EXPECTED]: JSON.stringify(expected) }),
  };
  const bytes = Object.entries(metadata).reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  if (bytes > MAX_METADATA_BYTES) {
    throw refusal(`at most ${MAX_METADATA_BYTES} bytes as metadata, not ${bytes},`);
  }
  return metadata;
}

function isDay(text: string): boolean {
  try {
    parseIsoDate(text);
    return true;
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refusalOf(name: typeof TODAY | typeof COUNTRY): RequestError {
  const wanted = name === TODAY ? 'a day such as 2026-03-09' : `one of ${COUNTRIES.join(', ')}`;
  return new RequestError('bad-request', `Expected ${wanted} for "${name}" but received something else`);
}

function refusal(wanted: string): RequestError {
  return new RequestError('bad-request', `Expected ${wanted} for what is known of the document`);
}
