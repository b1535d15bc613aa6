import { RequestError } from '../document/errors.ts';

/** Bytes of UTF-8 in a key (AWS, "Creating object key names"); every store keeps to it, so that results can move. */
export const MAX_KEY_BYTES = 1_024;

/**
 * Checks what every store asks of a key: 1 to 1,024 bytes of UTF-8, no half of a surrogate pair.
 * Throws RequestError `bad-request`.
 */
export function checkKey(key: string): void {
  const bytes = Buffer.byteLength(key);
  if (bytes < 1 || bytes > MAX_KEY_BYTES) {
    throw new RequestError(
      'bad-request',
      `Expected a key of 1 to ${MAX_KEY_BYTES} bytes of UTF-8 but received ${bytes} bytes`,
    );
  }
  if (/\p{Surrogate}/u.test(key)) {
    throw new RequestError(
      'bad-request',
      `Expected a key of whole Unicode characters but received ${JSON.stringify(key)}`,
    );
  }
}

/** Orders keys by their UTF-8 bytes, as S3 lists them. UTF-16 code units would sort emoji before U+FF01. */
export function compareKeys(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
