import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { RequestError } from '../../../lib/document/errors.ts';

/** An array of bytes of any shape, as MNIST is published (LeCun, "The MNIST database", file formats). */
export interface IdxArray {
  readonly dimensions: readonly number[];
  readonly data: Uint8Array;
}

const UNSIGNED_BYTE = 0x08;
const MAX_INFLATED_BYTES = 1024 ** 3;

/** Reads an IDX file of unsigned bytes, gzipped or plain. Throws RequestError `bad-request` naming the file. */
export async function readIdxFile(path: string): Promise<IdxArray> {
  const bytes = await readFile(path);
  return parseIdx(isGzip(bytes) ? inflate(bytes, path) : bytes, path);
}

/** Throws RequestError `bad-request` that names `file` and says what was expected. */
export function parseIdx(bytes: Uint8Array, file: string): IdxArray {
  const reject = (expected: string, received: string): never => {
    throw new RequestError('bad-request', `${file}: expected ${expected} but received ${received}`);
  };
  if (bytes.length < 4) reject('an IDX header of at least 4 bytes', `${bytes.length} bytes`);
  if (bytes[0] !== 0 || bytes[1] !== 0)
    reject('an IDX file, which begins with two zero bytes', 'something else');
  if (bytes[2] !== UNSIGNED_BYTE)
    reject('IDX values of type 0x08 (unsigned byte)', `type 0x${hex(bytes[2]!)}`);
  const rank = bytes[3]!;
  const header = 4 + 4 * rank;
  if (rank === 0) reject('at least one IDX dimension', 'none');
  if (bytes.length < header) reject(`a header of ${header} bytes`, `${bytes.length} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const dimensions = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const size = dimensions.reduce((product, length) => product * length, 1);
  if (bytes.length - header !== size) {
    reject(`${size} values for dimensions ${dimensions.join(' x ')}`, `${bytes.length - header}`);
  }
  return { dimensions, data: bytes.subarray(header) };
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function inflate(bytes: Uint8Array, path: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES });
  } catch (cause) {
    throw new RequestError(
      'bad-request',
      `${path}: expected a whole gzip file but it does not inflate`,
      cause,
    );
  }
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}
