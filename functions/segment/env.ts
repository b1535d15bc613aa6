import { RequestError } from '../../lib/document/errors.ts';
import { type Country, isCountry } from '../../lib/fields/country.ts';
import { isTimeZone } from '../../lib/fields/day-in.ts';
import { DEFAULT_MAX_MISREAD, isMisreadRate } from '../../lib/read/calibration.ts';

export interface SegmentSettings {
  /** Name of the bucket that results are written to. */
  readonly resultsBucket: string;
  /** Name or ARN of the classify function, with an alias where there is one. */
  readonly classifyFunction: string;
  /** Draw an overlay picture beside each result. @default false */
  readonly overlay: boolean;
  /** Share of wrong numbers among the accepted that can be lived with. @default DEFAULT_MAX_MISREAD */
  readonly maxMisread: number;
  /** Name of the event bus that is told of results. @default nobody is told */
  readonly eventBus?: string;
  /** Whose cheques come in. @default any country's */
  readonly country?: Country;
  /** Where the day is known on which a document came in, by its name in the IANA database. @default UTC */
  readonly timeZone: string;
  /** Where the user's own templates lie: the names of a bucket, and the beginning of their keys. @default there are none */
  readonly templates?: { readonly bucket: string; readonly prefix: string };
}

/** Reads the settings. Throws RequestError `not-configured` that names the variable. */
export function readSettings(env: NodeJS.ProcessEnv): SegmentSettings {
  const eventBus = optional(env, 'EVENT_BUS');
  const country = countryOf(env, 'COUNTRY');
  const templates = optional(env, 'TEMPLATES_BUCKET');
  return {
    resultsBucket: required(env, 'RESULTS_BUCKET', 'the name of the results bucket'),
    classifyFunction: required(env, 'CLASSIFY_FUNCTION', 'the name or ARN of the classify function'),
    overlay: flag(env, 'OVERLAY'),
    maxMisread: misreadRate(env, 'MAX_MISREAD'),
    timeZone: timeZoneOf(env, 'TIME_ZONE'),
    ...(eventBus !== undefined && { eventBus }),
    ...(country !== undefined && { country }),
    ...(templates !== undefined && {
      templates: { bucket: templates, prefix: optional(env, 'TEMPLATES_PREFIX') ?? '' },
    }),
  };
}

function required(env: NodeJS.ProcessEnv, name: string, meaning: string): string {
  const value = optional(env, name);
  if (value === undefined) {
    throw new RequestError(
      'not-configured',
      `Expected ${meaning} in the environment variable ${name}; set it`,
    );
  }
  return value;
}

function optional(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

function countryOf(env: NodeJS.ProcessEnv, name: string): Country | undefined {
  const value = optional(env, name);
  if (value === undefined || isCountry(value)) return value;
  throw new RequestError(
    'not-configured',
    `Expected a country by its two letters in the environment variable ${name} but received ${JSON.stringify(value)}`,
  );
}

function timeZoneOf(env: NodeJS.ProcessEnv, name: string): string {
  const value = optional(env, name) ?? 'UTC';
  if (isTimeZone(value)) return value;
  throw new RequestError(
    'not-configured',
    `Expected a time zone such as Asia/Kolkata in the environment variable ${name} but received ${JSON.stringify(value)}`,
  );
}

function flag(env: NodeJS.ProcessEnv, name: string): boolean {
  const value = env[name] ?? 'false';
  if (value === 'true' || value === 'false') return value === 'true';
  throw new RequestError(
    'not-configured',
    `Expected true or false in the environment variable ${name} but received ${JSON.stringify(value)}`,
  );
}

function misreadRate(env: NodeJS.ProcessEnv, name: string): number {
  const value = optional(env, name);
  if (value === undefined) return DEFAULT_MAX_MISREAD;
  const rate = Number(value);
  if (isMisreadRate(rate)) return rate;
  throw new RequestError(
    'not-configured',
    `Expected a rate of at least 0 and under 1 in the environment variable ${name} but received ${JSON.stringify(value)}`,
  );
}
