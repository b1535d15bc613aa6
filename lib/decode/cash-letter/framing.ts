import { decodeText, type TextEncoding } from './code-page.ts';
import { RECORD_BYTES } from './layouts.ts';

/**
 * How a file parts its records: each behind its length in four bytes, the highest first (X9.100-187, annex on
 * transmission), or each on a line of its own.
 */
export interface Framing {
  readonly encoding: TextEncoding;
  readonly framing: 'length-prefixed' | 'lines';
}

/** Bytes of a record's length. */
export const LENGTH_BYTES = 4;

/** Level, test or production, two routing numbers, date, time, resent or not: too much to be met by chance. */
const FILE_HEADER = /^01\d\d[TP][\d ]{18}\d{12}[YN ]/;

/** Tells a cash letter by its first record, the file header; undefined for any other file. */
export function detectFraming(head: Uint8Array): Framing | undefined {
  for (const encoding of ['ascii', 'ebcdic'] as const) {
    const text = decodeText(head.subarray(0, LENGTH_BYTES + RECORD_BYTES), encoding);
    if (FILE_HEADER.test(text)) return { encoding, framing: 'lines' };
    if (text.startsWith('01', LENGTH_BYTES) && lengthAt(head, 0) === RECORD_BYTES) {
      return { encoding, framing: 'length-prefixed' };
    }
  }
  return undefined;
}

/** The length that stands at a place, of which four bytes are there. */
export function lengthAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(at);
}

/** Whether a byte ends a line: LF, and in EBCDIC also NL and its own LF. */
export function isLineEnd(byte: number, encoding: TextEncoding): boolean {
  return byte === 0x0a || (encoding === 'ebcdic' && (byte === 0x15 || byte === 0x25));
}
