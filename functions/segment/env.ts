import { RequestError } from '../../lib/document/errors.ts';

export interface SegmentSettings {
  /** Name of the bucket that results are written to. */
  readonly resultsBucket: string;
  /** Name or ARN of the classify function, with an alias where there is one. */
  readonly classifyFunction: string;
  /** Draw an overlay picture beside each result. @default false */
  readonly overlay: boolean;
}

/** Reads the settings. Throws RequestError `not-configured` that names the variable. */
export function readSettings(env: NodeJS.ProcessEnv): SegmentSettings {
  return {
    resultsBucket: required(env, 'RESULTS_BUCKET', 'the name of the results bucket'),
    classifyFunction: required(env, 'CLASSIFY_FUNCTION', 'the name or ARN of the classify function'),
    overlay: flag(env, 'OVERLAY'),
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
