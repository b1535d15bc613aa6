import { RequestError } from '../../lib/document/errors.ts';

export interface ApiSettings {
  /** Name of the bucket that documents are stored into. */
  readonly inboxBucket: string;
  /** Name of the bucket that results are found in. */
  readonly resultsBucket: string;
}

/** Reads the settings. Throws RequestError `not-configured` that names the variable. */
export function readSettings(env: NodeJS.ProcessEnv): ApiSettings {
  return {
    inboxBucket: required(env, 'INBOX_BUCKET', 'the name of the inbox bucket'),
    resultsBucket: required(env, 'RESULTS_BUCKET', 'the name of the results bucket'),
  };
}

function required(env: NodeJS.ProcessEnv, name: string, meaning: string): string {
  const value = env[name]?.trim();
  if (value) return value;
  throw new RequestError('not-configured', `Expected ${meaning} in the environment variable ${name}; set it`);
}
