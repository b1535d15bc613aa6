import { DigitliftError, RequestError, TransientError } from '../document/errors.ts';

/** What a failed S3 call means for the caller. Errors of our own pass unchanged. */
export function s3Error(error: unknown, bucket: string, key: string): DigitliftError {
  if (error instanceof DigitliftError) return error;
  const { name, status } = describeS3Error(error);
  const named = JSON.stringify(key);
  switch (name) {
    case 'NoSuchKey':
    case 'NotFound':
      return new RequestError('not-found', `There is no object ${named} in bucket ${bucket}`, error);
    case 'NoSuchVersion':
    // A version that is a delete marker answers 405.
    case 'MethodNotAllowed':
      return new RequestError(
        'not-found',
        `There is no such version of object ${named} in bucket ${bucket}`,
        error,
      );
    case 'NoSuchBucket':
      return new RequestError(
        'not-found',
        `There is no bucket ${bucket}: check its name and the region`,
        error,
      );
    case 'KeyTooLongError':
    case 'InvalidArgument':
    case 'InvalidURI':
      return new RequestError(
        'bad-request',
        `S3 refuses the request for ${named} in bucket ${bucket} (${name})`,
        error,
      );
    case 'InvalidObjectState':
      return new RequestError(
        'bad-request',
        `Object ${named} in bucket ${bucket} is archived: restore it first`,
        error,
      );
    case 'AccessDenied':
      return new TransientError(
        'storage-failed',
        `S3 denies access to ${named} in bucket ${bucket}: check the role's permissions on bucket and key (without s3:ListBucket a missing object looks like this too)`,
        error,
      );
    default:
      return new TransientError(
        'storage-failed',
        `S3 failed at ${named} in bucket ${bucket} (${name}, ${status === undefined ? 'no answer' : `status ${status}`})`,
        error,
      );
  }
}

/** The error code that S3 sent, or the name of what was thrown, and the HTTP status if an answer came. */
export function describeS3Error(error: unknown): { readonly name: string; readonly status?: number } {
  if (!(error instanceof Error)) return { name: 'unknown error' };
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata) {
    const status = metadata.httpStatusCode;
    if (typeof status === 'number') return { name: error.name, status };
  }
  return { name: error.name };
}
