import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { DigitliftError, RequestError, TransientError } from '../../lib/document/errors.ts';

export interface InvokedFunction {
  readonly client: LambdaClient;
  /** Name or ARN of the classify function, with an alias where there is one. */
  readonly functionName: string;
}

/**
 * Calls the classify function with `request` as JSON and gives its answer, parsed. Throws TransientError
 * `classifier-failed` when the function died, RequestError `bad-request` for an answer that is no JSON, and what the
 * client throws (see `invokeError`).
 */
export async function invokeFunction(
  { client, functionName }: InvokedFunction,
  request: unknown,
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  const answer = await client.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(request) }),
    { abortSignal: signal },
  );
  if (answer.FunctionError !== undefined) {
    throw new TransientError(
      'classifier-failed',
      `The classify function ended without an answer (${errorType(answer.Payload) ?? answer.FunctionError})`,
    );
  }
  try {
    return JSON.parse(new TextDecoder().decode(answer.Payload));
  } catch (error) {
    throw new RequestError('bad-request', 'Expected JSON as the answer of the classify function', error);
  }
}

/** What an error of the client means to whoever waits for the document. */
export function invokeError(error: unknown, functionName: string): DigitliftError {
  if (error instanceof DigitliftError) return error;
  const name = error instanceof Error ? error.name : 'unknown error';
  if (name === 'ResourceNotFoundException') {
    return new RequestError(
      'not-configured',
      `There is no function ${functionName}: set CLASSIFY_FUNCTION to the classify function's name or ARN`,
      error,
    );
  }
  return new TransientError(
    'classifier-failed',
    `The call of function ${functionName} failed (${name})`,
    error,
  );
}

/** The class of error that the Lambda runtime reports, such as `Runtime.OutOfMemory`; its message may hold anything. */
function errorType(payload: Uint8Array | undefined): string | undefined {
  const type = /"errorType":\s*"([\w.]+)"/.exec(new TextDecoder().decode(payload));
  return type?.[1];
}
