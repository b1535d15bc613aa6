import { DigitliftError, RequestError, TransientError } from '../document/errors.ts';

/** What a failed file operation means for the caller of a folder store. Errors of our own pass unchanged. */
export function folderError(error: unknown, folder: string, key: string): DigitliftError {
  if (error instanceof DigitliftError) return error;
  const code = errorCode(error);
  const named = JSON.stringify(key);
  switch (code) {
    case 'ENOENT':
      return new RequestError('not-found', `There is no file ${named} in folder ${folder}`, error);
    case 'ENOSPC':
    case 'EDQUOT':
      return new TransientError(
        'storage-full',
        `There is no room left for ${named} in folder ${folder}: free some space and try again (${code})`,
        error,
      );
    case 'ENOTDIR':
    case 'EISDIR':
    case 'ENOTEMPTY':
      return clash(folder, key, error);
    case 'ENAMETOOLONG':
      return new RequestError(
        'bad-request',
        `The path of ${named} in folder ${folder} is too long: use a shorter key or folder`,
        error,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new TransientError(
        'storage-failed',
        `No permission for ${named} in folder ${folder}: check who may read and write there (${code})`,
        error,
      );
    default:
      return new TransientError(
        'storage-failed',
        `The file system failed at ${named} in folder ${folder} (${code ?? 'unknown error'})`,
        error,
      );
  }
}

/** A file lies where the key needs a folder, or a folder where it needs a file. */
export function clash(folder: string, key: string, cause?: unknown): RequestError {
  return new RequestError(
    'bad-request',
    `Folder ${folder} cannot hold ${JSON.stringify(key)}: a name on its path is a file where a folder is needed, or the other way round`,
    cause,
  );
}

export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
