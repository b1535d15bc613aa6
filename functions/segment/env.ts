import { RequestError } from '../../lib/document/errors.ts';
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
}

/** Reads the settings. Throws RequestError `not-configured` that names the variable. */
export function readSettings(env: NodeJS.ProcessEnv): SegmentSettings {
  return {
    resultsBucket: required(env, 'RESULTS_BUCKET', 'the name of the results bucket'),
    classifyFunction: required(env, 'CLASSIFY_FUNCTION', 'the name or ARN of the classify function'),
    overlay: flag(env, 'OVERLAY'),
    maxMisread: misreadRate(env, 'MAX_MISREAD'),
  };
}

function required(env: NodeJS.ProcessEnv, name: string, meaning: string): string {
  const value = env[name]?.trim();
  if (value === undefined || value === '') {
    throw new RequestError(
      'not-configured',
      `Expected ${meaning} in the environment variable ${name}; set it`,
    );
  }
  return value;
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
  const value = env[name]?.trim();
  if (value === undefined || value === '') return DEFAULT_MAX_MISREAD;
  const rate = Number(value);
  if (isMisreadRate(rate)) return rate;
  throw new RequestError(
    'not-configured',
    `Expected a rate of at least 0 and under 1 in the environment variable ${name} but received ${JSON.stringify(value)}`,
  );
}
